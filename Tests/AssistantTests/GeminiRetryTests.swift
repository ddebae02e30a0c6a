import Conversations
import Logging
import Testing

@testable import Assistant

/// What is asked twice, what is not, and what the operator is told.
@Suite struct GeminiRetryTests {
    private static let perMinute = "GenerateRequestsPerMinutePerProjectPerModel-FreeTier"
    private static let perDay = "GenerateRequestsPerDayPerProjectPerModel-FreeTier"
    private static let answered = Answer.reply(text: "Nine to six.", topic: nil)

    @Test(arguments: [499, 500, 503, 504])
    func `a passing fault is asked once more`(status: Int) async throws {
        let outcome = try await ask(GeminiAnswers.failure(status, "UNAVAILABLE"), GeminiAnswers.good("Nine to six."))
        #expect(outcome.answer.said == Self.answered)
        #expect(outcome.calls.count == 2)
        #expect(outcome.calls.first?.body == outcome.calls.last?.body)
    }

    @Test func `a fault that stays is asked twice and no more`() async throws {
        let outcome = try await ask(GeminiAnswers.failure(503, "UNAVAILABLE"))
        #expect(outcome.answer == .human(.failed))
        #expect(outcome.calls.count == 2)
        #expect(outcome.log.last?.level == .warning)
    }

    @Test(arguments: [400, 402, 404, 408, 413, 502])
    func `a refusal is not asked again`(status: Int) async throws {
        let outcome = try await ask(GeminiAnswers.failure(status, "INVALID_ARGUMENT"))
        #expect(outcome.answer == .human(.failed))
        #expect(outcome.calls.count == 1)
        #expect(outcome.log.last?.level == .error)
    }

    @Test func `a quota of the minute is waited for`() async throws {
        let outcome = try await ask(
            GeminiAnswers.quota(Self.perMinute, retryDelay: "0.01s"), GeminiAnswers.good("Nine to six."))
        #expect(outcome.answer.said == Self.answered)
        #expect(outcome.calls.count == 2)
    }

    @Test(arguments: [
        (GeminiRetryTests.perMinute, "37s"), (GeminiRetryTests.perDay, "0.01s"), (GeminiRetryTests.perMinute, nil),
        (GeminiRetryTests.perMinute, "soon"),
    ])
    func `a quota that cannot be waited for is a failure at once`(quota: String, delay: String?) async throws {
        let outcome = try await ask(GeminiAnswers.quota(quota, retryDelay: delay))
        #expect(outcome.answer == .human(.failed))
        #expect(outcome.calls.count == 1)
        #expect(outcome.log.last?.level == .warning)
    }

    @Test func `a connection that is cut is tried once more`() async throws {
        let outcome = try await ask(.cut, GeminiAnswers.good("Nine to six."))
        #expect(outcome.answer.said == Self.answered)
        #expect(outcome.calls.count == 2)
    }

    @Test func `a server that is not there is a failure`() async throws {
        let recorder = LogRecorder()
        let url = try await ScriptedGemini.run([.hang]) { _, url in url }
        let answer = try await withGemini(at: url, recorder) { await $0.answer(FixtureClinic.question("Hello?")) }
        #expect(answer == .human(.failed))
        #expect(recorder.entries.last?.message.contains("GEMINI_BASE_URL") == true)
    }

    @Test(arguments: [ScriptedGemini.Step.hang, .hangInBody])
    func `a model that does not answer in time is a failure`(step: ScriptedGemini.Step) async throws {
        let outcome = try await ask(step, timeout: .milliseconds(500))
        #expect(outcome.answer == .human(.failed))
        // On a busy machine the time may be over before the call has arrived.
        #expect(outcome.calls.count <= 1)
        #expect(outcome.logText.contains("in time"))
    }

    @Test func `an unknown model is told with the name of the setting`() async throws {
        let outcome = try await ask(GeminiAnswers.failure(404, "NOT_FOUND"))
        #expect(outcome.log.map(\.level) == [.error])
        #expect(outcome.logText.contains("GEMINI_MODEL") && outcome.logText.contains("gemini-3.8-flash"))
    }

    @Test(arguments: [400, 401, 403])
    func `a wrong key is told with the name of the setting and never with its value`(status: Int) async throws {
        let details: [[String: Any]] = [["@type": "google.rpc.ErrorInfo", "reason": "API_KEY_INVALID"]]
        let outcome = try await ask(GeminiAnswers.failure(status, "INVALID_ARGUMENT", details: details))
        #expect(outcome.calls.count == 1)
        #expect(outcome.logText.contains("GEMINI_API_KEY"))
        #expect(!outcome.logText.contains(testKey))
    }

    @Test func `a cancelled question ends as a failure without an error in the log`() async throws {
        let recorder = LogRecorder()
        let answer = try await ScriptedGemini.run([.hang]) { server, url in
            try await withGemini(at: url, recorder) { assistant in
                await withTaskGroup(of: Answer.self) { group in
                    group.addTask { await assistant.answer(FixtureClinic.question("Hello?")) }
                    await server.firstCall()
                    group.cancelAll()
                    return await group.next() ?? .human(.unsure)
                }
            }
        }
        #expect(answer == .human(.failed))
        #expect(recorder.entries.allSatisfy { $0.level < .warning })
    }
}
