package import AsyncHTTPClient
package import Conversations
package import Logging
import NIOCore

/// The assistant that asks a Gemini model. Whatever goes wrong ends in a hand-over with its reason.
package struct GeminiAssistant: Answering, Model {
    private let gemini: GeminiClient
    private let model: String
    private let patience: Patience

    /// - Parameters:
    ///   - client: should follow no redirects, since the key would go with them.
    ///   - baseURL: without the version, for example `https://generativelanguage.googleapis.com`.
    ///   - timeout: for everything, including the one retry and the wait before it.
    package init(
        client: HTTPClient, baseURL: String, model: String, key: Secret, timeout: Duration = .seconds(20),
        logger: Logger
    ) {
        self.init(
            client: client, baseURL: baseURL, model: model, key: key, timeout: timeout, pause: .milliseconds(700),
            logger: logger)
    }

    /// - Parameter pause: the longest wait, and twice the shortest, before a retry for which Google names no time.
    init(
        client: HTTPClient, baseURL: String, model: String, key: Secret, timeout: Duration, pause: Duration,
        logger: Logger
    ) {
        gemini = GeminiClient(http: client, baseURL: baseURL, model: model, key: key)
        self.model = model
        var logger = logger
        logger[metadataKey: "gemini.model"] = "\(model)"
        patience = Patience(timeout: timeout, pause: pause, logger: logger)
    }

    package var name: String { model }
    package var isInHouse: Bool { false }

    package func answer(_ question: Question) async -> Answer { await ask(question).answer }

    package func ask(_ question: Question) async -> ModelOutcome {
        guard let request = GeminiRequest(question, model: model) else { return ModelOutcome(.declined(.unsure)) }
        var used: (input: Int64?, output: Int64?)
        do throws(GeminiError) {
            let begun = ContinuousClock.now
            let response = try await patience.run { deadline throws(GeminiError) in
                try await complete(request, deadline)
            }
            used = (response.inputTokens, response.outputTokens)
            guard let answer = ModelAnswer(try response.text()) else { throw .malformed }
            let call = ModelCall(
                model: model, version: response.version, latency: .now - begun, inputTokens: response.inputTokens,
                outputTokens: response.outputTokens)
            do {
                let made = try answer.answer(topics: question.topics, by: call)
                return ModelOutcome(.answered(made), inputTokens: used.input, outputTokens: used.output)
            } catch {
                throw .unfit(error)
            }
        } catch {
            patience.logger.log(level: error.level, error.logMessage, metadata: error.metadata)
            return ModelOutcome(error.kind, inputTokens: used.input, outputTokens: used.output)
        }
    }

    private func complete(
        _ request: GeminiRequest, _ deadline: NIODeadline
    ) async throws(GeminiError) -> GeminiResponse {
        let response = try await gemini.generate(request, deadline: deadline)
        // Throws here, where another try may help.
        _ = try response.text()
        return response
    }
}
