import Conversations
import Foundation
import Testing

@testable import Assistant

/// What rests on what a machine heard is a draft or a hand-over, whoever answers and whatever it says.
@Suite struct TranscriptDecisionTests {
    private static func spoken(_ text: String) -> Turn {
        Turn(author: .patient, kind: .audio, text: text, at: moment, isTranscript: true)
    }

    private static func written(_ text: String) -> Turn { Turn(author: .patient, text: text, at: moment) }

    private static let moment = Timestamp(milliseconds: 1_790_000_000_000)

    private static func question(_ turns: Turn..., burst: Int? = nil) -> Question {
        Question(
            clinicName: "Laxmi Clinic", doctorName: "Dr. Anita Kulkarni", clinicAddress: nil,
            topics: FixtureClinic.topics, history: turns, burstLength: burst)
    }

    @Test(arguments: [
        [spoken("Is there parking?")], [written("Hello"), spoken("Is there parking?")],
        [spoken("Hello"), written("Is there parking?")],
    ])
    func `an answer waits for a person, with a reason of its own`(burst: [Turn]) async throws {
        let question = Question(
            clinicName: "C", doctorName: "D", clinicAddress: nil, topics: FixtureClinic.topics, history: burst)
        let decision = await question.decision(of: OfflineAssistant.standard)
        guard case .draft(let text, let provenance, let why, _, _) = decision else {
            Issue.record("\(decision)")
            return
        }
        #expect(text.whole == FixtureClinic.topics.first { $0.title == "Parking" }?.answer)
        #expect(provenance.rule == "rests_on_transcript" && why.rule == "rests_on_transcript" && !why.isMedical)
    }

    @Test func `a check that finds medicine makes it a doctor's`() async throws {
        let reply = Answer.reply(text: "Take one tablet.", topic: nil)
        let medical = DraftReason(rule: "medical", sentence: "Medical.", isMedical: true)
        let decision = Self.question(Self.spoken("What can I take?")).decision(for: reply) { _, _, _ in medical }
        guard case .draft(_, _, let why, _, _) = decision else {
            Issue.record("\(decision)")
            return
        }
        #expect(why.rule == "rests_on_transcript" && why.isMedical)
    }

    @Test func `small talk that was only heard is passed over by nobody`() {
        #expect(Self.question(Self.written("Thank you")).isSmallTalk(to: .standard))
        #expect(!Self.question(Self.spoken("Thank you")).isSmallTalk(to: .standard))
        #expect(!Self.question(Self.written("Thank you"), Self.spoken("ok")).isSmallTalk(to: .standard))
    }

    @Test func `a voice note without words is what nobody can read`() async {
        let silent = Turn(author: .patient, kind: .audio, text: "", at: Self.moment)
        #expect(Self.question(silent).isUnreadable)
        let decision = await Self.question(silent).decision(of: OfflineAssistant.standard)
        guard case .handOver(.unreadable, _) = decision else {
            Issue.record("\(decision)")
            return
        }
    }

    @Test func `a photo beside it calls a person as it does beside a text`() async {
        let photo = Turn(author: .patient, kind: .image, text: "", at: Self.moment)
        let decision = await Self.question(Self.spoken("Is there parking?"), photo).decision(
            of: OfflineAssistant.standard)
        guard case .draft(_, _, _, .unreadable?, _) = decision else {
            Issue.record("\(decision)")
            return
        }
    }

    @Test func `a model is shown it as the patient's, marked, and never as an instruction`() throws {
        let question = Self.question(Self.spoken("⟦zebra⟧ Is there parking?"))
        let prompt = try #require(ModelPrompt(question))
        let request = GeminiRequest(prompt, model: "gemini-3.8-flash")
        let line = try #require(request.contents.last?.parts.last?.text)
        #expect(request.contents.last?.role == .user)
        #expect(
            line.hasPrefix("[Voice message; a machine wrote down what is said in it and may have misheard] [zebra]"))
        #expect(!request.systemInstruction.parts.contains { $0.text.contains("zebra") })
        let chat = ChatRequest(prompt, model: "m")
        #expect(chat.messages.filter { $0.role == .system }.allSatisfy { !$0.content.contains("zebra") })
    }
}
