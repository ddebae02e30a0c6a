import Conversations
@testable import Storage
import TestSupport
import Testing

/// A message is shown with the time at which its author wrote it; its number alone decides where it stands.
@Suite struct SentAtTests {
    @Test(arguments: TestEngine.available)
    func `a message that comes late has its own time, and stands where it came`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let arrival = clinic.clock.now
            let earlier = arrival.adding(.seconds(-7200))
            let patient = try await clinic.patientWrites("Now")
            try await clinic.patientWrites("Two hours ago", sentAt: earlier)
            try await clinic.phoneWrites("From the phone, then", sentAt: earlier.adding(.seconds(60)))
            let history = try await clinic.history(patient)
            #expect(history.map(\.seq) == [1, 2, 3])
            #expect(history.map(\.sentAt) == [arrival, earlier, earlier.adding(.seconds(60))])
            #expect(history.allSatisfy { $0.createdAt == arrival })
            #expect(try await clinic.chats.patient(patient).lastMessage?.sentAt == earlier.adding(.seconds(60)))
        }
    }

    @Test(arguments: TestEngine.available)
    func `a time that cannot be means the arrival, also for what is answered`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let arrival = clinic.clock.now
            for (number, time) in [0, 1, 1_230_767_999_000, 253_402_300_799_000].enumerated() {
                let patient = try await clinic.patientWrites(
                    "Hello", from: "91987654321\(number)", sentAt: Timestamp(milliseconds: Int64(time)))
                let seen = try await clinic.chats.patient(patient)
                #expect(seen.lastMessage?.sentAt == arrival && seen.patient.needsHuman == nil)
                #expect(seen.patient.lastSeenAt == arrival)
            }
            #expect(try await clinic.replies.claim(limit: 9).isEmpty)
            clinic.clock.advance(by: clinic.rules.replyDelay)
            #expect(try await clinic.replies.claim(limit: 9).count == 4, "none of them is too late to be answered")
            try await clinic.phoneWrites("x", to: "919876543210", sentAt: Timestamp(milliseconds: 0))
            let echoed = try await clinic.patients(clinic.account).first { $0.patient.phoneNumber == "919876543210" }
            #expect(echoed?.lastMessage?.sentAt == clinic.clock.now && echoed?.patient.isPaused == true)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what was written here, and rows from before, have the time at which they came`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            clinic.clock.advance(by: .seconds(60))
            let sent = try await clinic.doctorWrites("Good morning", to: patient)
            #expect(sent.sentAt == sent.createdAt && sent.createdAt == clinic.clock.now)
            for stored in [nil, Timestamp(milliseconds: 0), clinic.clock.now.adding(.seconds(999_999))] {
                try await clinic.engine.write(as: .system) { try $0.execute("UPDATE messages SET sent_at = \(stored)") }
                #expect(try await clinic.history(patient).allSatisfy { $0.sentAt == $0.createdAt })
            }
        }
    }
}
