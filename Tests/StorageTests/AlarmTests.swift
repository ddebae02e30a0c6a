import Conversations
@testable import Storage
import TestSupport
import Testing

/// Why a human is called: the worst reason is shown, and none is lost.
@Suite struct AlarmTests {
    private static func handOver(_ reason: NeedsHuman, in clinic: TestClinic) async throws {
        let claim = try #require(await clinic.takeReply())
        #expect(try await clinic.replies.handOver(reason, sentence: nil, for: claim) == .enqueued)
    }

    private static func openAlarms(_ clinic: TestClinic) async throws -> [String] {
        try await clinic.engine.read(as: .system) {
            try $0.rows("SELECT reason FROM alarms WHERE closed_at IS NULL ORDER BY severity DESC, seq")
                .map { try $0["reason"] as String }
        }
    }

    @Test(
        arguments: [
            ([NeedsHuman.unsure, .asked], NeedsHuman.asked), ([.asked, .unsure], .asked),
            ([.failed, .blocked, .unsure], .blocked), ([.unreadable, .unreadable], .unreadable),
            ([.unsure, .failed, .blocked, .unreadable], .unreadable),
        ], TestEngine.available)
    func `a second, worse reason is shown, a milder one is kept behind it`(
        reasons: ([NeedsHuman], NeedsHuman), on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            var patient: PatientID?
            for reason in reasons.0 {
                patient = try await clinic.patientWrites("And?")
                try await Self.handOver(reason, in: clinic)
            }
            let id = try #require(patient)
            #expect(try await clinic.patient(id).needsHuman == reasons.1)
            #expect(try await Self.openAlarms(clinic).count == reasons.0.count)
            try await clinic.chats.markDone(patient: id, upTo: .max)
            #expect(try await clinic.patient(id).needsHuman == nil)
            #expect(try await Self.openAlarms(clinic).isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a message that failed is worse than an assistant that was not sure, whichever comes first`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("What is this rash?")
            let claim = try #require(await clinic.takeReply())
            _ = try await clinic.replies.handOver(.unsure, sentence: MessageText("A person will answer.")!, for: claim)
            let send = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordRefused(send, .unreachable, retryAfter: nil)
            #expect(try await clinic.patient(patient).needsHuman == .sendFailed)
            #expect(try await Self.openAlarms(clinic) == ["send_failed", "assistant_unsure"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `who has looked is recorded, and the clinic's own phone is nobody in particular`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("What is this rash?")
            try await Self.handOver(.unsure, in: clinic)
            try await clinic.doctorWrites("Come today", to: patient)
            try await clinic.chats.setPaused(false, patient: patient)
            try await clinic.patientWrites("And now?")
            try await Self.handOver(.asked, in: clinic)
            try await clinic.phoneWrites("Now I answer")
            let closed = try await clinic.engine.read(as: .system) {
                try $0.rows("SELECT reason, closed_by_account FROM alarms WHERE closed_at IS NOT NULL ORDER BY seq")
                    .map { (try $0["reason"] as String, try $0["closed_by_account"] as AccountID?) }
            }
            #expect(closed.map(\.0) == ["assistant_unsure", "patient_asked"])
            #expect(closed.map(\.1) == [clinic.account.id, nil])
        }
    }

    @Test(arguments: TestEngine.available)
    func `alarms that were closed a month ago are deleted, open ones stay`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("What is this rash?")
            try await Self.handOver(.unsure, in: clinic)
            try await clinic.chats.markDone(patient: patient, upTo: .max)
            try await clinic.patientWrites("Hello?")
            try await Self.handOver(.failed, in: clinic)
            clinic.clock.advance(by: .seconds(31 * 86_400))
            _ = try await clinic.database.operator.sweep()
            #expect(try await Self.openAlarms(clinic) == ["assistant_failed"])
            let all: Int64 = try await clinic.engine.read(as: .system) {
                try $0.rows("SELECT COUNT(*) AS n FROM alarms")[0]["n"]
            }
            #expect(all == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a type of message and a reason that a newer version has written leave everything readable`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.engine.write(as: .system) { transaction in
                try transaction.execute("UPDATE messages SET message_type = 'hologram'")
                try transaction.execute(
                    """
                    INSERT INTO alarms (id, doctor_id, patient_id, reason, severity, seq, raised_at)
                    VALUES (\(AccountID.make()), \(clinic.clinicID), \(patient), 'newer_reason', 95, 1, \(transaction.now))
                    """)
                try transaction.execute(
                    """
                    UPDATE patients SET needs_human = TRUE, needs_human_reason = 'newer_reason', needs_human_severity = 95
                    """)
            }
            let entry = try #require(await clinic.patients(clinic.account).first)
            #expect(entry.patient.needsHuman == .unknown("newer_reason") && entry.lastMessage?.type == .unsupported)
            #expect(try await clinic.history(patient).map(\.type) == [.unsupported])
            try await Self.handOver(.unsure, in: clinic)
            #expect(try await clinic.patient(patient).needsHuman == .unknown("newer_reason"), "it is worse")
            try await clinic.chats.markDone(patient: patient, upTo: .max)
            #expect(try await clinic.patient(patient).needsHuman == nil)
        }
    }
}
