import Conversations
import Foundation
import Sandbox
import Synchronization
import TestSupport
import Testing

/// Random takeovers against a slow model and a WhatsApp that is slow and says no, over HTTP; then a checker reads what
/// arrived and what doctors were told.
@Suite(.serialized) struct TakeoverRaceTests {
    @Test(arguments: Backing.available)
    func `after a doctor was told so, nothing of the assistant arrives until the doctor gives it back`(
        on backing: Backing
    ) async throws {
        let random = SeededRandom(seed: 20_261_122)
        try await RunningProduct.with(backing, assistant: SlowAssistant(random: random)) { product in
            let log = TakeoverLog()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for n in 0..<12 {
                    group.addTask { try await Self.play("91987650\(1000 + n)", rounds: 8, product, log, random) }
                }
                try await group.waitForAll()
            }
            // What WhatsApp sent back several times is still being tried; it must arrive in the end.
            _ = try? await eventually("every message of a doctor has arrived", within: 40) {
                log.violations(in: await product.sandbox.sent()).contains { $0.contains("lost") } ? nil : true
            }
            let sent = await product.sandbox.sent()
            #expect(log.takeovers.count >= 90)
            #expect(log.violations(in: sent).isEmpty)
            let assistants = sent.filter { $0.text.hasPrefix(SlowAssistant.mark) && $0.wasAccepted }
            #expect(assistants.count >= 10, "the assistant must get its chance, or nothing was raced")
        }
    }

    @Test(arguments: Backing.available)
    func `the checker sees a message of the assistant inside a takeover, a doubled and a lost one`(on backing: Backing)
        async throws
    {
        try await RunningProduct.with(backing) { product in
            let asha = try await product.sandbox.addPatient(name: "Asha", phone: "919876543210", windowOpen: true)
            _ = try await product.sandbox.write("Hello", from: asha)
            let sent = try await eventually("a message was accepted") {
                let sent = await product.sandbox.sent(to: "919876543210")
                return sent.contains(where: \.wasAccepted) ? sent : nil
            }
            let log = TakeoverLog()
            log.note(TakeoverLog.Takeover(phone: "919876543210", told: sent[0].at.addingTimeInterval(-1), ended: nil))
            log.note(doctorsText: "never sent", to: "919876543210")
            let marked = log.violations(in: sent + sent, isAssistant: { _ in true })
            #expect(marked.contains { $0.contains("inside a takeover") })
            #expect(marked.contains { $0.contains("twice") })
            #expect(marked.contains { $0.contains("lost") })
        }
    }

    private static func play(
        _ phone: String, rounds: Int, _ product: RunningProduct, _ log: TakeoverLog, _ random: SeededRandom
    ) async throws {
        let patient = try await product.sandbox.addPatient(name: "Patient \(phone)", phone: phone)
        _ = try await product.sandbox.write("Hello", from: patient)
        let id = try await product.doctor.patient(withPhone: phone)
        for round in 0..<rounds {
            _ = try await product.sandbox.write("Question \(round)", from: patient)
            if random.chance(3) {
                _ = await product.sandbox.control(
                    "POST", "faults", ["kind": "error", "code": 130_429, "count": 1, "patient": .string(phone)])
            } else if random.chance(3) {
                _ = await product.sandbox.control(
                    "POST", "faults", ["kind": "delay", "delay_seconds": 0.1, "count": 1, "patient": .string(phone)])
            }
            if random.chance(3) {
                // Now and then the assistant gets its chance, or nothing would be raced.
                _ = try? await eventually("the assistant has answered", within: 3) {
                    let sent = await product.sandbox.sent(to: phone)
                    return sent.contains { $0.text.hasSuffix("Question \(round)") && $0.wasAccepted } ? true : nil
                }
            } else {
                await random.pause(milliseconds: 0...120)
            }
            try await takeOver(id, phone, round, product, log, random)
        }
    }

    private static func takeOver(
        _ id: String, _ phone: String, _ round: Int, _ product: RunningProduct, _ log: TakeoverLog,
        _ random: SeededRandom
    ) async throws {
        if random.chance(2) {
            let text = "Doctor \(phone) \(round)"
            let answer = try await product.doctor.send(text, to: id)
            #expect([200, 202].contains(answer.status))
            log.note(doctorsText: text, to: phone)
        } else {
            #expect(try await product.doctor.toggle(id, pause: true).status == 200)
        }
        let told = Date()
        await random.pause(milliseconds: 0...150)
        log.note(TakeoverLog.Takeover(phone: phone, told: told, ended: Date()))
        #expect(try await product.doctor.toggle(id, pause: false).status == 200)
    }
}

/// Thinks for a random time and always answers.
struct SlowAssistant: Answering {
    static let mark = "Assistant:"
    let random: SeededRandom

    func answer(_ question: Question) async -> Answer {
        await random.pause(milliseconds: 0...120)
        return .reply(Reply(text: "\(Self.mark) \(question.burst.last?.text ?? "")", topics: [], source: .fixed))
    }
}

/// What doctors were told and what they wrote.
final class TakeoverLog: Sendable {
    struct Takeover: Sendable {
        let phone: String
        /// When the answer had come.
        let told: Date
        /// Just before the resume was asked for; nil: never.
        let ended: Date?
    }

    private let state = Mutex<(takeovers: [Takeover], texts: [(phone: String, text: String)])>(([], []))

    var takeovers: [Takeover] { state.withLock { $0.takeovers } }

    func note(_ takeover: Takeover) { state.withLock { $0.takeovers.append(takeover) } }
    func note(doctorsText text: String, to phone: String) { state.withLock { $0.texts.append((phone, text)) } }

    /// One sentence for each breach of the rule.
    func violations(
        in sent: [SandboxSent], isAssistant: (SandboxSent) -> Bool = { $0.text.hasPrefix(SlowAssistant.mark) }
    ) -> [String] {
        let (takeovers, texts) = state.withLock { $0 }
        var found: [String] = []
        for message in sent where isAssistant(message) {
            let breach = takeovers.first {
                $0.phone == message.recipient && message.at > $0.told && message.at < ($0.ended ?? .distantFuture)
            }
            if breach != nil { found.append("message \(message.number) inside a takeover") }
        }
        let accepted = Dictionary(grouping: sent.filter(\.wasAccepted), by: \.callbackData)
        found += accepted.filter { $0.value.count > 1 }.map { _ in "a message was accepted twice" }
        for (phone, own) in Dictionary(grouping: texts, by: \.phone) {
            let arrived = sent.filter { $0.recipient == phone && $0.wasAccepted }.map(\.text)
            let positions = own.compactMap { arrived.firstIndex(of: $0.text) }
            if positions.count < own.count { found.append("a doctor's message was lost") }
            if positions != positions.sorted() { found.append("doctor's messages out of order") }
        }
        return found
    }
}

/// The same numbers in every run; the order in which tasks draw them is the race.
final class SeededRandom: Sendable {
    private let state: Mutex<UInt64>

    init(seed: UInt64) { state = Mutex(seed) }

    /// True once in `n` times.
    func chance(_ n: UInt64) -> Bool { next() % n == 0 }

    func pause(milliseconds range: ClosedRange<UInt64>) async {
        let length = range.lowerBound + next() % (range.upperBound - range.lowerBound + 1)
        try? await Task.sleep(for: .milliseconds(length))
    }

    /// xorshift64*.
    private func next() -> UInt64 {
        state.withLock { value in
            value ^= value >> 12
            value ^= value << 25
            value ^= value >> 27
            return value &* 2_685_821_657_736_338_717
        }
    }
}
