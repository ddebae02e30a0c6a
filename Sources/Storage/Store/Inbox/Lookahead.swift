import Conversations

/// What messages of one clinic that follow each other need to know, asked of the database at once: whether they are stored
/// already, who may have written them, and the rows of those patients, locked.
///
/// Each answer is taken once. Whoever took it may have changed it, and the next one has to ask the database.
final class Lookahead {
    /// How many messages are looked at.
    static let limit = 64

    let clinicID: ClinicID
    private var asked: Set<Wamid>
    private let stored: Set<Wamid>
    /// The names whose answer still holds.
    private var names: Set<Alias.Name>
    private let people: [KnownPerson]
    private var rows: [PatientID: ResultRow] = [:]

    init(_ messages: [InboundMessage], of clinic: ClinicID, in transaction: any Transaction) throws {
        clinicID = clinic
        asked = Set(messages.map(\.wamid))
        names = Set(messages.flatMap(\.person.names))
        let called = names.isEmpty ? nil : KnownPerson.ids(called: Array(names), of: clinic)
        let wamids = SQL.list(messages.map { "\($0.wamid)" }.filledToPowerOfTwo)
        let answers = try transaction.rows(
            ofEach: [
                """
                SELECT whatsapp_message_id FROM messages
                WHERE doctor_id = \(clinic) AND whatsapp_message_id IN (\(wamids))
                """
            ]
                + (called.map { called in
                    [
                        KnownPerson.statement(with: called, of: clinic),
                        // In one order, as everywhere where several are locked.
                        """
                        SELECT id, \(Conversation.columns) FROM patients
                        WHERE doctor_id = \(clinic) AND id IN (\(called)) ORDER BY id\(transaction.dialect.rowLock)
                        """,
                    ]
                } ?? []))
        stored = Set(try answers[0].map { try $0["whatsapp_message_id"] })
        people = try answers.dropFirst().first.map(KnownPerson.all) ?? []
        for row in answers.dropFirst(2).joined() { rows[try row["id"]] = row }
    }

    /// Whether what is known holds for this message.
    func covers(_ wamid: Wamid) -> Bool { asked.contains(wamid) }

    /// Whether a message that is covered was stored already. From now on it may be.
    func takeIsStored(_ wamid: Wamid) -> Bool {
        asked.remove(wamid)
        return stored.contains(wamid)
    }

    /// Everybody who has or had one of these names. Nil where that has to be asked.
    func people(called wanted: [Alias.Name]) -> [KnownPerson]? {
        guard names.isSuperset(of: wanted) else { return nil }
        return people.filter { person in wanted.contains { person.identity[$0] != nil } }
    }

    /// Somebody with one of the names `wanted` is about to be learned of, and may be one of these people, wherever they are
    /// known from: that may change the answer for every name of theirs.
    func forget(_ wanted: [Alias.Name], _ people: [KnownPerson]) {
        names.subtract(wanted)
        for person in people { names.subtract(person.identity.aliases.map(\.name)) }
    }

    /// A patient's row (`Conversation.columns`), which is locked. Nil where it has to be read.
    func takeRow(of patient: PatientID) -> ResultRow? { rows.removeValue(forKey: patient) }
}
