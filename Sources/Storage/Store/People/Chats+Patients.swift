package import Conversations

/// Which patients a list shows.
package enum PatientFilter: String, Sendable, CaseIterable {
    case all, urgent, waiting, manual, unread, draft
    case needsHuman = "needs_human"
}

/// One page of the list.
package struct PatientPage: Sendable {
    package let entries: [PatientEntry]
    /// Opaque; nil on the last page.
    package let nextCursor: String?
    /// From where changes of the list are asked for; nil on all pages but the first. Older pages are read after it, so
    /// nothing is missed.
    package let since: String?
}

/// A patient as a list shows them.
package struct PatientEntry: Sendable {
    package let patient: Patient
    package let lastMessage: Message?
    /// The patient's newest words, where a person is needed or the patient waits: they decide how urgent it is.
    package internal(set) var lastIncoming: Message?
    /// The kind of the newest message with more than words, where the assistant could not read what came.
    package internal(set) var unreadKind: MessageType?
    /// A text that is sent once the patient writes, or was to be.
    package internal(set) var queued: QueuedText?
    /// An answer of the assistant that waits for a person.
    package internal(set) var draft: Draft?
    let hasQueued: Bool
    let hasDraft: Bool
    /// The order of the list, with the id: the higher, the further up.
    package let rank: Int64
    package let lastActivityAt: Timestamp
}

extension Chats {
    /// First those who need a human, or wait in a conversation that a person has, of them whoever waits longest; then by
    /// newest activity. `limit` is 1 to 100. Throws `Refusal.badCursor`.
    package func patients(
        search: String? = nil, filter: PatientFilter = .all, cursor: String? = nil, limit: Int
    ) async throws -> PatientPage {
        let start = try cursor.map { try ListPosition(cursor: $0) }
        let query = SearchQuery(search ?? "")
        return try await read { transaction in
            let candidates = try query.candidates(of: clinicID, in: transaction)
            // What belongs to a patient is looked up for the page alone.
            let page: SQL = """
                (SELECT p.* FROM \(candidates)
                WHERE p.doctor_id = \(clinicID)\(filter.condition)\(query.condition)\(ListPosition.after(start))
                ORDER BY \(ListPosition.order) LIMIT \(limit + 1)) p
                """
            let rows = try transaction.rows(
                """
                SELECT \(PatientEntry.columns(now: transaction.now)) FROM \(PatientEntry.tables(page))
                ORDER BY \(ListPosition.order)
                """)
            let entries = try completed(rows.prefix(limit).map(PatientEntry.init(row:)), in: transaction)
            let last = rows.count > limit ? try ListPosition(row: rows[limit - 1]) : nil
            let seen = start == nil ? try SeenChanges(by: clinicID, in: transaction) : nil
            return PatientPage(
                entries: entries, nextCursor: last?.cursor, since: try seen?.token(of: clinicID, sealer))
        }
    }

    /// Throws `Refusal.noSuchPatient`. The id of a row that was joined into another means that one.
    package func patient(_ id: PatientID) async throws -> PatientEntry {
        try await read { transaction in
            try entry(of: try FormerPatients.present(id, of: clinicID, in: transaction), in: transaction)
        }
    }

    /// Throws `Refusal.noSuchPatient`. `id` is a present one.
    func entry(of id: PatientID, in transaction: any Transaction) throws -> PatientEntry {
        let row = try transaction.row(
            """
            SELECT \(PatientEntry.columns(now: transaction.now))
            FROM \(PatientEntry.tables("patients p")) WHERE p.doctor_id = \(clinicID) AND p.id = \(id)
            """)
        guard let row else { throw Refusal.noSuchPatient }
        return try completed([PatientEntry(row: row)], in: transaction)[0]
    }

    /// How many patients each filter shows.
    package func patientCounts() async throws -> [PatientFilter: Int64] {
        try await read { transaction in
            let counts = PatientFilter.allCases.map { filter -> SQL in
                """
                SELECT \(filter.rawValue) AS filter, COUNT(*) AS n FROM patients p
                WHERE p.doctor_id = \(clinicID)\(filter.condition)
                """
            }
            let rows = try transaction.rows(SQL.list(counts, separator: " UNION ALL "))
            return try rows.reduce(into: [:]) { all, row in
                if let filter = PatientFilter(rawValue: try row["filter"]) { all[filter] = try row["n"] }
            }
        }
    }

    /// How far back in a conversation the patient's newest words are looked for.
    private static let incomingLimit: Int64 = 100

    /// With what is looked up only where it is there.
    func completed(_ entries: [PatientEntry], in transaction: any Transaction) throws -> [PatientEntry] {
        let known = try withUnreadKind(withLastIncoming(entries, in: transaction), in: transaction)
        return try withDrafts(withQueued(known, in: transaction), in: transaction)
    }

    private func withUnreadKind(
        _ entries: [PatientEntry], in transaction: any Transaction
    ) throws -> [PatientEntry] {
        let needed = entries.filter { $0.patient.needsHuman == .unreadable }
        guard !needed.isEmpty else { return entries }
        let newest = needed.map { entry -> SQL in
            """
            SELECT * FROM (SELECT patient_id, message_type FROM messages
                WHERE doctor_id = \(clinicID) AND patient_id = \(entry.patient.id)
                    AND seq > \(entry.patient.lastSeq - Self.incomingLimit) AND direction = 'incoming'
                    AND message_type NOT IN ('text', 'reaction', 'system') AND deleted_at IS NULL
                ORDER BY seq DESC LIMIT 1) m
            """
        }
        let kinds = try Dictionary(
            uniqueKeysWithValues: transaction.rows(SQL.list(newest, separator: " UNION ALL "))
                .map { (try $0["patient_id"] as PatientID, try $0["message_type"] as MessageType) })
        return entries.map { entry in
            var entry = entry
            entry.unreadKind = kinds[entry.patient.id]
            return entry
        }
    }

    private func withLastIncoming(
        _ entries: [PatientEntry], in transaction: any Transaction
    ) throws -> [PatientEntry] {
        let needed = entries.filter { $0.patient.needsHuman != nil || $0.patient.waitingSince != nil }
        guard !needed.isEmpty else { return entries }
        let newest = needed.map { entry -> SQL in
            """
            SELECT * FROM (SELECT id FROM messages WHERE doctor_id = \(clinicID) AND patient_id = \(entry.patient.id)
                AND seq > \(entry.patient.lastSeq - Self.incomingLimit) AND direction = 'incoming'
                AND message_type NOT IN ('reaction', 'system') AND deleted_at IS NULL
                AND (relation IS NULL OR relation <> 'deletion')
                ORDER BY seq DESC LIMIT 1) m
            """
        }
        let rows = try transaction.rows(
            """
            SELECT \(Message.columns) FROM \(Message.tables)
            WHERE m.doctor_id = \(clinicID) AND m.id IN (\(SQL.list(newest, separator: " UNION ALL ")))
            """)
        let messages = try Dictionary(uniqueKeysWithValues: rows.map(Message.init(row:)).map { ($0.patientID, $0) })
        return entries.map { entry in
            var entry = entry
            entry.lastIncoming = messages[entry.patient.id]
            return entry
        }
    }
}

/// Where a page of the list ends.
private struct ListPosition {
    let rank: Int64
    let activity: Timestamp
    let id: PatientID

    init(row: ResultRow) throws {
        rank = try row["list_rank"]
        activity = try row["last_activity_at"]
        id = try row["id"]
    }

    init(cursor: String) throws {
        let parts = cursor.split(separator: "_")
        guard parts.count == 3, let rank = Int64(parts[0]), rank >= 0, let milliseconds = Int64(parts[1]),
            (0...253_402_300_799_999).contains(milliseconds), let id = PatientID(parts[2])
        else { throw Refusal.badCursor }
        self.rank = rank
        activity = Timestamp(milliseconds: milliseconds)
        self.id = id
    }

    static let order: SQL = "p.list_rank DESC, p.last_activity_at DESC, p.id DESC"

    var cursor: String { "\(rank)_\(activity.milliseconds)_\(id)" }

    static func after(_ position: ListPosition?) -> SQL {
        guard let position else { return "" }
        return """
             AND (p.list_rank, p.last_activity_at, p.id)
                < (\(position.rank), \(position.activity), \(position.id))
            """
    }
}

extension PatientFilter {
    var condition: SQL {
        switch self {
        case .all: ""
        // Not bound: the index over these is used only where the number is in the text.
        case .urgent: " AND p.needs_human_severity >= \(SQL(stringLiteral: "\(NeedsHuman.redFlag.severity)"))"
        case .needsHuman: " AND p.needs_human"
        case .waiting: " AND p.waiting_since IS NOT NULL"
        case .manual: " AND p.is_bot_paused"
        case .unread: " AND p.unread_count > 0"
        case .draft: " AND p.has_draft"
        }
    }
}

extension Patient {
    /// What belongs to the rows of `patients`, which are named `p`.
    static func tables(_ patients: SQL) -> SQL {
        """
        \(patients) LEFT JOIN accounts b ON b.doctor_id = p.doctor_id AND b.id = p.bot_paused_by_account
        LEFT JOIN due_replies d ON d.doctor_id = p.doctor_id AND d.patient_id = p.id
        """
    }

    static func columns(now: Timestamp) -> SQL {
        """
        p.id, p.doctor_id, p.name, p.username, p.phone_number, p.whatsapp_user_id, p.email, p.bot_paused_at,
        b.name AS paused_by_name, p.bot_pause_reason, p.bot_generation, p.last_seq, p.read_seq, p.unread_count, p.needs_human_reason, p.waiting_since,
        p.last_seen_at, p.window_closes_at, p.created_at, p.amended_at,
        p.blocked_at IS NOT NULL AS is_blocked,
        \(Patient.refusesMarketing) AS refuses_marketing,
        EXISTS (SELECT 1 FROM outbox WHERE doctor_id = p.doctor_id AND patient_id = p.id
            AND \(OutboxState.assistantIsOnItsWay(at: now))) AS assistant_in_flight,
        (d.leased_until IS NOT NULL AND d.leased_until > \(now)) AS assistant_is_writing,
        (p.is_bot_silenced AND p.needs_human) AS assistant_is_silent
        """
    }

    init(row: ResultRow) throws {
        let name: String? = try row["name"]
        let personName: String? = try row["paused_by_name"]
        let pausedAt: Timestamp? = try row["bot_paused_at"]
        let pauseReason: String? = try row["bot_pause_reason"]
        self.init(
            id: try row["id"], clinicID: try row["doctor_id"], name: try name ?? row["username"],
            phoneNumber: try row["phone_number"], userID: try row["whatsapp_user_id"], email: try row["email"],
            pause: pausedAt.map { Pause(since: $0, personName: personName, isRestored: pauseReason == "restored") },
            generation: try row["bot_generation"],
            assistantInFlight: try row["assistant_in_flight"], assistantIsWriting: try row["assistant_is_writing"],
            assistantIsSilent: try row["assistant_is_silent"],
            lastSeq: try row["last_seq"], readSeq: try row["read_seq"], unreadCount: try row["unread_count"],
            needsHuman: try row["needs_human_reason"], waitingSince: try row["waiting_since"],
            lastSeenAt: try row["last_seen_at"],
            windowClosesAt: try row["window_closes_at"], createdAt: try row["created_at"],
            isBlocked: try row["is_blocked"], refusesMarketing: try row["refuses_marketing"],
            amendedAt: try row["amended_at"])
    }
}

extension PatientEntry {
    static func columns(now: Timestamp) -> SQL {
        """
        \(Patient.columns(now: now)), p.list_rank, p.last_activity_at,
        EXISTS (SELECT 1 FROM queued_texts WHERE doctor_id = p.doctor_id AND patient_id = p.id) AS has_queued,
        p.has_draft,
        \(Message.columns)
        """
    }

    /// The patients with the newest message beside each.
    static func tables(_ patients: SQL) -> SQL {
        """
        \(Patient.tables(patients))
        LEFT JOIN messages m ON m.doctor_id = p.doctor_id AND m.patient_id = p.id AND m.seq = p.last_seq
        \(Message.joins)
        """
    }

    init(row: ResultRow) throws {
        patient = try Patient(row: row)
        let hasMessage = try row["m_id"] as MessageID? != nil
        lastMessage = hasMessage ? try Message(row: row) : nil
        rank = try row["list_rank"]
        lastActivityAt = try row["last_activity_at"]
        hasQueued = try row["has_queued"]
        hasDraft = try row["has_draft"]
    }
}
