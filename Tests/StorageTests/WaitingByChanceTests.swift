import Conversations
import Foundation
@testable import Storage
import TestSupport
import Testing

/// Whatever happens in whatever order, the patient's row says what follows from the messages.
@Suite struct WaitingByChanceTests {
    private enum Step: CaseIterable {
        case asks, thanks, takesBack, answers, handsOver, pauses, resumes, writes, fails, leaves, arrives,
            isReportedFailed
        case phone, latePhone, reads, done, undone, alarm, later
    }

    @Test(arguments: TestEngine.available, Array(1...6))
    func `nothing drifts`(on engine: TestEngine, seed: UInt64) async throws {
        var rules = Rules.withoutWaiting
        rules.isSmallTalk = { text, _ in text == "Thanks" }
        try await engine.clinic(rules: rules) { clinic in
            var random = Dice(state: seed)
            let patient = try await clinic.patientWrites("First")
            var taken: [String] = []
            for number in 0..<60 {
                let step = Step.allCases.randomElement(using: &random)!
                try await Self.play(step, number, patient, clinic, &taken, &random)
                try await Self.check(patient, clinic, "\(seed): \(number) \(step)")
            }
        }
    }

    private static func play(
        _ step: Step, _ number: Int, _ patient: PatientID, _ clinic: TestClinic, _ wamids: inout [String],
        _ random: inout Dice
    ) async throws {
        switch step {
        case .asks:
            let late = Int64.random(in: 0...90, using: &random)
            try await clinic.patientWrites(
                "Question \(number)", wamid: "in.\(number)", sentAt: clinic.clock.now.adding(.seconds(-late)))
        case .thanks: try await clinic.patientWrites("Thanks")
        case .takesBack:
            var deletion = InboundMessage(
                wamid: Wamid("back.\(number)")!, person: WhatsAppPerson(phone: "919876543210"),
                sentAt: clinic.clock.now, body: "deleted")
            deletion.relation = .deletion(of: Wamid("in.\(Int.random(in: 0...number, using: &random))")!)
            try await clinic.apply(.message(deletion))
        case .answers: try await clinic.assistantAnswers("Answer \(number)")
        case .handsOver:
            guard let claim = try await clinic.takeReply() else { return }
            try await clinic.replies.handOver(.unsure, sentence: MessageText("A person answers.")!, for: claim)
        case .pauses: try await clinic.chats.setPaused(true, patient: patient)
        case .resumes: try await clinic.chats.setPaused(false, patient: patient)
        case .writes: try await clinic.doctorWrites("Doctor \(number)", to: patient)
        case .fails:
            guard let send = try await clinic.takeSend(patient) else { return }
            try await clinic.outbox.recordRefused(send, .unreachable, retryAfter: nil)
        case .leaves:
            guard let send = try await clinic.takeSend(patient) else { return }
            wamids.append("out.\(number)")
            try await clinic.outbox.recordAccepted(send, wamid: Wamid("out.\(number)")!)
        case .arrives, .isReportedFailed:
            guard let wamid = wamids.randomElement(using: &random) else { return }
            let failed = step == .isReportedFailed
            try await clinic.metaReports(
                failed ? .failed : .delivered, wamid: wamid, failure: failed ? .unreachable : nil)
        case .phone: try await clinic.phoneWrites("Phone \(number)")
        case .latePhone: try await clinic.phoneWrites("Late \(number)", sentAt: clinic.clock.now.adding(.seconds(-60)))
        case .reads: try await clinic.chats.markRead(patient: patient, upTo: Int64.random(in: 0...99, using: &random))
        case .done: try await clinic.chats.markDone(patient: patient, upTo: Int64.random(in: 0...99, using: &random))
        case .undone: try? await clinic.chats.undoDone(patient: patient)
        case .alarm: _ = try await clinic.raisesAlarms()
        case .later: clinic.clock.advance(by: .seconds(Int64.random(in: 1...400, using: &random)))
        }
    }

    private struct Row {
        let seq: Int64
        let at: Timestamp
        let waits: Bool
        let answers: Int64?
        let status: DeliveryStatus
    }

    private static func check(_ patient: PatientID, _ clinic: TestClinic, _ comment: String) async throws {
        try await clinic.checkRanks()
        let (rows, attended) = try await clinic.engine.read(as: .system) { transaction in
            let rows = try transaction.rows("SELECT * FROM messages ORDER BY seq").map { row in
                Row(
                    seq: try row["seq"], at: try row["sent_at"] ?? row["created_at"],
                    waits: try row["waits_for_answer"],
                    answers: try row["answers_seq"], status: try row["status"])
            }
            let attended: Int64 = try transaction.rows("SELECT attended_seq FROM patients")[0]["attended_seq"]
            return (rows, attended)
        }
        let answered = rows.filter(\.status.hasLeft).compactMap(\.answers).max() ?? 0
        let waiting = rows.filter { $0.waits && $0.seq > max(answered, attended) }
        #expect(try await clinic.patient(patient).waitingSince == waiting.map(\.at).min(), "\(comment)")
        try await checkAlarm(of: waiting.first?.seq, clinic, comment)
    }

    /// An alarm is due or raised for whoever waits; where a person has closed it, the answer is on its way. For nobody else
    /// is there one.
    private static func checkAlarm(of seq: Int64?, _ clinic: TestClinic, _ comment: String) async throws {
        let (due, open, closed) = try await clinic.engine.read(as: .system) { transaction in
            let due = try transaction.count("SELECT COUNT(*) AS n FROM due_alarms")
            let alarms = try transaction.rows("SELECT seq, closed_at FROM alarms WHERE reason = 'waiting'")
            let open = try alarms.filter { try $0["closed_at"] as Timestamp? == nil }.map { try $0["seq"] as Int64 }
            let closed = try alarms.filter { try $0["closed_at"] as Timestamp? != nil }.map { try $0["seq"] as Int64 }
            return (due, open, closed)
        }
        guard let seq else {
            #expect(due == 0 && open.isEmpty, "\(comment)")
            return
        }
        #expect(due == 1 || open.contains(seq) || closed.contains(seq), "\(comment)")
        #expect(due == 0 || !open.contains(seq), "\(comment)")
        #expect(open.allSatisfy { $0 >= seq }, "\(comment)")
    }
}

/// The same numbers every time.
private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
