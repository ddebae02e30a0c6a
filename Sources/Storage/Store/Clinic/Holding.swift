package import Conversations

/// Whether anything leaves a clinic, and what it lets its assistant do.
package struct ClinicStanding: Sendable, Hashable {
    /// Nil where it is not held.
    package let heldSince: Timestamp?
    package let assistant: AssistantMode
}

/// Holds clinics whose data was brought back from a backup, and switches them on again.
///
/// What was sent, and which conversations a person had taken over after the backup, is not in it. So nothing leaves a
/// held clinic: no reply is computed, no message is handed out and no alarm is raised (`Conversation.isHeld`), whoever asks, on whichever
/// node. What WhatsApp delivers is kept and applied.
package struct Holding: Sendable {
    /// Conversations in which something happened so long before the newest thing that is known are paused.
    private static let activityPeriod = Duration.seconds(30 * 24 * 3600)
    private static let batchSize: Int64 = 50

    let engine: any Engine

    /// The condition for a row of a clinic that isn't held.
    static let isOfClinicAtWork: SQL = "doctor_id NOT IN (SELECT id FROM doctors WHERE held_at IS NOT NULL)"

    /// What leaves a clinic by itself, as far as that is decided for all of its patients. Throws `Refusal.noSuchClinic`.
    package func standing(of clinic: ClinicID) async throws -> ClinicStanding {
        try await engine.read(as: .system) { transaction in
            let row = try transaction.row("SELECT held_at, assistant FROM doctors WHERE id = \(clinic)")
            guard let row else { throw Refusal.noSuchClinic }
            // What a newer version may have written computes nothing here.
            let assistant = AssistantMode(rawValue: try row["assistant"]) ?? .off
            return ClinicStanding(heldSince: try row["held_at"], assistant: assistant)
        }
    }

    /// The clinics that are held.
    package func heldClinics() async throws -> [ClinicID] {
        try await engine.read(as: .system) { transaction in
            try transaction.rows("SELECT id FROM doctors WHERE held_at IS NOT NULL ORDER BY id").map { try $0["id"] }
        }
    }

    // MARK: Holding

    /// Holds every clinic, ends all sessions, forgets known browsers, and gives up what waits to be sent: it may have been sent after the backup.
    package func holdAll() async throws {
        try await engine.write(as: .system) { transaction in
            for clinic in try Self.clinicsAtWork(in: transaction) { try Self.hold(clinic, in: transaction) }
            try transaction.execute("DELETE FROM sessions")
            try transaction.execute("DELETE FROM known_devices")
            try transaction.execute("DELETE FROM due_replies")
            try transaction.execute("DELETE FROM outbox WHERE kind = \(OutboxKind.receipt.sql)")
            try transaction.execute(
                "UPDATE queued_texts SET kept_because = \(QueuedText.Obstacle.restored.rawValue) WHERE kept_because IS NULL"
            )
        }
        while let waiting = try await nextWaiting() { try await giveUp(waiting) }
        while let key = try await nextWithDraft() { try await voidDraft(of: key) }
    }

    private static func clinicsAtWork(in transaction: any Transaction) throws -> [ClinicID] {
        try transaction.rows("SELECT id FROM doctors WHERE held_at IS NULL").map { try $0["id"] }
    }

    static func hold(_ clinic: ClinicID, in transaction: any Transaction) throws {
        let row = try transaction.row(
            "SELECT MAX(last_activity_at) AS newest FROM patients WHERE doctor_id = \(clinic)")
        let newest: Timestamp? = try row?["newest"]
        // An old backup is as old as what it knows.
        let since = min(newest ?? transaction.now, transaction.now).adding(.zero - activityPeriod)
        try transaction.execute(
            """
            UPDATE doctors SET held_at = \(transaction.now), held_activity_since = \(since)
            WHERE id = \(clinic) AND held_at IS NULL
            """)
        transaction.signal(.clinic(clinic))
    }

    private func nextWaiting() async throws -> ConversationKey? {
        try await engine.read(as: .system) { transaction in
            try transaction.row(
                """
                SELECT doctor_id, patient_id FROM outbox
                WHERE kind = 'message' AND doctor_id IN (SELECT id FROM doctors WHERE held_at IS NOT NULL) LIMIT 1
                """
            ).map(ConversationKey.init(row:))
        }
    }

    private func nextWithDraft() async throws -> ConversationKey? {
        try await engine.read(as: .system) { transaction in
            try transaction.row(
                """
                SELECT doctor_id, patient_id FROM drafts
                WHERE doctor_id IN (SELECT id FROM doctors WHERE held_at IS NOT NULL) LIMIT 1
                """
            ).map(ConversationKey.init(row:))
        }
    }

    private func voidDraft(of key: ConversationKey) async throws {
        try await engine.write(as: .system) { transaction in
            guard var conversation = try Conversation(locking: key.patientID, of: key.clinicID, in: transaction) else {
                return
            }
            try conversation.voidDraft()
            conversation.signal()
        }
    }

    private func giveUp(_ key: ConversationKey) async throws {
        try await engine.write(as: .system) { transaction in
            guard var conversation = try Conversation(locking: key.patientID, of: key.clinicID, in: transaction) else {
                return
            }
            try conversation.giveUpAll()
            conversation.signal()
        }
    }

    /// Holds every clinic where PostgreSQL has the tables at another place than when they were last served: `pg_restore`
    /// makes them anew, and so does a copy. (A base backup keeps the place, and so does a failover.) Returns whether it
    /// was so. A file has no such mark; `Restore` holds what it brings back.
    package func holdIfRestored() async throws -> Bool {
        let (home, known) = try await engine.read(as: .system) { transaction -> (String?, String?) in
            guard transaction.dialect.isPostgreSQL else { return (nil, nil) }
            let row = try transaction.row(
                """
                SELECT d.oid::text || '/' || 'installation'::regclass::oid::text AS home FROM pg_database d
                WHERE d.datname = current_database()
                """)
            return (try row?["home"], try Installation.home.value(in: transaction))
        }
        guard let home, home != known else { return false }
        if known != nil { try await holdAll() }
        // Last: where this is killed before, the next start holds again.
        try await engine.write(as: .system) { try Installation.home.set(home, in: $0) }
        return known != nil
    }

    // MARK: Switching on again

    /// Switches every held clinic on again. Returns how many there were.
    package func releaseAll() async throws -> Int {
        let clinics = try await heldClinics()
        for clinic in clinics { try await release(clinic) }
        return clinics.count
    }

    /// Pauses every conversation that a person may have taken over after the backup, and then switches the clinic on.
    /// Where it is killed in between, the clinic stays held. `person` has to be a doctor of the clinic; nil is the operator.
    /// Throws `Refusal.doctorOnly`.
    package func release(_ clinic: ClinicID, by person: AccountID? = nil) async throws {
        guard let since = try await activitySince(clinic, for: person) else { return }
        var last: PatientID?
        while let batch = try await pauseNext(of: clinic, since: since, after: last) {
            for patient in batch.busy { try await pause(patient, of: clinic) }
            last = batch.last
        }
        try await engine.write(as: .system) { transaction in
            if let person { try transaction.mustBeDoctor(person, of: clinic) }
            try transaction.execute(
                "UPDATE doctors SET held_at = NULL, held_activity_since = NULL WHERE id = \(clinic)")
            transaction.signal(.clinic(clinic))
            for work in [Work.replies, .outbox, .alarms, .media, .uploads, .reactions] {
                transaction.signal(.work(work))
            }
        }
    }

    private func activitySince(_ clinic: ClinicID, for person: AccountID?) async throws -> Timestamp? {
        try await engine.read(as: .system) { transaction in
            if let person { try transaction.mustBeDoctor(person, of: clinic) }
            return try transaction.row("SELECT held_activity_since FROM doctors WHERE id = \(clinic)")?[
                "held_activity_since"]
        }
    }

    /// Pauses some conversations in one transaction, which must not wait for any. Nil when there are no more.
    private func pauseNext(
        of clinic: ClinicID, since: Timestamp, after last: PatientID?
    ) async throws -> (last: PatientID, busy: [PatientID])? {
        try await engine.write(as: .system) { transaction in
            let isLater: SQL = last.map { "AND id > \($0)" } ?? ""
            let patients: [PatientID] = try transaction.rows(
                """
                SELECT id FROM patients WHERE doctor_id = \(clinic) AND last_activity_at >= \(since) \(isLater)
                ORDER BY id LIMIT \(Self.batchSize)
                """
            ).map { try $0["id"] }
            guard let newest = patients.last else { return nil }
            let busy = try patients.filter {
                var conversation = try Conversation(locking: $0, of: clinic, in: transaction, unlessBusy: true)
                try conversation?.pauseAsRestored()
                return conversation == nil
            }
            return (newest, busy)
        }
    }

    private func pause(_ patient: PatientID, of clinic: ClinicID) async throws {
        try await engine.write(as: .system) { transaction in
            var conversation = try Conversation(locking: patient, of: clinic, in: transaction)
            try conversation?.pauseAsRestored()
        }
    }
}

extension Conversation {
    /// Nobody knows whether a person had it: it waits for one.
    fileprivate mutating func pauseAsRestored() throws {
        if !isBotPaused {
            try takeOver()
            try transaction.post("UPDATE patients SET bot_pause_reason = 'restored' WHERE \(isThis)")
        }
        try raise(.restored)
        signal()
    }

    /// What waits may have left after the backup: it is not sent again by itself. The last first: a message that fails
    /// cancels what continues it, and nobody knows that those never left.
    fileprivate mutating func giveUpAll() throws {
        let waiting: [MessageID] = try transaction.rows(
            "SELECT id FROM outbox WHERE \(belongs) AND kind = 'message' ORDER BY seq DESC"
        ).map { try $0["id"] }
        for id in waiting where try isInOutbox(id) { try giveUp(id, .unconfirmed) }
    }
}
