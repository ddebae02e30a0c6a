import AsyncHTTPClient
import Conversations
import Foundation
import Logging

@testable import Assistant

/// Bodies of Gemini's answers, as its documentation shows them.
enum GeminiAnswers {
    static func good(
        _ reply: String, needsHuman: Bool = false, reason: String = "answered", topic: String = ""
    ) -> ScriptedGemini.Step {
        let answer: [String: Any] = ["reply": reply, "needs_human": needsHuman, "reason": reason, "topic": topic]
        return .respond(200, candidate(parts: [["text": json(answer)]]))
    }

    static func candidate(parts: [[String: Any]], finish: String? = "STOP") -> String {
        var candidate: [String: Any] = ["content": ["role": "model", "parts": parts]]
        candidate["finishReason"] = finish
        let usage = ["promptTokenCount": 900, "candidatesTokenCount": 20, "thoughtsTokenCount": 5]
        return json(["candidates": [candidate], "usageMetadata": usage, "modelVersion": "m"])
    }

    static func failure(_ status: Int, _ word: String, details: [[String: Any]] = []) -> ScriptedGemini.Step {
        let error: [String: Any] = ["code": status, "message": "No.", "status": word, "details": details]
        return .respond(status, json(["error": error]))
    }

    static func quota(_ id: String, retryDelay: String?) -> ScriptedGemini.Step {
        let violations: [String: Any] = ["@type": "google.rpc.QuotaFailure", "violations": [["quotaId": id]]]
        let retry: [String: Any]? = retryDelay.map { ["@type": "google.rpc.RetryInfo", "retryDelay": $0] }
        return failure(429, "RESOURCE_EXHAUSTED", details: [violations] + (retry.map { [$0] } ?? []))
    }

    static func json(_ value: Any) -> String {
        (try? JSONSerialization.data(withJSONObject: value)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}

/// What one question led to.
struct Outcome: Sendable {
    let answer: Answer
    let calls: [ScriptedGemini.Call]
    let log: [LogRecorder.Entry]

    var logText: String { log.map { "\($0.message) \($0.metadata)" }.joined(separator: "\n") }
}

/// Asks a scripted Gemini one question.
func ask(
    _ steps: ScriptedGemini.Step..., question: Question = FixtureClinic.question("When are you open?"),
    timeout: Duration = .seconds(20)
) async throws -> Outcome {
    try await ScriptedGemini.run(steps) { server, url in
        let recorder = LogRecorder()
        let answer = try await withGemini(at: url, timeout: timeout, recorder) { await $0.answer(question) }
        return Outcome(answer: answer, calls: server.calls, log: recorder.entries)
    }
}

let testKey = "key-that-must-not-leak"

/// An assistant with short pauses and a client that neither follows redirects nor hides failed connections.
func withGemini<Value: Sendable>(
    at url: String, timeout: Duration = .seconds(20), _ recorder: LogRecorder = LogRecorder(),
    _ body: @Sendable (GeminiAssistant) async throws -> Value
) async throws -> Value {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.connectionPool.retryConnectionEstablishment = false
    let client = HTTPClient(configuration: configuration)
    let assistant = GeminiAssistant(
        client: client, baseURL: url + "/", model: "gemini-3.8-flash", key: Secret(testKey), timeout: timeout,
        pause: .milliseconds(1), logger: recorder.logger)
    let result: Result<Value, any Error>
    do { result = .success(try await body(assistant)) } catch { result = .failure(error) }
    try await client.shutdown()
    return try result.get()
}
