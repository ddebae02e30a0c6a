import Conversations
@testable import Storage
import TestSupport
import Testing

/// The only automatic message that may leave while a person has the conversation, and what stops it.
@Suite struct EmergencyTextTests {
    private static func texts(_ clinic: TestClinic, _ patient: PatientID) async throws -> [DeliveryStatus] {
        try await clinic.history(patient).filter { $0.author == .assistant && $0.body.contains("108") }.map(\.status)
    }

    private static func send(_ clinic: TestClinic, _ patient: PatientID) async throws -> String? {
        guard let claim = try await clinic.takeSend(patient) else { return nil }
        try await clinic.outbox.recordAccepted(claim, wamid: Wamid("out.\(claim.messageID)")!)
        return claim.text
    }

    @Test(arguments: TestEngine.available)
    func `it leaves once for each open flag of a kind`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("he has chest pain")
            #expect(try await Self.send(clinic, patient)?.contains("108") == true)
            try await clinic.patientWrites("chest pain is worse")
            #expect(try await Self.send(clinic, patient) == nil)
            try await clinic.patientWrites("I want to end my life")
            #expect(try await Self.send(clinic, patient)?.contains("14416") == true)
            try await clinic.patientWrites("I will end my life")
            #expect(try await Self.send(clinic, patient) == nil)
            try await clinic.chats.markDone(patient: patient, upTo: .max)
            try await clinic.patientWrites("chest pain again")
            #expect(try await Self.send(clinic, patient)?.contains("108") == true)
        }
    }

    enum Stop: CaseIterable { case doctor, phone, done, resume }

    @Test(arguments: TestEngine.available, Stop.allCases)
    func `a person stops it`(on engine: TestEngine, stop: Stop) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            if stop == .resume { _ = try await clinic.chats.setPaused(true, patient: patient) }
            try await clinic.patientWrites("he has chest pain")
            clinic.clock.advance(by: .seconds(2))
            switch stop {
            case .doctor: try await clinic.doctorWrites("I call you", to: patient)
            case .phone: try await clinic.phoneWrites("I call you")
            case .done: try await clinic.chats.markDone(patient: patient, upTo: .max)
            case .resume: _ = try await clinic.chats.setPaused(false, patient: patient)
            }
            #expect(try await Self.texts(clinic, patient) == [.cancelled])
            if stop == .doctor { #expect(try await Self.send(clinic, patient) == "I call you") }
            #expect(try await Self.send(clinic, patient) == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a takeover without a word does not stop it`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("he has chest pain")
            _ = try await clinic.chats.setPaused(true, patient: patient)
            #expect(try await Self.send(clinic, patient)?.contains("108") == true)
        }
    }

    @Test(arguments: TestEngine.available)
    func `where a person wrote just now, it waits whether they write again`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.doctorWrites("How are you?", to: patient)
            _ = try await Self.send(clinic, patient)
            clinic.clock.advance(by: .seconds(120))
            try await clinic.patientWrites("I have chest pain")
            #expect(try await Self.send(clinic, patient) == nil)
            clinic.clock.advance(by: .seconds(179))
            #expect(try await Self.send(clinic, patient) == nil)
            clinic.clock.advance(by: .seconds(2))
            #expect(try await Self.send(clinic, patient)?.contains("108") == true)
        }
    }

    @Test(arguments: TestEngine.available)
    func `it never leaves for a message of half an hour ago`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let late = try await clinic.patientWrites(
                "he has chest pain", sentAt: clinic.clock.now.adding(.seconds(-1801)))
            #expect(try await clinic.patient(late).isUrgent)
            #expect(try await Self.texts(clinic, late).isEmpty)
            let stuck = try await clinic.patientWrites("chest pain", from: "919800000003")
            clinic.clock.advance(by: .seconds(1801))
            #expect(try await Self.send(clinic, stuck) == nil)
            #expect(try await Self.texts(clinic, stuck) == [.cancelled])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a takeover waits for one that is on its way`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("he has chest pain")
            let claim = try #require(try await clinic.takeSend(patient))
            #expect(try await clinic.patient(patient).assistantInFlight)
            try await clinic.outbox.recordAccepted(claim, wamid: "out.1")
            #expect(try await !clinic.patient(patient).assistantInFlight)
        }
    }

    @Test(arguments: TestEngine.available)
    func `one whose outcome is not known is sent again only while the flag is open`(on engine: TestEngine) async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            for isClosed in [false, true] {
                let phone = isClosed ? "919800000004" : "919800000005"
                let patient = try await clinic.patientWrites("he has chest pain", from: phone)
                let claim = try #require(try await clinic.takeSend(patient))
                try await clinic.outbox.recordUncertain(claim)
                if isClosed { try await clinic.chats.markDone(patient: patient, upTo: .max) }
                clinic.clock.advance(by: clinic.rules.reconcileAfter + .seconds(1))
                #expect(try await (clinic.takeSend(patient) == nil) == isClosed)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `one that WhatsApp reports as failed for now is tried again behind its own check`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            for isClosed in [false, true] {
                let phone = isClosed ? "919800000006" : "919800000007"
                let patient = try await clinic.patientWrites("he has chest pain", from: phone)
                let claim = try #require(try await clinic.takeSend(patient))
                try await clinic.outbox.recordRefused(
                    claim, SendFailure(.meta(code: 131_000), sentence: "Try again", canRetry: true),
                    retryAfter: .seconds(1))
                if isClosed { try await clinic.chats.markDone(patient: patient, upTo: .max) }
                clinic.clock.advance(by: .seconds(2))
                #expect(try await (clinic.takeSend(patient) == nil) == isClosed)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `it is in the words of the clinic and the language of the patient`(on engine: TestEngine) async throws {
        var rules = Rules.forTests
        rules.form = { $0.last?.contains("दर्द") == true ? .hindi : .english }
        try await engine.clinic(rules: rules) { clinic in
            let patient = try await clinic.patientWrites("दर्द chest pain")
            #expect(try await Self.send(clinic, patient) == EmergencyTexts()[.general, .hindi])
            #expect(try await clinic.history(patient).last?.provenance == .fixed)
        }
    }

    @Test func `a clinic's own words name the numbers in the digits of either script`() {
        #expect(EmergencyTexts.isFit("Call 108 now", for: .general))
        #expect(EmergencyTexts.isFit("अभी १०८ पर फ़ोन करें", for: .general))
        #expect(!EmergencyTexts.isFit("Call 1080 or 9108 now", for: .general))
        #expect(!EmergencyTexts.isFit("Call 112", for: .general))
        #expect(!EmergencyTexts.isFit("Call 108", for: .selfHarm))
        #expect(EmergencyTexts.isFit("१४४१६, 108", for: .selfHarm))
        #expect(!EmergencyTexts.isFit(" ", for: .general))
        for emergency in Emergency.allCases {
            for form in TextForm.allCases {
                #expect(EmergencyTexts.isFit(EmergencyTexts()[emergency, form], for: emergency))
            }
        }
    }
}
