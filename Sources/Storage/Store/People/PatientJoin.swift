import Conversations

/// Joins two rows that turn out to be one person: known by number first, later by user id alone, and now by both.
///
/// What becomes of each column is in the description of the tables (`Table`); only what several columns decide together
/// is decided here.
struct PatientJoin {
    let clinicID: ClinicID
    let transaction: any Transaction

    /// Moves everything of the one row into the other, at once, also what is with Meta at this moment: whatever comes back
    /// about it finds the row that stays (`FormerPatients`). A takeover of either holds for the whole. Returns the row
    /// that stays, the one with more messages.
    func join(_ one: PatientID, _ other: PatientID) throws -> PatientID {
        // Locked in one order everywhere, so that two joins never wait for each other.
        let (first, second) = one.description < other.description ? (one, other) : (other, one)
        guard var left = try Conversation(locking: first, of: clinicID, in: transaction),
            var right = try Conversation(locking: second, of: clinicID, in: transaction)
        else { throw StorageError.unreadable("patients.id") }
        try carryTakeover(&left, &right)
        // Neither knows of the other row's messages.
        try left.voidDraft()
        try right.voidDraft()
        try left.forgetSummary()
        try right.forgetSummary()
        let leftStays =
            (left.lastSeq, left.phoneNumber == nil ? 0 : 1) >= (right.lastSeq, right.phoneNumber == nil ? 0 : 1)
        let from = leftStays ? right : left
        var into = leftStays ? left : right
        try move(from, to: &into)
        into.signal()
        // Whoever has the other chat open looks again, and finds this one.
        transaction.signal(.patient(clinicID, from.patientID, seq: into.lastSeq))
        return into.patientID
    }

    private func carryTakeover(_ one: inout Conversation, _ two: inout Conversation) throws {
        if one.isBotPaused && !two.isBotPaused { try two.takeOver(like: one) }
        if two.isBotPaused && !one.isBotPaused { try one.takeOver(like: two) }
    }

    private func move(_ from: Conversation, to into: inout Conversation) throws {
        // Before the due replies are joined: if the row that stays has one, its open messages come first. The other
        // row's messages come after them, and answering one of those again is better than leaving an open one
        // unanswered.
        let answered = try into.hasDueReply ? into.answeredSeq : into.lastSeq + from.answeredSeq
        try into.adoptDueReply(of: from)
        try into.adoptGeneration(of: from)
        try from.settleWaiting()
        for table in Table.all where table.belongsToPatients { try move(table, from, to: into) }
        try FormerPatients.note(from.patientID, is: into.patientID, of: clinicID, in: transaction)
        guard let row = try transaction.row("SELECT \(Table.patients.columnList) FROM patients WHERE \(from.isThis)")
        else { return }
        // Deleted first: number and user id are unique.
        try transaction.post("DELETE FROM patients WHERE \(from.isThis)")
        try joinColumns(of: row, into)
        try renumber(from, &into, answered: answered)
        try SearchText.refresh(into.patientID, of: clinicID, in: transaction)
        try into.showWorstAlarm()
        try into.recountWaiting()
        // The flag of one row is also one of what the assistant does about the other.
        if into.isUrgent { try into.fallSilent() }
    }

    /// Rows of the one patient become rows of the other, numbered after its own.
    private func move(_ table: Table, _ from: Conversation, to into: Conversation) throws {
        guard case .stays = try table.column("patient_id").joining else { return }
        let numbers = table.columns.filter { if case .renumbers = $0.joining { true } else { false } }
        let changes: [SQL] =
            ["patient_id = \(into.patientID)"] + numbers.map { "\($0.sql) = \($0.sql) + \(into.lastSeq)" }
        try transaction.post("UPDATE \(table.sql) SET \(SQL.list(changes)) WHERE \(from.belongs)")
    }

    private func joinColumns(of row: ResultRow, _ into: Conversation) throws {
        let changes = try Table.patients.columns.compactMap { column -> SQL? in
            let (name, other) = (column.sql, try column.binding(row))
            switch column.joining {
            case .stays, .decided, .renumbers: return nil
            case .fills: return "\(name) = COALESCE(\(name), \(other))"
            case .replaces: return "\(name) = COALESCE(\(other), \(name))"
            case .greatest:
                return "\(name) = CASE WHEN \(name) > \(other) THEN \(name) ELSE COALESCE(\(other), \(name)) END"
            case .adds: return "\(name) = \(name) + \(other)"
            }
        }
        try transaction.post("UPDATE patients SET \(SQL.list(changes)) WHERE \(into.isThis)")
    }

    private func renumber(_ from: Conversation, _ into: inout Conversation, answered: Int64) throws {
        if from.lastPatientSeq > 0 { into.lastPatientSeq = into.lastSeq + from.lastPatientSeq }
        into.lastSeq += from.lastSeq
        try transaction.post(
            """
            UPDATE patients SET last_seq = \(into.lastSeq), last_patient_seq = \(into.lastPatientSeq),
                answered_seq = \(answered)
            WHERE \(into.isThis)
            """)
    }
}
