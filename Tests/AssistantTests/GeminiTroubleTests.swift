import Conversations
import Logging
import Testing

@testable import Assistant

/// Every way in which Gemini can fail to answer ends with a person of the clinic.
@Suite struct GeminiTroubleTests {
    private static let stop = "{\"reply\":\"Hello\",\"needs_human\":false,\"reason\":\"answered\",\"topic\":\"\"}"

    private func candidate(_ parts: [[String: Any]], _ finish: String? = "STOP") -> ScriptedGemini.Step {
        .respond(200, GeminiAnswers.candidate(parts: parts, finish: finish))
    }

    @Test func `a complete answer is passed on with its topic`() async throws {
        let outcome = try await ask(GeminiAnswers.good("We open at nine.", topic: "opening HOURS"))
        #expect(outcome.answer.said == .reply(text: "We open at nine.", topic: "Opening hours"))
        #expect(outcome.calls.count == 1)
        #expect(outcome.log.isEmpty)
    }

    @Test func `which model answered and what it cost is told`() async throws {
        let outcome = try await ask(GeminiAnswers.good("We open at nine.", topic: "opening HOURS"))
        guard case .reply(let reply) = outcome.answer, case .model(let call) = reply.source else {
            Issue.record("\(outcome.answer)")
            return
        }
        #expect(call.model == "gemini-3.8-flash" && call.version == "m")
        #expect(call.inputTokens == 900 && call.outputTokens == 25)
        #expect(call.latency > .zero && call.latency < .seconds(20))
    }

    @Test func `a topic that the clinic does not have is not named`() async throws {
        let outcome = try await ask(GeminiAnswers.good("Hello!", topic: "Moon"))
        #expect(outcome.answer.said == .reply(text: "Hello!", topic: nil))
    }

    @Test func `thoughts are dropped and text parts are joined`() async throws {
        let half = Self.stop.index(Self.stop.startIndex, offsetBy: 12)
        let outcome = try await ask(
            candidate([
                ["text": "SECRET", "thought": true], ["text": String(Self.stop[..<half]), "thoughtSignature": "c2ln"],
                ["text": String(Self.stop[half...])],
            ]))
        #expect(outcome.answer.said == .reply(text: "Hello", topic: nil))
    }

    @Test(arguments: [
        #"{"candidates":[{"content":{"parts":[{"text":"{\"reply\":\"Hi \\ud83d\",\"needs_human\":false}"}]},"#
            + #""finishReason":"STOP"}],"usageMetadata":{"totalTokenCount":1e999}}"#,
        #"{"candidates":[],"candidates":[{"content":{"parts":{"text":"{\"reply\":\"\",\"reply\":\"Hi \ud83d\","#
            + #"\"needs_human\":false}"}},"finishReason":"STOP"}]}"#,
    ])
    func `half a character, an endless number or a name twice costs no answer`(body: String) async throws {
        #expect(try await ask(.respond(200, body)).answer.said == .reply(text: "Hi \u{FFFD}", topic: nil))
    }

    @Test(arguments: [
        (#"{"text":"SECRET","thought":"true"}"#, #""finishReason":"STOP""#),
        (#"{"text":7}"#, #""finishReason":"STOP""#),
        (#"{"text":"{\"reply\":\"Hi\",\"needs_human\":false}"}"#, #""finishReason":7"#),
        (#"{"text":"{\"reply\":\"Hi\",\"needs_human\":\"false\"}"}"#, #""finishReason":"STOP""#),
        (#"{"text":"{\"reply\":\"Hi\",\"needs_human\":false,\"reason\":7}"}"#, #""finishReason":"STOP""#),
    ])
    func `a member of another type than promised calls a human`(part: String, finish: String) async throws {
        let outcome = try await ask(.respond(200, #"{"candidates":[{"content":{"parts":[\#(part)]},\#(finish)}]}"#))
        #expect(outcome.answer == .human(.failed) && outcome.calls.count == 1)
    }

    @Test func `a prompt that is blocked without a word is blocked`() async throws {
        let good =
            #""candidates":[{"content":{"parts":[{"text":"\#(#"{\"reply\":\"Hi\",\"needs_human\":false}"#)"}]}}]"#
        let outcome = try await ask(.respond(200, #"{"promptFeedback":{"blockReason":7},\#(good)}"#))
        #expect(outcome.answer == .human(.blocked))
    }

    @Test(arguments: [
        ("asked_for_person", NeedsHuman.asked), ("medical", .unsure), ("urgent", .unsure),
        ("not_in_knowledge", .unsure),
        ("something_new", .unsure),
    ])
    func `the model hands over with a reason`(reason: String, expected: NeedsHuman) async throws {
        let outcome = try await ask(GeminiAnswers.good("Please wait.", needsHuman: true, reason: reason))
        #expect(outcome.answer == .human(expected))
    }

    @Test(arguments: ["asked_for_person", "medical", "urgent", "not_in_knowledge"])
    func `a reason for a person outweighs a model that forgot to say so`(reason: String) async throws {
        let outcome = try await ask(GeminiAnswers.good("Take two tablets.", needsHuman: false, reason: reason))
        #expect(outcome.answer == .human(reason == "asked_for_person" ? .asked : .unsure))
    }

    @Test func `an answer that leaves out needs_human is not trusted`() async throws {
        #expect(try await ask(candidate([["text": "{\"reply\":\"Hello\"}"]])).answer == .human(.unsure))
    }

    @Test func `a blank reply is a hand-over`() async throws {
        #expect(try await ask(GeminiAnswers.good(" \n ")).answer == .human(.unsure))
    }

    @Test func `a reply that shows a mark of ours is a hand-over`() async throws {
        #expect(try await ask(GeminiAnswers.good("⟦note⟧ You can come.")).answer == .human(.unsure))
    }

    @Test func `a blocked prompt is a refusal`() async throws {
        let body = GeminiAnswers.json(["promptFeedback": ["blockReason": "JAILBREAK"], "modelVersion": "m"])
        let outcome = try await ask(.respond(200, body))
        #expect(outcome.answer == .human(.blocked))
        #expect(outcome.log.map(\.level) == [.notice])
        #expect(outcome.logText.contains("JAILBREAK"))
    }

    @Test(arguments: ["SAFETY", "PROHIBITED_CONTENT", "RECITATION", "SPII"])
    func `a refused answer is a refusal even with text in it`(reason: String) async throws {
        let outcome = try await ask(candidate([["text": Self.stop]], reason))
        #expect(outcome.answer == .human(.blocked))
    }

    @Test(arguments: ["MAX_TOKENS", "OTHER", "MALFORMED_RESPONSE", "A_WORD_OF_NEXT_YEAR", nil])
    func `an answer that did not end with STOP is a failure`(reason: String?) async throws {
        let outcome = try await ask(candidate([["text": Self.stop]], reason))
        #expect(outcome.answer == .human(.failed))
        #expect(outcome.calls.count == 1)
    }

    @Test(arguments: [
        "", "{}", "[]", "<html>502</html>", "{\"candidates\":[]}", "{\"candidates\":[{\"finishReason\":\"STOP\"}]}",
        "{\"candidates\":[{\"content\":{\"role\":\"model\"},\"finishReason\":\"STOP\"}]}",
        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"unfin",
        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\",\"thought\":true}]},\"finishReason\":\"STOP\"}]}",
        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"{\\\"reply\\\":\"}]},\"finishReason\":\"STOP\"}]}",
        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hello there\"}]},\"finishReason\":\"STOP\"}]}",
    ])
    func `an empty or unreadable answer is a failure and is not asked for again`(body: String) async throws {
        let outcome = try await ask(.respond(200, body))
        #expect(outcome.answer == .human(.failed))
        #expect(outcome.calls.count == 1)
    }

    @Test func `an endless body is not read to its end`() async throws {
        let outcome = try await ask(.respond(200, String(repeating: " ", count: ModelCalling.responseLimit + 1)))
        #expect(outcome.answer == .human(.failed))
        #expect(outcome.logText.contains("too large"))
    }

    @Test func `a burst of nothing but a photo is not sent to the model`() async throws {
        let outcome = try await ask(GeminiAnswers.good("Nice."), question: FixtureClinic.question([Sent(.image)]))
        #expect(outcome.answer == .human(.unsure))
        #expect(outcome.calls.isEmpty)
    }

    @Test(arguments: [ServiceName.gemini, .server])
    func `every trouble has a reason code of its own, without any text of the service's`(service: ServiceName) {
        let errors: [ModelError] = [
            .timedOut, .cancelled, .unreachable, .badKey(status: 403), .modelNotFound, .quota(wait: nil),
            .unavailable(status: 503), .refused(status: 400, word: "GOOGLE'S WORD"), .responseTooLarge, .malformed,
            .blocked(reason: "GOOGLE'S WORD"), .stopped(reason: "GOOGLE'S WORD"), .empty, .noAnswer, .unfit(.json),
        ]
        let troubles = errors.map { ModelTrouble(service: service, error: $0) }
        let codes = troubles.map { ReasonCode.of($0) }
        #expect(Set(codes).count == errors.count)
        for (trouble, code) in zip(troubles, codes) {
            #expect(code.wholeMatch(of: /(gemini|model)_[a-z_]+(_\d{3})?/) != nil && code.hasPrefix(service.prefix))
            #expect(trouble.metadata["error.code"] == "\(code)")
        }
    }

    @Test func `without an unanswered message nothing is asked`() async throws {
        let outcome = try await ask(GeminiAnswers.good("Hello"), question: FixtureClinic.question(burst: []))
        #expect(outcome.answer == .human(.unsure))
        #expect(outcome.calls.isEmpty)
    }
}
