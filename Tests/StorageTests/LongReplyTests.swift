import Conversations
@testable import Storage
import TestSupport
import Testing

/// One reply of several messages: all of it or, from where something stops it, nothing more.
@Suite struct LongReplyTests {
    private static let text = ReplyText(String(repeating: "One sentence of many. ", count: 500))!

    private static func answered(_ clinic: TestClinic) async throws -> PatientID {
        let patient = try await clinic.patientWrites("Tell me everything")
        let claim = try #require(await clinic.takeReply())
        #expect(try await clinic.replies.enqueue(text, for: claim) == .enqueued)
        #expect(text.parts.count == 3)
        return patient
    }

    private static func said(_ clinic: TestClinic, to patient: PatientID) async throws -> [DeliveryStatus] {
        try await clinic.history(patient).filter { $0.author == .assistant }.map(\.status)
    }

    @Test(arguments: TestEngine.available) func `the parts leave in order, each after the one before is with Meta`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let patient = try await Self.answered(clinic)
            for (index, part) in Self.text.parts.enumerated() {
                let send = try #require(await clinic.takeSend(patient))
                #expect(send.text == part.value)
                #expect(try await clinic.takeSend(patient) == nil, "the next part waits for the outcome")
                try await clinic.outbox.recordAccepted(send, wamid: Wamid("out.\(index)")!)
            }
            #expect(try await clinic.takeSend(patient) == nil)
            #expect(try await Self.said(clinic, to: patient) == [.sent, .sent, .sent])
        }
    }

    @Test(arguments: TestEngine.available) func `a takeover between two parts stops the later ones`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await Self.answered(clinic)
            let send = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordAccepted(send, wamid: "out.1")
            try await clinic.doctorWrites("I take this", to: patient)
            #expect(try await clinic.takeSend(patient)?.author == .doctor)
            #expect(try await Self.said(clinic, to: patient) == [.sent, .cancelled, .cancelled])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a part that fails for good takes the later ones with it, and a person is called`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let patient = try await Self.answered(clinic)
            let send = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordRefused(send, .refused, retryAfter: nil)
            #expect(try await clinic.takeSend(patient) == nil)
            #expect(try await Self.said(clinic, to: patient) == [.failed, .cancelled, .cancelled])
            #expect(try await clinic.patient(patient).needsHuman == .sendFailed)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a failure that Meta reports later takes what has not left, and no other reply`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let patient = try await Self.answered(clinic)
            for index in 0...1 {
                let send = try #require(await clinic.takeSend(patient))
                try await clinic.outbox.recordAccepted(send, wamid: Wamid("out.\(index)")!)
            }
            try await clinic.patientWrites("And the fee?")
            try await clinic.assistantAnswers("500")
            try await clinic.metaReports(.failed, wamid: "out.0", failure: .refused)
            #expect(try await Self.said(clinic, to: patient) == [.failed, .sent, .cancelled, .pending])
            #expect(try await clinic.takeSend(patient)?.text == "500")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a part whose outcome is never known holds the later ones, and ends them when it is given up`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let patient = try await Self.answered(clinic)
            for _ in 0...1 {
                let send = try #require(await clinic.takeSend(patient))
                #expect(send.text == Self.text.parts[0].value)
                try await clinic.outbox.recordUncertain(send)
                #expect(try await clinic.takeSend(patient) == nil)
                clinic.clock.advance(by: clinic.rules.reconcileAfter)
            }
            #expect(try await clinic.takeSend(patient) == nil)
            #expect(try await Self.said(clinic, to: patient) == [.failed, .cancelled, .cancelled])
        }
    }

    @Test(arguments: TestEngine.available) func `a part that is refused for now is tried again before the next`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let patient = try await Self.answered(clinic)
            let send = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordRefused(send, .refused, retryAfter: .seconds(4))
            #expect(try await clinic.takeSend(patient) == nil)
            clinic.clock.advance(by: .seconds(4))
            #expect(try await clinic.takeSend(patient)?.messageID == send.messageID)
        }
    }
}

extension SendFailure {
    fileprivate static let refused = SendFailure(.meta(code: 131026), sentence: "Not reachable.", canRetry: false)
}
