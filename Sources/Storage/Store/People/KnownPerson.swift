import Conversations

/// A person as a transaction works on them: what WhatsApp said about who they are, and the row of their conversation.
struct KnownPerson {
    let id: PatientID
    var identity: Identity
    /// What is stored of it.
    private var stored: Identity
    /// Nil while nothing is known of them but notices.
    var row: Columns?

    /// The columns of a patient's row that follow from what WhatsApp says.
    struct Columns: Hashable {
        var name: String?
        var username: String?
        var phone: PhoneNumber?
        var userID: WhatsAppUserID?
    }

    /// Somebody new.
    init() {
        id = PatientID.make()
        identity = Identity()
        stored = Identity()
    }

    /// A patient's row that nothing is stored about.
    init(unnamed row: ResultRow) throws {
        id = try row["row_id"]
        stored = Identity()
        identity = Identity()
        self.row = try Columns(row: row)
        let seen: Timestamp? = try row["last_seen_at"]
        let person = WhatsAppPerson(phone: self.row?.phone, userID: self.row?.userID)
        for time in [try row["created_at"], seen].compactMap(\.self) { identity.hear(person, at: time) }
        if let phone = person.phone { identity.hold(.number(phone.canonical), true) }
    }

    private init(named row: ResultRow) throws {
        id = try row["patient_id"]
        stored = Identity()
        identity = Identity()
        self.row = try Columns(row: row)
    }
}

extension KnownPerson {
    /// Of `aliases a` with `patients p`.
    static let columns: SQL = """
        a.patient_id, a.kind, a.value, a.spelling, a.first_said_at, a.last_said_at, a.since, a.until, a.is_held,
        p.id AS row_id, p.name, p.username, p.phone_number, p.whatsapp_user_id
        """

    /// What is known of those whose ids `ids` selects.
    static func statement(with ids: SQL, of clinic: ClinicID) -> SQL {
        """
        SELECT \(columns) FROM aliases a LEFT JOIN patients p ON p.doctor_id = a.doctor_id AND p.id = a.patient_id
        WHERE a.doctor_id = \(clinic) AND a.patient_id IN (\(ids)) ORDER BY a.patient_id
        """
    }

    /// Selects the ids of everybody who has or had one of these names, of which there is at least one.
    static func ids(called names: [Alias.Name], of clinic: ClinicID) -> SQL {
        let numbers = names.filter(\.isNumber), others = names.filter { !$0.isNumber }
        return .list(
            [numbers, others].filter { !$0.isEmpty }.map { names in
                """
                SELECT patient_id FROM aliases WHERE doctor_id = \(clinic) AND kind = \(names[0].kind)
                    AND value IN (\(SQL.list(names.map { "\($0.value)" }.filledToPowerOfTwo)))
                """
            }, separator: " UNION ALL ")
    }

    /// `rows` have the columns above; those of one person come together.
    static func all(in rows: [ResultRow]) throws -> [KnownPerson] {
        var people: [KnownPerson] = []
        for row in rows {
            let person = try KnownPerson(named: row)
            if people.last?.id != person.id { people.append(person) }
            people[people.count - 1].stored.absorb(Identity([try Alias(row: row)]))
            people[people.count - 1].identity = people[people.count - 1].stored
        }
        return people
    }

    /// Writes down what was learned. A stranger's is kept for a while (`Operator.sweep`).
    mutating func save(of clinic: ClinicID, in transaction: any Transaction) throws {
        let changed = identity.aliases.filter { stored[$0.name] != $0 }
        guard !changed.isEmpty else { return }
        let stranger: Timestamp? = row == nil ? transaction.now : nil
        let values = changed.map { alias -> SQL in
            """
            (\(clinic), \(id), \(alias.name.kind), \(alias.name.value), \(alias.spelling), \(alias.first), \(alias.last),
                \(alias.since), \(alias.until), \(alias.isHeld), \(stranger))
            """
        }
        try transaction.post(
            """
            INSERT INTO aliases (doctor_id, patient_id, kind, value, spelling, first_said_at, last_said_at, since, until,
                is_held, stranger_since)
            VALUES \(SQL.list(values))
            ON CONFLICT (doctor_id, kind, value, patient_id) DO UPDATE SET spelling = excluded.spelling,
                first_said_at = excluded.first_said_at, last_said_at = excluded.last_said_at, since = excluded.since,
                until = excluded.until, is_held = excluded.is_held
            """)
        stored = identity
    }

    /// The row as it follows from what is known, with what `called` adds.
    func row(called: WhatsAppPerson) -> Columns {
        Columns(
            name: row?.name ?? called.name, username: called.username ?? row?.username, phone: identity.number,
            userID: identity.userID)
    }

    /// What `person` adds to the row. A name that people choose is the newest one: what comes late, from before something that
    /// is known already, does not bring an old one back.
    func newly(called person: WhatsAppPerson, at time: Timestamp) -> WhatsAppPerson {
        guard row?.username != nil, identity.aliases.contains(where: { $0.last > time }) else { return person }
        var person = person
        person.username = nil
        return person
    }

    /// Of two rows of one person this one stays.
    mutating func absorb(_ other: KnownPerson) {
        identity.absorb(other.identity)
        guard var own = row, let theirs = other.row else { return }
        own.name = own.name ?? theirs.name
        own.username = theirs.username ?? own.username
        row = own
    }
}

extension KnownPerson.Columns {
    fileprivate init?(row: ResultRow) throws {
        guard try row["row_id"] as PatientID? != nil else { return nil }
        name = try row["name"]
        username = try row["username"]
        phone = try row["phone_number"]
        userID = try row["whatsapp_user_id"]
    }
}

extension Alias {
    fileprivate init(row: ResultRow) throws {
        let isNumber = try row["kind"] == "number"
        self.init(
            isNumber ? .number(try row["value"]) : .userID(try row["value"]), spelling: try row["spelling"],
            first: try row["first_said_at"], last: try row["last_said_at"], since: try row["since"],
            until: try row["until"], isHeld: try row["is_held"])
    }
}

extension Alias.Name {
    /// As it stands in the table: not a value that is bound, since an index holds for one of the kinds, and SQLite would
    /// plan the statement again for each value.
    var kind: SQL { isNumber ? "'number'" : "'user_id'" }

    var isNumber: Bool { if case .number = self { true } else { false } }

    var value: String {
        switch self {
        case .number(let number): number.text
        case .userID(let id): id.text
        }
    }
}
