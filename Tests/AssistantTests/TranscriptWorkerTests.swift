import Conversations
import Logging
import NIOCore
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Assistant

/// What the worker does about a file that is to be read, on a real database.
@Suite(.timeLimit(.minutes(3))) struct TranscriptWorkerTests {
    private static func rules(_ places: ReaderPlaces = ReaderPlaces(inHouse: [.transcript, .description])) -> Rules {
        var rules = Rules.withoutWaiting
        rules.readers = places
        return rules
    }

    private static func with(
        _ engine: TestEngine, _ places: ReaderPlaces = ReaderPlaces(inHouse: [.transcript, .description]),
        _ body: (TestClinic) async throws -> Void
    ) async throws {
        try await engine.clinic(rules: rules(places)) { clinic in
            _ = try await clinic.chats.changeClinic {
                $0.transcribes = true
                $0.describesPictures = true
            }
            try await body(clinic)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a voice note is heard once, counted, and nobody is told of its words`(on engine: TestEngine) async throws {
        try await Self.with(engine) { clinic in
            let patient = try await clinic.patientSends(.audio)
            let reader = FakeReader(.read("When is zebra open?"))
            let log = LogRecorder()
            let reading = try await clinic.read(by: [reader], of: patient, log: log) { $0.state == .ready }
            #expect(reading.words == "When is zebra open?" && reading.model == "fake" && reader.count == 1)
            let day = try await clinic.chats.modelDay()
            #expect(day.entries.map(\.model) == ["fake"] && day.use.calls == 1 && day.use.tokens == 9)
            #expect(!log.entries.contains { "\($0.message) \($0.metadata)".contains("zebra") })
        }
    }

    @Test(arguments: TestEngine.available)
    func `with the budget used up nobody is asked`(on engine: TestEngine) async throws {
        try await Self.with(engine) { clinic in
            _ = try await clinic.chats.changeClinic { $0.budget = ModelBudget(calls: 1, tokens: nil) }
            _ = try await clinic.database.modelUsage.begin("m", isInHouse: true, for: clinic.clinicID)
            let patient = try await clinic.patientSends(.audio)
            let reader = FakeReader(.read("x"))
            _ = try await clinic.read(by: [reader], of: patient) { $0.state == .failed }
            #expect(reader.count == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a clinic that decides for its house meanwhile is read by nobody outside`(on engine: TestEngine) async throws {
        try await Self.with(engine, ReaderPlaces(inHouse: [.transcript], outside: [.transcript])) { clinic in
            _ = try await clinic.chats.changeClinic { $0.models = .house }
            let patient = try await clinic.patientSends(.audio)
            let outside = FakeReader(.read("x"), isInHouse: false)
            _ = try await clinic.read(by: [outside], of: patient) { $0.state == .failed }
            #expect(outside.count == 0)
        }
    }

    @Test func `the next reader is asked where one fails, and none where one refuses`() async throws {
        try await Self.with(.sqlite) { clinic in
            let first = try await clinic.patientSends(.image)
            let (house, other) = (FakeReader(.failed(retryAfter: nil)), FakeReader(.read("A hand."), isInHouse: false))
            let reading = try await clinic.read(by: [house, other], of: first) { $0.state == .ready }
            #expect(reading.kind == .description && reading.words == "A hand." && house.count == 1)
            let second = try await clinic.patientSends(.image, from: "919800000002")
            house.outcome = .declined
            _ = try await clinic.read(by: [house, other], of: second) { $0.state == .failed }
            #expect(other.count == 1)
        }
    }

    @Test func `what fails is tried again a few times, each time counted, and not for ever`() async throws {
        try await Self.with(.sqlite) { clinic in
            let patient = try await clinic.patientSends(.audio)
            let reader = FakeReader(.failed(retryAfter: .seconds(1)))
            _ = try await clinic.read(by: [reader], of: patient, passingTime: true) { $0.state == .failed }
            #expect(reader.count == 5)
            #expect(try await clinic.chats.modelDay().use.calls == 5)
            // Nobody waits for it any more.
            #expect(try await clinic.takeReply() != nil)
        }
    }

    @Test(arguments: [(Int64(11 << 20), 5.0), (5000, 601.0)])
    func `what is too large or too long is read by nobody`(size: Int64, seconds: Double) async throws {
        try await Self.with(.sqlite) { clinic in
            let patient = try await clinic.patientSends(.audio, size: size, seconds: seconds)
            let reader = FakeReader(.read("x"))
            _ = try await clinic.read(by: [reader], of: patient) { $0.state == .failed }
            #expect(reader.count == 0)
        }
    }

    @Test func `a file that nobody reads has failed, one that cannot be had is tried again`() async throws {
        try await Self.with(.sqlite) { clinic in
            let first = try await clinic.patientSends(.audio)
            let reader = FakeReader(.read("x"))
            _ = try await clinic.read(by: [reader], of: first, load: { _ in nil }) { $0.state == .failed }
            let second = try await clinic.patientSends(.audio, from: "919800000002")
            let tries = Mutex(0)
            let reading = try await clinic.read(
                by: [reader], of: second, passingTime: true,
                load: { _ in
                    let isFirst = tries.withLock { tries in
                        tries += 1
                        return tries == 1
                    }
                    if isFirst { throw NeverHappened(description: "the disk is away") }
                    return FakeReader.file
                }
            ) { $0.state == .ready }
            #expect(reading.words == "x")
        }
    }

    @Test func `a process that stops gives the file back`() async throws {
        try await Self.with(.sqlite) { clinic in
            let patient = try await clinic.patientSends(.audio)
            let reader = FakeReader(nil)
            _ = try await clinic.work(by: [reader]) {
                try await eventually("it is being read") { reader.count == 1 ? true : nil }
            }
            let claim = try #require(await clinic.database.transcripts.claim(limit: 1).first)
            #expect(claim.attempt == 1)
            _ = patient
        }
    }

    @Test(arguments: AssistantMode.allCases.filter { $0 != .off }, TestEngine.available)
    func `its answer is a draft in every mode, and nothing of it leaves by itself`(
        mode: AssistantMode, on engine: TestEngine
    ) async throws {
        try await Self.with(engine) { clinic in
            _ = try await clinic.database.operator.importTopics(FixtureClinic.topics, for: clinic.clinicID)
            _ = try await clinic.chats.changeClinic { $0.assistant = mode }
            let patient = try await clinic.patientSends(.audio)
            _ = try await clinic.read(by: [FakeReader(.read("Is there parking?"))], of: patient) { $0.state == .ready }
            clinic.clock.advance(by: clinic.rules.replyDelay)
            let worker = ReplyWorker(
                replies: clinic.replies, assistant: OfflineAssistant.standard, offline: .standard,
                logger: LogRecorder().logger)
            let draft = try await clinic.during({ try await worker.run() }) {
                try await eventually("a draft waits") { try await clinic.chats.patient(patient).draft }
            }
            let answer = FixtureClinic.topics.first { $0.title == "Parking" }?.answer
            #expect(draft.text.whole == answer && draft.why.rule == "rests_on_transcript")
            #expect(try await clinic.patient(patient).needsHuman == .draftWaits)
            let said = try await clinic.history(patient).filter { $0.author == .assistant }.map(\.body)
            #expect(!said.contains { $0 == answer } && said.count == (mode == .answer ? 1 : 0))
            let sent = try await clinic.chats.sendDraft(draft.id, of: patient)
            #expect(sent.provenance?.rule == "rests_on_transcript" && sent.author == .doctor)
        }
    }
}

/// Reads every file in the same way; with no outcome it reads until it is cancelled.
private final class FakeReader: FileReader {
    static let file = LoadedFile(bytes: ByteBuffer(string: "OggS"), mimeType: "audio/ogg")

    let name = "fake"
    let isInHouse: Bool
    private let state: Mutex<(outcome: ReaderOutcome.Kind?, count: Int)>

    init(_ outcome: ReaderOutcome.Kind?, isInHouse: Bool = true) {
        self.isInHouse = isInHouse
        state = Mutex((outcome, 0))
    }

    var count: Int { state.withLock { $0.count } }
    var outcome: ReaderOutcome.Kind? {
        get { state.withLock { $0.outcome } }
        set { state.withLock { $0.outcome = newValue } }
    }

    func reads(_ mimeType: String) -> Bool { true }

    func read(_ file: LoadedFile) async -> ReaderOutcome {
        let outcome = state.withLock { state in
            state.count += 1
            return state.outcome
        }
        if let outcome { return ReaderOutcome(outcome, inputTokens: 7, outputTokens: 2) }
        try? await Task.sleep(for: .seconds(600))
        return ReaderOutcome(.cancelled)
    }
}

extension TestClinic {
    /// A patient sends a file, which is here at once.
    fileprivate func patientSends(
        _ type: MessageType, from phone: String = "919876543210", size: Int64 = 5000, seconds: Double = 5
    ) async throws -> PatientID {
        let number = PhoneNumber(phone)!
        var message = InboundMessage(
            wamid: Wamid("in.\(phone)")!, person: WhatsAppPerson(phone: number), sentAt: clock.now, type: type, body: ""
        )
        message.media = InboundMedia(
            id: phone, mimeType: "audio/ogg", sha256: nil, filename: nil, caption: nil, isVoice: true, isAnimated: false
        )
        try await apply(.message(message))
        for claim in try await database.mediaFetches.claim(limit: 9) {
            try await database.mediaFetches.finish(
                claim, KeptFile(name: claim.name, kind: "ogg_opus", size: size, seconds: seconds))
        }
        return try await patients(account).first { $0.patient.phoneNumber == number }!.patient.id
    }

    /// Runs `body` while a worker has files read.
    fileprivate func work<Result: Sendable>(
        by readers: [any FileReader], log: LogRecorder = LogRecorder(),
        load: @escaping FileLoader = { _ in FakeReader.file }, _ body: () async throws -> Result
    ) async throws -> Result {
        let worker = TranscriptWorker(
            transcripts: database.transcripts, readers: [.transcript: readers, .description: readers],
            ledger: database.modelUsage, load: load, logger: log.logger)
        return try await during({ try await worker.run() }, body)
    }

    /// Runs `body` while `work` runs, which is cancelled then.
    fileprivate func during<Result: Sendable>(
        _ work: @escaping @Sendable () async throws -> Void, _ body: () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask(operation: work)
            let result = await Swift.Result(catching: body)
            group.cancelAll()
            try await group.waitForAll()
            return try result.get()
        }
    }

    /// Has files read until the one of this patient is as wanted. With `passingTime` the clock goes on meanwhile.
    fileprivate func read(
        by readers: [any FileReader], of patient: PatientID, log: LogRecorder = LogRecorder(),
        passingTime: Bool = false, load: @escaping FileLoader = { _ in FakeReader.file },
        until isWanted: (FileReading) -> Bool
    ) async throws -> FileReading {
        try await work(by: readers, log: log, load: load) {
            try await eventually("the file is as wanted") {
                if passingTime { clock.advance(by: .seconds(40)) }
                let reading = try await history(patient).last { $0.type.isFile }?.media?.reading
                return reading.flatMap { isWanted($0) ? $0 : nil }
            }
        }
    }
}

extension Result where Failure == any Error {
    fileprivate init(catching body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
