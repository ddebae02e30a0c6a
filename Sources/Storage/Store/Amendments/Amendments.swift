import Conversations
import FoundationEssentials

/// Everything that was said of messages of one clinic after them. These are the facts; the columns of a message that show
/// them follow from all facts about it, whatever order they came in. Every caller has the conversation locked.
struct Amendments {
    /// So many wordings of a message are shown.
    private static let wordingLimit = 50

    let clinicID: ClinicID
    let transaction: any Transaction

    /// The message that is spoken of.
    struct Target {
        let id: MessageID
        let patientID: PatientID
        let seq: Int64
        let author: Author
    }

    /// Nil where this clinic has no such message.
    func target(_ wamid: Wamid) throws -> Target? {
        try transaction.row(
            """
            SELECT id, patient_id, seq, author FROM messages
            WHERE doctor_id = \(clinicID) AND whatsapp_message_id = \(wamid)
            """
        ).map {
            Target(id: try $0["id"], patientID: try $0["patient_id"], seq: try $0["seq"], author: try $0["author"])
        }
    }

    /// Whether what came under this wamid is noted already.
    func isKnown(_ wamid: Wamid) throws -> Bool {
        try transaction.row(
            "SELECT 1 AS one FROM amendments WHERE doctor_id = \(clinicID) AND whatsapp_message_id = \(wamid)") != nil
    }

    /// Whether the clinic's phone tells of a reaction that was sent from here: by our id, or because it is being sent at this
    /// moment.
    func isOwn(_ echo: InboundMessage) throws -> Bool {
        guard case .reaction(let target, let emoji) = echo.relation else { return false }
        let named: SQL = echo.callbackID.map { "a.id = \($0) OR" } ?? ""
        return try transaction.row(
            """
            SELECT 1 AS one FROM amendments a JOIN messages m ON m.doctor_id = a.doctor_id AND m.id = a.message_id
            WHERE a.doctor_id = \(clinicID) AND m.whatsapp_message_id = \(target) AND a.kind = 'reaction'
                AND a.account_id IS NOT NULL AND (\(named) (a.state = 'pending' AND a.body = \(emoji)))
            """) != nil
    }

    /// Notes what WhatsApp delivered, and shows it. `isOriginalKnown` is false for a message that only its edit tells of.
    func note(
        _ change: Amendment.Change, of message: MessageID, by author: Author, wamid: Wamid?, saidAt: Timestamp,
        isOriginalKnown: Bool = true
    ) throws {
        if case .wording = change, isOriginalKnown { try keepOriginal(of: message) }
        try insert(Row(message: message, change: change, author: author, wamid: wamid, saidAt: saidAt))
        try show(change.kind, of: message)
    }

    struct Row {
        var id = MessageID.make()
        let message: MessageID
        let change: Amendment.Change
        let author: Author
        var account: AccountID?
        var wamid: Wamid?
        let saidAt: Timestamp
        var state = MessageReaction.Status.sent
    }

    /// Facts about a message are numbered in the order in which they came.
    func insert(_ row: Row) throws {
        try transaction.post(
            """
            INSERT INTO amendments (id, doctor_id, message_id, number, kind, author, account_id, body,
                whatsapp_message_id, said_at, state, due_at, created_at)
            SELECT \(row.id), \(clinicID), \(row.message), COALESCE(MAX(number), 0) + 1, \(row.change.kind.rawValue),
                \(row.author), \(row.account), \(row.change.body), \(row.wamid), \(row.saidAt), \(row.state.rawValue),
                \(row.state == .pending ? transaction.now : nil), \(transaction.now)
            FROM amendments WHERE doctor_id = \(clinicID) AND message_id = \(row.message)
            """)
    }

    /// What a message said at first is the first of its wordings; one that only its deletion has told of said nothing.
    private func keepOriginal(of message: MessageID) throws {
        let row = try transaction.row(
            """
            SELECT m.author, m.message_body, COALESCE(m.sent_at, m.created_at) AS said_at FROM messages m
            WHERE m.doctor_id = \(clinicID) AND m.id = \(message) AND NOT EXISTS (SELECT 1 FROM amendments a
                WHERE a.doctor_id = m.doctor_id AND a.message_id = m.id AND a.kind = 'wording')
                AND NOT (m.deleted_at IS NOT NULL AND m.message_body = '')
            """)
        guard let row else { return }
        try insert(
            Row(
                message: message, change: .wording(try row["message_body"]), author: try row["author"],
                saidAt: try row["said_at"]))
    }

    // MARK: What is shown

    /// Those who have the conversation open see by the patient's row that an earlier message has changed.
    func show(_ kind: Amendment.Change.Kind, of message: MessageID) throws {
        try transaction.post(
            """
            UPDATE patients SET amended_at = \(transaction.now) WHERE doctor_id = \(clinicID) AND id = (
                SELECT patient_id FROM messages WHERE \(isThis(message)))
            """)
        switch kind {
        case .reaction: try showReactions(of: message)
        case .wording: try showWordings(of: message)
        case .deletion:
            try transaction.post(
                """
                UPDATE messages SET deleted_at = (SELECT MIN(said_at) FROM amendments a
                    WHERE a.doctor_id = messages.doctor_id AND a.message_id = messages.id AND a.kind = 'deletion')
                WHERE \(isThis(message))
                """)
        }
    }

    private func showReactions(of message: MessageID) throws {
        let newest = try [Author.patient, .doctor].compactMap { author in
            try transaction.row(
                """
                SELECT body, state, error FROM amendments WHERE \(of(message, .reaction)) AND author = \(author)
                ORDER BY said_at DESC, number DESC LIMIT 1
                """
            ).map {
                MessageReaction(
                    emoji: try $0["body"], author: author,
                    status: MessageReaction.Status(rawValue: try $0["state"]) ?? .sent, error: try $0["error"])
            }
        }
        let shown = newest.filter { !$0.emoji.isEmpty || $0.status != .sent }
        let text = shown.isEmpty ? nil : try StoredJSON.text(shown)
        try transaction.post("UPDATE messages SET reactions = \(text) WHERE \(isThis(message))")
    }

    private func showWordings(of message: MessageID) throws {
        let rows = try transaction.rows(
            """
            SELECT body, said_at FROM amendments WHERE \(of(message, .wording))
            ORDER BY said_at DESC, number DESC LIMIT \(Self.wordingLimit)
            """)
        guard let newest = rows.first else { return }
        let earlier = try rows.dropFirst().reversed().map {
            EarlierWording(body: try $0["body"], saidAt: try $0["said_at"])
        }
        let editedAt: Timestamp = try newest["said_at"]
        let body: String = try newest["body"]
        try transaction.post(
            """
            UPDATE messages SET message_body = \(body), edited_at = \(editedAt),
                earlier = \(try StoredJSON.text(earlier)) WHERE \(isThis(message))
            """)
    }

    private func isThis(_ message: MessageID) -> SQL { "doctor_id = \(clinicID) AND id = \(message)" }

    private func of(_ message: MessageID, _ kind: Amendment.Change.Kind) -> SQL {
        "doctor_id = \(clinicID) AND message_id = \(message) AND kind = \(kind.rawValue)"
    }
}

extension Amendment.Change {
    enum Kind: String { case reaction, wording, deletion }

    var kind: Kind {
        switch self {
        case .reaction: .reaction
        case .wording: .wording
        case .deletion: .deletion
        }
    }

    fileprivate var body: String? {
        switch self {
        case .reaction(let emoji): emoji
        case .wording(let text): text
        case .deletion: nil
        }
    }
}

extension MessageAmendments {
    /// From the columns of `Message`.
    init(row: ResultRow) throws {
        let reactions: String? = try row["m_reactions"]
        let earlier: String? = try row["m_earlier"]
        self.init(
            reactions: reactions.flatMap { try? StoredJSON.value([MessageReaction].self, of: $0) } ?? [],
            earlier: earlier.flatMap { try? StoredJSON.value([EarlierWording].self, of: $0) } ?? [],
            editedAt: try row["m_edited_at"], deletedAt: try row["m_deleted_at"])
    }
}
