import Conversations
import Storage
import TestSupport
import Testing

/// Messages that the clinic writes on its own phone.
@Suite struct EchoTests {
    @Test("an echo is a takeover without an account")
    func takeover() async throws {
        try await Clinic.with { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            try await clinic.assistantAnswers("At nine.")
            try await clinic.phoneWrites("I answer this myself")
            let after = try await clinic.patient(patient)
            #expect(after.isBotPaused && after.botPausedBy == clinic.doctorID && after.botPausedByName == nil)
            let history = try await clinic.history(patient)
            #expect(history.map(\.author) == [.patient, .assistant, .doctor])
            #expect(history.map(\.status) == [.received, .cancelled, .sent])
        }
    }

    @Test("an echo delivered again after a resume does not pause again")
    func repeated() async throws {
        try await Clinic.with { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.phoneWrites("Hello", wamid: "echo.1")
            _ = try await clinic.store.setPaused(false, patient: patient, by: clinic.account)
            try await clinic.phoneWrites("Hello", wamid: "echo.1")
            #expect(try await !clinic.patient(patient).isBotPaused)
            #expect(try await clinic.history(patient).count == 2)
        }
    }

    @Test("an echo that is older than the last resume is stored without pausing; one of the same second pauses")
    func old() async throws {
        try await Clinic.with { clinic in
            let patient = try await clinic.patientWrites("Hello")
            _ = try await clinic.store.setPaused(true, patient: patient, by: clinic.account)
            clinic.clock.advance(by: .seconds(30))
            _ = try await clinic.store.setPaused(false, patient: patient, by: clinic.account)
            let resumed = clinic.clock.now
            try await clinic.phoneWrites("Old", sentAt: resumed.adding(.seconds(-5)))
            #expect(try await !clinic.patient(patient).isBotPaused)
            try await clinic.phoneWrites("Same second", sentAt: resumed.adding(.milliseconds(-500)))
            #expect(try await clinic.patient(patient).isBotPaused)
            #expect(try await clinic.history(patient).count == 3)
        }
    }

    @Test("an edit or a message taken back is stored without pausing")
    func edit() async throws {
        try await Clinic.with { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.phoneWrites("Better words", isTakeover: false)
            #expect(try await !clinic.patient(patient).isBotPaused)
            #expect(try await clinic.history(patient).count == 2)
        }
    }

    @Test("an echo of our own message that comes after the call has returned changes nothing")
    func ownAfterTheCall() async throws {
        try await Clinic.with { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            try await clinic.assistantAnswers("At nine.")
            let claim = try #require(await clinic.takeSend(patient))
            try await clinic.store.recordAccepted(claim, wamid: "out.1")
            try await clinic.phoneWrites("At nine.", wamid: "out.1")
            #expect(try await !clinic.patient(patient).isBotPaused)
            #expect(try await clinic.history(patient).count == 2)
        }
    }

    @Test(
        "an echo of our own message that comes before the call has returned is our own too", arguments: [true, false])
    func ownBeforeTheCall(carriesOurID: Bool) async throws {
        try await Clinic.with { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            try await clinic.assistantAnswers("At nine.")
            let claim = try #require(await clinic.takeSend(patient))
            try await clinic.phoneWrites("At nine.", wamid: "out.1", callbackID: carriesOurID ? claim.messageID : nil)
            try await clinic.store.recordAccepted(claim, wamid: "out.1")
            let history = try await clinic.history(patient)
            #expect(try await !clinic.patient(patient).isBotPaused)
            #expect(history.map(\.wamid).last == "out.1" && history.count == 2)
            #expect(history.last?.status == .sent)
        }
    }
}
