import Conversations
@testable import Storage
import TestSupport
import Testing

/// Messages that the clinic writes on its own phone.
@Suite struct EchoTests {
    @Test(arguments: TestEngine.available) func `an echo is a takeover without an account`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            try await clinic.assistantAnswers("At nine.")
            try await clinic.phoneWrites("I answer this myself")
            let after = try await clinic.patient(patient)
            #expect(after.isPaused && after.pause?.personName == nil)
            let history = try await clinic.history(patient)
            #expect(history.map(\.author) == [.patient, .assistant, .doctor])
            #expect(history.map(\.status) == [.received, .cancelled, .sent])
        }
    }

    @Test(arguments: TestEngine.available) func `an echo delivered again after a resume does not pause again`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.phoneWrites("Hello", wamid: "echo.1")
            try await clinic.chats.setPaused(false, patient: patient)
            try await clinic.phoneWrites("Hello", wamid: "echo.1")
            #expect(try await !clinic.patient(patient).isPaused)
            #expect(try await clinic.history(patient).count == 2)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an echo that is older than the last resume is stored without pausing; one of the same second pauses`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.chats.setPaused(true, patient: patient)
            clinic.clock.advance(by: .seconds(30))
            try await clinic.chats.setPaused(false, patient: patient)
            let resumed = clinic.clock.now
            try await clinic.phoneWrites("Old", sentAt: resumed.adding(.seconds(-5)))
            #expect(try await !clinic.patient(patient).isPaused)
            try await clinic.phoneWrites("Same second", sentAt: resumed.adding(.milliseconds(-500)))
            #expect(try await clinic.patient(patient).isPaused)
            #expect(try await clinic.history(patient).count == 3)
        }
    }

    @Test(arguments: TestEngine.available) func `an edit or a message taken back is stored without pausing`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.phoneWrites("Better words", relation: .edit(of: "w0"))
            #expect(try await !clinic.patient(patient).isPaused)
            #expect(try await clinic.history(patient).count == 2)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an echo of our own message that comes after the call has returned changes nothing`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            try await clinic.assistantAnswers("At nine.")
            let claim = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordAccepted(claim, wamid: "out.1")
            try await clinic.phoneWrites("At nine.", wamid: "out.1")
            #expect(try await !clinic.patient(patient).isPaused)
            #expect(try await clinic.history(patient).count == 2)
        }
    }

    @Test(arguments: [true, false], TestEngine.available)
    func `an echo of our own message that comes before the call has returned is our own too`(
        carriesOurID: Bool, on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            try await clinic.assistantAnswers("At nine.")
            let claim = try #require(await clinic.takeSend(patient))
            try await clinic.phoneWrites("At nine.", wamid: "out.1", callbackID: carriesOurID ? claim.messageID : nil)
            try await clinic.outbox.recordAccepted(claim, wamid: "out.1")
            let history = try await clinic.history(patient)
            #expect(try await !clinic.patient(patient).isPaused)
            #expect(history.map(\.wamid).last == "out.1" && history.count == 2)
            #expect(history.last?.status == .sent)
        }
    }
}
