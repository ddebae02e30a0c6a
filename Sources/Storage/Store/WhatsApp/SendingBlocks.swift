package import Conversations

/// Clinics that WhatsApp lets send nothing at the moment: what they write waits, for as long as a message may wait, and goes
/// on once WhatsApp says that it may. Until then it is asked at growing intervals, whichever node does it.
package struct SendingBlocks: Queue {
    private static let firstProbe = Duration.seconds(60)
    private static let longestProbe = Duration.seconds(900)
    /// How many messages of a clinic are given up at once.
    private static let batchSize = 100

    let engine: any Engine
    let rules: Rules

    package var work: Work { .sendingBlocks }
    package var changes: ChangeSignal { engine.changes }

    /// The condition for a row of a clinic that may send.
    static let isOfClinicThatSends: SQL =
        "doctor_id NOT IN (SELECT id FROM doctors WHERE sending_blocked_at IS NOT NULL)"

    /// Clinics about which WhatsApp is to be asked now. Nobody else gets them until the next time.
    package func claim(limit: Int, besides busy: Set<ClinicID> = []) async throws -> [ClinicID] {
        guard let due = try await nextDue(besides: busy), due <= .zero else { return [] }
        return try await engine.write(as: .system) { transaction in
            let rows = try transaction.rows(
                """
                SELECT id, sending_probes FROM doctors
                WHERE sending_blocked_at IS NOT NULL AND sending_probe_at <= \(transaction.now) AND held_at IS NULL
                ORDER BY sending_probe_at LIMIT \(limit)\(transaction.dialect.skipLocked)
                """)
            return try rows.map { row in
                let clinic: ClinicID = try row["id"]
                let probes: Int64 = try row["sending_probes"]
                let pause = min(Self.firstProbe * (1 << min(probes, 10)), Self.longestProbe)
                try transaction.execute(
                    """
                    UPDATE doctors SET sending_probe_at = \(transaction.now.adding(pause)), sending_probes = sending_probes + 1
                    WHERE id = \(clinic)
                    """)
                return clinic
            }
        }
    }

    package func nextDue(besides busy: Set<ClinicID> = []) async throws -> Duration? {
        try await engine.read(as: .system) { transaction in
            let row = try transaction.row(
                """
                SELECT MIN(sending_probe_at) AS due FROM doctors WHERE sending_blocked_at IS NOT NULL AND held_at IS NULL
                """)
            let due: Timestamp? = try row?["due"]
            return due?.since(transaction.now)
        }
    }

    /// What has waited for longer than a message may wait does not leave any more. Returns how much that was.
    package func giveUpOld(of clinic: ClinicID) async throws -> Int {
        let rules = rules
        let old = try await engine.read(as: .system) { transaction -> [(ConversationKey, MessageID)] in
            try transaction.rows(
                """
                SELECT doctor_id, patient_id, id FROM outbox
                WHERE doctor_id = \(clinic) AND kind = 'message'
                    AND (state = 'pending' OR send_deadline < \(transaction.now.adding(.zero - rules.reconcileAfter)))
                    AND created_at < \(transaction.now.adding(.zero - rules.sendAgeLimit))
                ORDER BY created_at LIMIT \(Self.batchSize)
                """
            ).map { (try ConversationKey(row: $0), try $0["id"]) }
        }
        var count = 0
        for (key, message) in old where try await giveUp(message, key) { count += 1 }
        return count
    }

    private func giveUp(_ message: MessageID, _ key: ConversationKey) async throws -> Bool {
        try await engine.write(as: .system) { transaction in
            guard var conversation = try Conversation.present(key.patientID, of: key.clinicID, in: transaction),
                conversation.sendsNothing, try conversation.isInOutbox(message),
                let row = try transaction.row(
                    """
                    SELECT d.sending_blocked_reason, o.state FROM outbox o JOIN doctors d ON d.id = o.doctor_id
                    WHERE o.doctor_id = \(key.clinicID) AND o.id = \(message)
                    """)
            else { return false }
            let reason: String? = try row["sending_blocked_reason"]
            let isWaiting = try row["state"] as OutboxState == .pending
            try conversation.giveUp(
                message,
                isWaiting
                    ? SendFailure(.ours, sentence: reason ?? SendFailure.unconfirmed.sentence, canRetry: true)
                    : .unconfirmed)
            conversation.signal()
            return true
        }
    }

    /// From now on nothing leaves the clinic; `reason` is a sentence for a doctor.
    package func block(_ clinic: ClinicID, reason: String) async throws {
        try await engine.write(as: .system) { try Self.block(clinic, reason, in: $0) }
    }

    static func block(_ clinic: ClinicID, _ reason: String, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            UPDATE doctors SET sending_blocked_at = \(transaction.now), sending_blocked_reason = \(reason),
                sending_probe_at = \(transaction.now.adding(firstProbe)), sending_probes = 0
            WHERE id = \(clinic) AND sending_blocked_at IS NULL
            """)
        transaction.signal(.clinic(clinic))
    }

    /// WhatsApp lets the clinic send again: what waits goes on.
    package func release(_ clinic: ClinicID) async throws {
        try await engine.write(as: .system) { try Self.release(clinic, in: $0) }
    }

    static func release(_ clinic: ClinicID, in transaction: any Transaction) throws {
        let count = try transaction.execute(
            """
            UPDATE doctors SET sending_blocked_at = NULL, sending_blocked_reason = NULL, sending_probe_at = NULL
            WHERE id = \(clinic) AND sending_blocked_at IS NOT NULL
            """)
        guard count > 0 else { return }
        transaction.signal(.clinic(clinic))
        for work in [Work.outbox, .uploads, .reactions] { transaction.signal(.work(work)) }
    }

    /// Something has changed that may have ended it: WhatsApp is asked at once.
    static func askNow(_ clinic: ClinicID, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            UPDATE doctors SET sending_probe_at = \(transaction.now), sending_probes = 0
            WHERE id = \(clinic) AND sending_blocked_at IS NOT NULL
            """)
        transaction.signal(.work(.sendingBlocks))
    }
}
