import AsyncHTTPClient
import Conversations
import Testing
import TestSupport

@testable import Assistant

@Suite(.timeLimit(.minutes(4))) struct HangingModelTests {
    @Test(arguments: [20, 200]) func `a call does not wait for those that hang`(hanging: Int) async throws {
        let steps = Array(repeating: ScriptedGemini.Step.hang, count: hanging) + [GeminiAnswers.good("At nine.")]
        try await ScriptedGemini.run(steps) { server, url in
            let client = ModelHTTP.makeClient(calls: 512)
            let gemini = GeminiAssistant(
                client: client, baseURL: url, model: "gemini-3.8-flash", key: Secret(testKey), timeout: .seconds(100),
                pause: .milliseconds(1), logger: LogRecorder().logger)
            let question = FixtureClinic.question("When do you open?")
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<hanging { group.addTask { _ = await gemini.answer(question) } }
                let all = try? await eventually("all of them hang", within: 60) {
                    server.calls.count == hanging ? true : nil
                }
                #expect(all == true)
                let start = ContinuousClock.now
                #expect(await gemini.answer(question).said == .reply(text: "At nine.", topic: nil))
                #expect(ContinuousClock.now - start < .seconds(20), "not as long as a call may hang")
                group.cancelAll()
            }
            try await client.shutdown()
        }
    }
}
