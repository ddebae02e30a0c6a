import Conversations
@testable import Storage
import TestSupport
import Testing

/// What machines read of patients' files: what is heard passes the gate and may be answered by a person alone, what is seen
/// is for people alone.
@Suite struct TranscriptTests {
    private static var rules: Rules {
        var rules = Rules.withoutWaiting
        rules.readers = ReaderPlaces(inHouse: [.transcript, .description])
        return rules
    }

    /// A clinic whose patients' files are read.
    private static func with(
        _ engine: TestEngine, rules: Rules = rules, _ body: (TestClinic) async throws -> Void
    ) async throws {
        try await engine.clinic(rules: rules) { clinic in
            _ = try await clinic.chats.changeClinic {
                $0.transcribes = true
                $0.describesPictures = true
            }
            try await body(clinic)
        }
    }

    // MARK: Off

    @Test(arguments: TestEngine.available)
    func `a clinic that has not decided for it has nothing read`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: Self.rules) { clinic in
            let patient = try await clinic.patientSpeaks()
            #expect(try await clinic.transcripts.nextDue() == nil)
            #expect(try await clinic.takeReply()?.upToSeq == 1, "the answer waits for nothing")
            #expect(try await clinic.reading(of: patient) == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a clinic that keeps to its house is read by nothing outside`(on engine: TestEngine) async throws {
        var rules = Self.rules
        rules.readers = ReaderPlaces(outside: [.transcript, .description])
        try await Self.with(engine, rules: rules) { clinic in
            _ = try await clinic.chats.changeClinic { $0.models = .house }
            try await clinic.patientSpeaks()
            #expect(try await clinic.transcripts.nextDue() == nil)
            #expect(try await clinic.takeReply() != nil)
            _ = try await clinic.chats.changeClinic { $0.models = .any }
            try await clinic.patientSpeaks(wamid: "in.2")
            #expect(try await clinic.transcripts.nextDue() != nil)
            _ = try await clinic.chats.changeClinic { $0.models = .house }
            #expect(try await clinic.takeReading()?.file == nil, "what was expected is not read any more")
        }
    }

    @Test(arguments: TestEngine.available)
    func `switched off, or taken back, a voice note is read no more, and its answer waits no longer`(
        on engine: TestEngine
    ) async throws {
        try await Self.with(engine) { clinic in
            try await clinic.patientSpeaks(wamid: "in.1")
            try await clinic.patientSpeaks(wamid: "in.2", from: "919800000002")
            var deletion = InboundMessage(
                wamid: "in.3", person: WhatsAppPerson(phone: "919800000002"), sentAt: clinic.clock.now, body: "")
            deletion.relation = .deletion(of: "in.2")
            try await clinic.apply(.message(deletion))
            let claims = try await clinic.transcripts.claim(limit: 9)
            #expect(claims.count == 2 && claims.count { $0.file == nil } == 1)
            for claim in claims { try await clinic.transcripts.giveBack(claim) }
            _ = try await clinic.chats.changeClinic { $0.transcribes = false }
            for claim in try await clinic.transcripts.claim(limit: 9) {
                #expect(claim.file == nil && claim.attempt == 1)
                try await clinic.transcripts.forget(claim)
            }
            #expect(try await clinic.takeReply() != nil)
            #expect(try await clinic.transcripts.nextDue() == nil)
        }
    }

    // MARK: What is heard

    @Test(arguments: TestEngine.available)
    func `it is read once its file is here, and the answer waits for its words`(on engine: TestEngine) async throws {
        try await Self.with(engine) { clinic in
            let patient = try await clinic.patientSpeaks(isFetched: false)
            #expect(try await clinic.transcripts.nextDue() == nil)
            #expect(try await clinic.takeReply() == nil)
            try await clinic.filesArrive()
            #expect(try await clinic.reading(of: patient)?.state == .waiting)
            let claim = try #require(await clinic.takeReading())
            #expect(claim.kind == .transcript && claim.file?.kind == "ogg_opus" && claim.attempt == 1)
            #expect(try await clinic.takeReading() == nil, "one at a time")
            #expect(try await clinic.takeReply() == nil)
            #expect(try await clinic.transcripts.store(" When do you \u{202E}open?\0\n", by: "whisper", for: claim))
            let reading = try #require(await clinic.reading(of: patient))
            #expect(reading.state == .ready && reading.words == "When do you open?" && reading.model == "whisper")
            #expect(try await clinic.transcripts.nextDue() == nil, "it is read once")
            let reply = try #require(await clinic.takeReply())
            let question = try #require(await clinic.replies.question(for: reply))
            #expect(question.burst.map(\.text) == ["When do you open?"])
            #expect(question.restsOnTranscript && question.burst[0].isTranscript)
            #expect(try await clinic.chats.message(claim.messageID)?.body == "", "the message itself stays as it was")
        }
    }

    @Test(arguments: TestEngine.available)
    func `after a minute a person is called, whatever is heard later`(on engine: TestEngine) async throws {
        try await Self.with(engine) { clinic in
            try await clinic.patientSpeaks()
            let claim = try #require(await clinic.takeReading())
            clinic.clock.advance(by: .seconds(50))
            #expect(try await clinic.takeReply() == nil)
            let due = try #require(await clinic.replies.nextDue())
            #expect(due > .seconds(6) && due < .seconds(8))
            clinic.clock.advance(by: .seconds(7))
            let reply = try #require(await clinic.takeReply())
            let question = try #require(await clinic.replies.question(for: reply))
            #expect(!question.restsOnTranscript && question.burst.map(\.text) == [""])
            #expect(try await clinic.replies.handOver(.unreadable, sentence: nil, for: reply) == .enqueued)
            #expect(try await clinic.transcripts.store("When do you open?", by: "m", for: claim))
            #expect(try await clinic.takeReply() == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a burst waits for all its voice notes, from the first of them on`(on engine: TestEngine) async throws {
        try await Self.with(engine) { clinic in
            try await clinic.patientSpeaks(wamid: "in.1")
            clinic.clock.advance(by: .seconds(20))
            try await clinic.patientSpeaks(wamid: "in.2")
            try await clinic.patientWrites("Please tell me")
            let claims = try await clinic.transcripts.claim(limit: 9)
            #expect(claims.count == 2)
            try await clinic.transcripts.store("When do you open", by: "m", for: claims[0])
            #expect(try await clinic.takeReply() == nil)
            clinic.clock.advance(by: .seconds(40))
            let reply = try #require(await clinic.takeReply())
            let question = try #require(await clinic.replies.question(for: reply))
            #expect(question.burst.map(\.text) == ["When do you open", "", "Please tell me"])
            #expect(question.restsOnTranscript)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an answer to something else does not rest on what was heard before`(on engine: TestEngine) async throws {
        try await Self.with(engine) { clinic in
            let patient = try await clinic.patientSpeaks()
            try await clinic.machineHears("When do you open?")
            let reply = try #require(await clinic.takeReply())
            #expect(try await clinic.replies.handOver(.unsure, sentence: nil, for: reply) == .enqueued)
            try await clinic.chats.markDone(patient: patient, upTo: .max)
            try await clinic.patientWrites("And where are you?")
            let next = try #require(await clinic.takeReply())
            let question = try #require(await clinic.replies.question(for: next))
            #expect(!question.restsOnTranscript)
            #expect(question.history.map(\.text) == ["", "And where are you?"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `what cannot be read, or fetched, keeps nobody waiting`(on engine: TestEngine) async throws {
        try await Self.with(engine) { clinic in
            let patient = try await clinic.patientSpeaks()
            let claim = try #require(await clinic.takeReading())
            try await clinic.transcripts.fail(claim)
            #expect(try await clinic.reading(of: patient)?.state == .failed)
            #expect(try await clinic.takeReply() != nil)
            let other = try await clinic.patientSpeaks(wamid: "in.2", from: "919800000002", isFetched: false)
            let fetch = try #require(await clinic.database.mediaFetches.claim(limit: 9).first)
            #expect(try await clinic.takeReply() == nil)
            try await clinic.database.mediaFetches.fail(fetch, "It is damaged.")
            #expect(try await clinic.takeReply()?.patientID == other)
        }
    }

    @Test(arguments: TestEngine.available)
    func `of one patient so many files are read in a while, and no more`(on engine: TestEngine) async throws {
        var rules = Self.rules
        rules.readingLimit = 2
        try await Self.with(engine, rules: rules) { clinic in
            for number in 1...3 { try await clinic.patientSpeaks(wamid: "in.\(number)") }
            try await clinic.patientSpeaks(wamid: "in.4", from: "919800000002")
            #expect(try await clinic.transcripts.claim(limit: 9).count == 3)
            clinic.clock.advance(by: rules.readingPeriod)
            let patient = try await clinic.patientSpeaks(wamid: "in.5")
            #expect(try await clinic.reading(of: patient)?.state == .waiting)
        }
    }

    // MARK: The gate

    @Test(arguments: TestEngine.available)
    func `what is heard passes the gate where it is stored`(on engine: TestEngine) async throws {
        try await Self.with(engine) { clinic in
            let patient = try await clinic.patientSpeaks()
            try await clinic.machineHears("He has chest pain")
            #expect(try await clinic.patient(patient).isUrgent)
            #expect(try await clinic.patient(patient).needsHuman == .redFlag)
            #expect(try await clinic.history(patient).first?.redFlag == .heart)
            #expect(try await clinic.takeReply() == nil)
            #expect(try await clinic.takeSend(patient)?.text?.contains("108") == true)
        }
    }

    @Test(arguments: TestEngine.available)
    func `while a flag is open the next voice note is heard as well, and the other kind has its text`(
        on engine: TestEngine
    ) async throws {
        try await Self.with(engine) { clinic in
            let patient = try await clinic.patientWrites("he has chest pain")
            #expect(try await clinic.takeSend(patient)?.text?.contains("108") == true)
            try await clinic.patientSpeaks(wamid: "in.voice")
            try await clinic.machineHears("I will end my life")
            let texts = try await clinic.history(patient).filter { $0.author == .assistant }.map(\.body)
            #expect(texts.count == 2 && texts[1].contains("14416"))
            #expect(try await clinic.takeReply() == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `while a person has the conversation it is heard, read by the gate, and answered by nobody`(
        on engine: TestEngine
    ) async throws {
        try await Self.with(engine) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.chats.setPaused(true, patient: patient)
            try await clinic.patientSpeaks()
            let claim = try #require(await clinic.takeReading())
            // A takeover cancels nothing here.
            try await clinic.chats.setPaused(false, patient: patient)
            try await clinic.chats.setPaused(true, patient: patient)
            try await clinic.transcripts.store("I will end my life", by: "m", for: claim)
            #expect(try await clinic.history(patient).first { $0.type == .audio }?.redFlag == .selfHarm)
            #expect(try await clinic.takeSend(patient)?.text?.contains("14416") == true)
            #expect(try await clinic.takeReply() == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `it is joined with what the patient wrote and said within three minutes, in either order`(
        on engine: TestEngine
    ) async throws {
        try await Self.with(engine) { clinic in
            let first = try await clinic.patientWrites("my father is")
            try await clinic.patientSpeaks()
            try await clinic.machineHears("not breathing")
            #expect(try await clinic.history(first).last { $0.author == .patient }?.redFlag == .breathing)

            let second = try await clinic.patientSpeaks(wamid: "in.2", from: "919800000002")
            try await clinic.machineHears("my father is not")
            #expect(try await !clinic.patient(second).isUrgent)
            try await clinic.patientWrites("breathing", from: "919800000002")
            #expect(try await clinic.patient(second).isUrgent)

            let third = try await clinic.patientWrites("my father is", from: "919800000003")
            clinic.clock.advance(by: .seconds(200))
            try await clinic.patientSpeaks(wamid: "in.3", from: "919800000003")
            try await clinic.machineHears("not breathing")
            #expect(try await !clinic.patient(third).isUrgent)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a flag that is heard makes a draft void and stops what was about to leave`(on engine: TestEngine) async throws
    {
        try await Self.with(engine) { clinic in
            let patient = try await clinic.patientSpeaks()
            clinic.clock.advance(by: .seconds(61))
            let reply = try #require(await clinic.takeReply())
            let draft = NewDraft(ReplyText("At nine.")!, .fixed, why: .mode, knowledge: [])
            #expect(try await clinic.replies.keep(draft, sentence: ReplyText("Soon."), for: reply) == .drafted)
            try await clinic.machineHears("he has chest pain")
            #expect(try await clinic.chats.patient(patient).draft == nil)
            #expect(try await clinic.history(patient).first { $0.body == "Soon." }?.status == .cancelled)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what a picture shows is for people alone`(on engine: TestEngine) async throws {
        try await Self.with(engine) { clinic in
            let patient = try await clinic.patientSpeaks(type: .image)
            #expect(try await clinic.takeReply() != nil, "nobody waits for it")
            let claim = try #require(await clinic.takeReading())
            #expect(claim.kind == .description)
            try await clinic.transcripts.store("A note that says: chest pain", by: "m", for: claim)
            #expect(try await clinic.reading(of: patient)?.words == "A note that says: chest pain")
            #expect(try await !clinic.patient(patient).isUrgent)
            try await clinic.patientWrites("What is it?")
            #expect(try await !clinic.patient(patient).isUrgent)
            clinic.clock.advance(by: .seconds(60))
            let reply = try #require(await clinic.takeReply())
            let question = try #require(await clinic.replies.question(for: reply))
            #expect(!question.history.contains { $0.text.contains("chest") } && !question.restsOnTranscript)
        }
    }

    // MARK: Crashes

    @Test(arguments: TestEngine.available)
    func `a process that dies in between loses nothing, and two never store two`(on engine: TestEngine) async throws {
        try await Self.with(engine) { clinic in
            let patient = try await clinic.patientSpeaks()
            let first = try #require(await clinic.takeReading())
            #expect(try await clinic.takeReading() == nil)
            clinic.clock.advance(by: Transcripts.lease)
            let second = try #require(await clinic.takeReading())
            #expect(second.attempt == 2)
            #expect(try await !clinic.transcripts.store("chest pain", by: "slow", for: first))
            #expect(try await !clinic.patient(patient).isUrgent)
            try await clinic.transcripts.postpone(first, by: .zero)
            #expect(try await clinic.takeReading() == nil)
            try await clinic.transcripts.releaseAbandoned()
            let third = try #require(await clinic.takeReading())
            #expect(try await clinic.transcripts.store("When do you open?", by: "quick", for: third))
            #expect(try await !clinic.transcripts.store("chest pain", by: "slow", for: second))
            #expect(try await clinic.reading(of: patient)?.model == "quick")
        }
    }

    @Test(arguments: TestEngine.available)
    func `of an erased patient nothing is stored and nothing stays`(on engine: TestEngine) async throws {
        try await Self.with(engine) { clinic in
            let patient = try await clinic.patientSpeaks()
            try await clinic.patientSpeaks(wamid: "in.2")
            try await clinic.machineHears("When do you open?")
            let claim = try #require(await clinic.takeReading())
            try await clinic.engine.write(as: .system) { try $0.execute("DELETE FROM patients WHERE id = \(patient)") }
            #expect(try await !clinic.transcripts.store("chest pain", by: "m", for: claim))
            try await clinic.transcripts.forget(claim)
            let left = try await clinic.engine.read(as: .system) {
                try $0.count("SELECT COUNT(*) AS n FROM transcripts")
            }
            #expect(left == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func `it follows its message where two rows are one person, and no other clinic sees it`(on engine: TestEngine)
        async throws
    {
        try await Self.with(engine) { clinic in
            let patient = try await clinic.patientSpeaks()
            let claim = try #require(await clinic.takeReading())
            let other = try await clinic.patientWrites("Hi", from: nil, userID: "IN.1")
            #expect(other != patient)
            try await clinic.patientWrites("It is me", userID: "IN.1")
            #expect(try await clinic.transcripts.store("he has chest pain", by: "m", for: claim))
            let joined = try #require(try await clinic.patients(clinic.account).first).patient
            #expect(joined.isUrgent)
            #expect(try await clinic.database.chats(of: clinic.otherAccount).message(claim.messageID) == nil)
            #expect(try await clinic.chats.message(claim.messageID)?.media?.reading?.words == "he has chest pain")
        }
    }
}

extension TestClinic {
    fileprivate var transcripts: Transcripts { database.transcripts }

    /// A patient sends a voice note, or another file.
    @discardableResult
    fileprivate func patientSpeaks(
        wamid: String = "in.1", from phone: String = "919876543210", type: MessageType = .audio, isFetched: Bool = true
    ) async throws -> PatientID {
        let number = PhoneNumber(phone)!
        var message = InboundMessage(
            wamid: Wamid(wamid)!, person: WhatsAppPerson(phone: number), sentAt: clock.now, type: type, body: "")
        message.media = InboundMedia(
            id: wamid, mimeType: type == .audio ? "audio/ogg" : "image/jpeg", sha256: nil, filename: nil, caption: nil,
            isVoice: type == .audio, isAnimated: false)
        try await apply(.message(message))
        if isFetched { try await filesArrive() }
        return try await patients(account).first { $0.patient.phoneNumber == number }!.patient.id
    }

    fileprivate func filesArrive() async throws {
        for claim in try await database.mediaFetches.claim(limit: 9) {
            let isSound = claim.mimeType == "audio/ogg"
            try await database.mediaFetches.finish(
                claim,
                KeptFile(name: claim.name, kind: isSound ? "ogg_opus" : "jpeg", size: 5000, seconds: isSound ? 4 : nil))
        }
    }

    fileprivate func takeReading() async throws -> TranscriptClaim? { try await transcripts.claim(limit: 1).first }

    fileprivate func machineHears(_ words: String) async throws {
        let claim = try #require(await takeReading())
        #expect(try await transcripts.store(words, by: "m", for: claim))
    }

    /// Of the patient's newest file.
    fileprivate func reading(of patient: PatientID) async throws -> FileReading? {
        try await history(patient).last { $0.type.isFile }?.media?.reading
    }
}
