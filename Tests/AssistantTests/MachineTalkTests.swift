import Conversations
import Foundation
import Logging
@testable import Storage
import Synchronization
import TestSupport
import Testing

@testable import Assistant

/// The reply workers against machines: one that answers everything, and models that never answer.
@Suite struct MachineTalkTests {
    /// Answers everything, and counts how often it is asked.
    private final class Talker: Answering {
        private let asked = Mutex(0)
        var count: Int { asked.withLock { $0 } }

        func answer(_ question: Question) async -> Answer {
            asked.withLock { $0 += 1 }
            return .reply(text: "Please tell us more.", topic: "Anything")
        }
    }

    /// Hangs for the patients of one clinic, and for those who say "hang"; answers others.
    private struct HangingFor: Answering {
        let clinicName: String
        let reached = Recorder()

        func answer(_ question: Question) async -> Answer {
            guard question.clinicName == clinicName, question.burst.contains(where: { $0.text == "hang" }) else {
                return .reply(text: "At nine.", topic: "Hours")
            }
            reached.note("hangs")
            let (stream, _) = AsyncStream.makeStream(of: Void.self)
            for await _ in stream {}
            return .human(.failed)
        }
    }

    private static var quick: Rules {
        var rules = Rules.withoutWaiting
        rules.replyDelay = .zero
        return rules
    }

    private static func working(
        _ clinic: TestClinic, _ assistant: any Answering, _ body: () async throws -> Void
    ) async throws {
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let workers = [1, 2].map { _ in
            // "typing…" again would be a write for each that hangs.
            ReplyWorker(
                replies: clinic.replies, assistant: assistant, offline: .standard, logger: quiet,
                typingLasts: .seconds(3600))
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in workers { group.addTask { try await worker.run() } }
            defer { group.cancelAll() }
            try await body()
        }
    }

    @Test(arguments: TestEngine.available) func `two machines stop talking after ten answers`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: Self.quick, clock: .system) { clinic in
            let talker = Talker()
            try await Self.working(clinic, talker) {
                var patient = try await clinic.writes("Thank you for contacting us. Ticket 0.")
                // The other machine answers every message that it gets, and goes on although nobody answers any more.
                for heard in 1...10 {
                    try await eventually("answer \(heard)", within: 240) {
                        try await clinic.answers(patient) == heard ? true : nil
                    }
                    patient = try await clinic.writes("Thank you for contacting us. Ticket \(heard).")
                }
                try await eventually("a person is called", within: 60) { try await clinic.patient(patient).needsHuman }
                for ticket in 11...14 { _ = try await clinic.writes("Ticket \(ticket).") }
                #expect(try await clinic.replies.nextDue() == nil)
                #expect(try await clinic.answers(patient) == 10)
                #expect(talker.count == 10)
                try await clinic.chats.markDone(patient: patient, upTo: .max)
                _ = try await clinic.writes("Ticket 15.")
                try await eventually("it answers again", within: 240) {
                    try await clinic.answers(patient) == 11 ? true : nil
                }
            }
        }
    }

    @Test(arguments: TestEngine.available) func `two machines that only thank each other stop at once`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: Self.quick, clock: .system) { clinic in
            try await Self.working(clinic, OfflineAssistant.standard) {
                var patient: PatientID?
                for round in 1...4 {
                    let writer = try await clinic.writes(round.isMultiple(of: 2) ? "Thank you!" : "Hello 🙏")
                    patient = writer
                    try await eventually("round \(round) is over", within: 240) {
                        let isDue = try await clinic.replies.nextDue() != nil
                        let isBusy = try await clinic.patient(writer).assistantIsWriting
                        let count = try await clinic.answers(writer)
                        return !isDue && !isBusy && count > 0 ? true : nil
                    }
                }
                let writer = try #require(patient)
                #expect(try await clinic.answers(writer) == 1)
                #expect(try await clinic.patient(writer).needsHuman == nil)
            }
        }
    }

    @Test(arguments: TestEngine.available, [20, 200])
    func `models that hang make no one else wait, and cost the database nothing`(on engine: TestEngine, hanging: Int)
        async throws
    {
        let counter = TransactionCounter()
        try await engine.clinic(rules: Self.quick, clock: .system, wrapping: { CountingEngine($0, counter) }) {
            clinic in
            let assistant = HangingFor(clinicName: "Clinic of anita@clinic.example")
            try await Self.working(clinic, assistant) {
                for number in 0..<hanging { try await clinic.hears("hang", from: "\(919_100_000_000 + number)") }
                try await eventually("all of them hang", within: 240) {
                    assistant.reached.notes.count >= hanging ? true : nil
                }
                // Those that were just taken are looked at once more by each worker: how long that lasts is the machine's.
                try await eventually("the workers only look once a second each", within: 60) {
                    let before = counter.count
                    try await Task.sleep(for: .seconds(2))
                    return counter.count - before <= 24 ? true : nil
                }
                let other = try await clinic.writes(
                    "When?", from: "919200000000", to: TestClinic.otherNumber)
                let others = clinic.database.chats(of: clinic.otherAccount)
                let same = try await clinic.writes("When?", from: "919200000001")
                // Not as long as a model may hang.
                try await eventually("others are answered", within: 15) {
                    let heard = try await others.messages(of: other, page: .newest, limit: 9).count
                    return try await clinic.answers(same) == 1 && heard == 2 ? true : nil
                }
            }
        }
    }

    @Test(arguments: TestEngine.available) func `no clinic takes all places, and its patients are answered as some end`(
        on engine: TestEngine
    ) async throws {
        var rules = Self.quick
        rules.repliesPerClinic = 3
        try await engine.clinic(rules: rules) { clinic in
            for number in 0..<9 { try await clinic.hears("Hello?", from: "\(919_100_000_000 + number)") }
            let other = try await clinic.writes("When?", from: "919200000000", to: TestClinic.otherNumber)
            let first = try await clinic.replies.claim(limit: 8)
            #expect(first.filter { $0.clinicID == clinic.clinicID }.count == 3)
            #expect(first.contains { $0.patientID == other })
            let busy = Set(first)
            #expect(try await clinic.replies.claim(limit: 8, besides: busy).isEmpty)
            #expect(try await clinic.replies.nextDue(besides: busy) == nil, "the six that wait call for no look")
            let next = try await clinic.replies.claim(limit: 8, besides: busy.subtracting(first.prefix(1)))
            #expect(next.count <= 1)
        }
    }
}

extension TestClinic {
    fileprivate func answers(_ patient: PatientID) async throws -> Int {
        try await history(patient).filter { $0.author == .assistant }.count
    }

    fileprivate func writes(
        _ text: String, from phone: String = "919876543210", to number: PhoneNumberID = TestClinic.number
    ) async throws -> PatientID {
        try await patientWrites(text, from: phone, sentAt: Timestamp(Date()), to: number)
    }

    fileprivate func hears(_ text: String, from phone: String) async throws {
        try await apply(
            .message(
                InboundMessage(
                    wamid: Wamid("in.\(phone)")!, person: WhatsAppPerson(phone: PhoneNumber(phone)!),
                    sentAt: Timestamp(Date()),
                    body: text)))
    }
}
