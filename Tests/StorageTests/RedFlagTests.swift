import Conversations
@testable import Storage
import TestSupport
import Testing

/// What a red flag does: it is seen whoever has the conversation, stops the assistant, and calls a person.
@Suite struct RedFlagTests {
    private static func flagged(_ clinic: TestClinic, _ patient: PatientID) async throws -> [String: RedFlagCategory] {
        try await clinic.history(patient).reduce(into: [:]) { if let flag = $1.redFlag { $0[$1.body] = flag } }
    }

    @Test(arguments: TestEngine.available)
    func `a flag calls a person, is on the message, and comes first in the list`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let calm = try await clinic.patientWrites("When do you open?", from: "919800000001")
            _ = try await clinic.chats.setPaused(true, patient: calm)
            clinic.clock.advance(by: .seconds(3600))
            let patient = try await clinic.patientWrites("He has chest pain")
            #expect(try await clinic.patient(patient).isUrgent)
            #expect(try await clinic.patient(patient).needsHuman == .redFlag)
            #expect(try await Self.flagged(clinic, patient) == ["He has chest pain": .heart])
            #expect(try await clinic.patients(clinic.account).map(\.patient.id) == [patient, calm])
            #expect(try await clinic.chats.patients(filter: .urgent, limit: 9).entries.map(\.patient.id) == [patient])
            #expect(try await clinic.chats.patientCounts()[.urgent] == 1)
            #expect(try await clinic.patients(clinic.otherAccount).isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `no reply is due while a flag is open, and one under way comes to nothing`(on engine: TestEngine) async throws
    {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("When do you open?")
            let claim = try #require(try await clinic.takeReply())
            try await clinic.patientWrites("and he has chest pain")
            #expect(try await clinic.replies.question(for: claim) == nil, "no model is asked any more")
            #expect(try await clinic.replies.enqueue(MessageText("At nine.")!, for: claim) == .stopped)
            try await clinic.patientWrites("Hello?")
            #expect(try await clinic.takeReply() == nil)
            #expect(try await clinic.replies.nextDue() == nil)
            #expect(try await clinic.history(patient).filter { $0.body == "At nine." }.isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what the assistant was about to say is stopped`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("When do you open?")
            #expect(try await clinic.assistantAnswers("At nine.") == .enqueued)
            try await clinic.patientWrites("he has chest pain")
            #expect(try await clinic.history(patient).first { $0.body == "At nine." }?.status == .cancelled)
            let text = try #require(try await clinic.takeSend(patient)?.text)
            #expect(text.contains("108"))
        }
    }

    @Test(arguments: TestEngine.available)
    func `while a person has the conversation the gate reads on`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("Hello")
            _ = try await clinic.chats.setPaused(true, patient: patient)
            try await clinic.patientWrites("he has chest pain")
            #expect(try await clinic.patient(patient).isUrgent)
            #expect(try await clinic.takeSend(patient)?.text?.contains("108") == true)
        }
    }

    @Test(arguments: TestEngine.available)
    func `messages of three minutes are read as one, in the order in which they were written`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let start = clinic.clock.now
            func says(_ text: String, _ seconds: Int) async throws -> PatientID {
                try await clinic.patientWrites(text, sentAt: start.adding(.seconds(seconds)))
            }
            clinic.clock.advance(by: .seconds(600))
            _ = try await says("breathing", 100)
            _ = try await says("my father", 0)
            let patient = try await says("is not", 50)
            #expect(try await Self.flagged(clinic, patient) == ["is not": .breathing])
            let other = try await clinic.patientWrites("my mother is not", from: "919800000002", sentAt: start)
            try await clinic.patientWrites("breathing", from: "919800000002", sentAt: start.adding(.seconds(181)))
            #expect(try await !clinic.patient(other).isUrgent)
        }
    }

    @Test(arguments: TestEngine.available)
    func `whole sentences are no pieces of one thought`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites(
                "Here is the whole long story of the bill that my father is not")
            try await clinic.patientWrites("breathing")
            #expect(try await !clinic.patient(patient).isUrgent)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what has raised a flag is not joined again`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("he has chest pain")
            try await clinic.chats.markDone(patient: patient, upTo: .max)
            #expect(try await !clinic.patient(patient).isUrgent)
            try await clinic.patientWrites("please hurry")
            #expect(try await !clinic.patient(patient).isUrgent)
            #expect(try await Self.flagged(clinic, patient).count == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `captions, file names, edits and buttons are read`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            func message(_ type: MessageType, _ body: String, from phone: String) -> InboundMessage {
                InboundMessage(
                    wamid: Wamid("in.\(phone)")!, person: WhatsAppPerson(phone: PhoneNumber(phone)!),
                    sentAt: clinic.clock.now, type: type, body: body)
            }
            var file = message(.document, "", from: "919800000011")
            file.media = InboundMedia(
                id: "1", mimeType: "application/pdf", sha256: nil, filename: "chest pain.pdf", caption: nil,
                isVoice: false, isAnimated: false)
            let all = [
                message(.image, "chest pain", from: "919800000010"), file,
                message(.button, "I have chest pain", from: "919800000012"),
                message(.contacts, "chest pain doctor", from: "919800000013"),
                message(.order, "chest pain balm", from: "919800000014"),
            ]
            for one in all { try await clinic.apply(.message(one)) }
            #expect(try await clinic.chats.patientCounts()[.urgent] == Int64(all.count))

            let patient = try await clinic.patientWrites("All well", from: "919800000015", wamid: "in.edited")
            var edit = message(.text, "All well but chest pain", from: "919800000015")
            edit.wamid = "in.edit"
            edit.relation = .edit(of: "in.edited")
            try await clinic.apply(.message(edit))
            #expect(try await clinic.patient(patient).isUrgent)
            #expect(try await clinic.history(patient).first?.redFlag == .heart)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an edit that raises a flag raises nothing else, nor does the next one while it is open`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            try await clinic.patientWrites("All well", wamid: "in.first")
            #expect(try await clinic.assistantAnswers("Good to hear.") == .enqueued)
            for (number, text) in ["all well but he has chest pain", "all well but he has chest pain now"].enumerated()
            {
                var edit = InboundMessage(
                    wamid: Wamid("in.edit\(number)")!, person: WhatsAppPerson(phone: "919876543210"),
                    sentAt: clinic.clock.now, body: text)
                edit.relation = .edit(of: "in.first")
                try await clinic.apply(.message(edit))
                let reasons = try await clinic.engine.read(as: .system) {
                    try $0.rows("SELECT reason FROM alarms WHERE closed_at IS NULL").map { try $0["reason"] as String }
                }
                #expect(reasons == ["red_flag"])
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `an edit raises a flag anew once the first one is closed, and the other kind at once`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            func edits(_ text: String) async throws {
                var edit = InboundMessage(
                    wamid: Wamid("in.\(text)")!, person: WhatsAppPerson(phone: "919876543210"),
                    sentAt: clinic.clock.now, body: text)
                edit.relation = .edit(of: "in.first")
                try await clinic.apply(.message(edit))
                clinic.clock.advance(by: .seconds(1))
            }
            func texts(_ patient: PatientID) async throws -> Int {
                try await clinic.history(patient).filter { $0.author == .assistant && $0.status != .cancelled }.count
            }
            let patient = try await clinic.patientWrites("chest pain", wamid: "in.first")
            try await edits("chest pain since morning")
            #expect(try await texts(patient) == 1, "one text for an open flag")
            try await edits("chest pain, I will end my life")
            #expect(try await clinic.history(patient).first?.redFlag == .selfHarm)
            #expect(try await clinic.history(patient).last?.body.contains("14416") == true)
            try await clinic.chats.markDone(patient: patient, upTo: .max)
            #expect(try await !clinic.patient(patient).isUrgent)
            try await edits("he is not breathing")
            #expect(try await clinic.patient(patient).isUrgent)
            #expect(try await clinic.history(patient).first?.redFlag == .breathing)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a gate that throws counts as a flag`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: Rules()) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            #expect(try await clinic.patient(patient).isUrgent)
            #expect(try await Self.flagged(clinic, patient) == ["Hello": .unchecked])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a flag that nobody has seen stays open`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("Hello")
            let seen = try await clinic.patient(patient).lastSeq
            try await clinic.patientWrites("he has chest pain")
            try await clinic.chats.markDone(patient: patient, upTo: seen)
            #expect(try await clinic.patient(patient).isUrgent)
            _ = try await clinic.chats.setPaused(true, patient: patient)
            _ = try await clinic.chats.setPaused(false, patient: patient)
            #expect(try await clinic.patient(patient).isUrgent)
            try await clinic.patientWrites("When do you open?")
            #expect(try await clinic.takeReply() == nil, "given back, and silent all the same")
            try await clinic.chats.markDone(patient: patient, upTo: .max)
            try await clinic.patientWrites("When do you open?")
            let claim = try #require(try await clinic.takeReply())
            let history = try #require(try await clinic.replies.question(for: claim)).history
            #expect(history.filter(\.raisedFlag).map(\.text) == ["he has chest pain"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a text that waits for the patient stays where they write of an emergency`(on engine: TestEngine) async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            clinic.clock.advance(by: .seconds(25 * 3600))
            _ = try await clinic.chats.queue(
                OutgoingMessage(patientID: patient, text: MessageText("Your report is ready")!, clientMessageID: nil))
            try await clinic.patientWrites("he has chest pain")
            #expect(try await clinic.chats.patient(patient).queued?.obstacle == .redFlag)
            #expect(try await !clinic.history(patient).contains { $0.author == .doctor })
        }
    }
}
