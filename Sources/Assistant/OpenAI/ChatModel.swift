package import AsyncHTTPClient
package import Conversations
package import Logging
import NIOCore

/// A model behind an OpenAI-compatible server, such as Ollama, llama.cpp or vLLM in the clinic's own house. Whatever
/// goes wrong is an outcome with its reason.
package struct ChatModel: Answering, Model {
    package let name: String
    package var isInHouse: Bool { true }

    private let client: ChatClient
    private let patience: Patience

    /// - Parameters:
    ///   - client: should follow no redirects, since the key would go with them.
    ///   - baseURL: with the version, for example `http://127.0.0.1:11434/v1`.
    ///   - timeout: for everything, including the one retry and the wait before it.
    package init(
        client: HTTPClient, baseURL: String, model: String, key: Secret?, timeout: Duration, logger: Logger
    ) {
        self.init(
            client: client, baseURL: baseURL, model: model, key: key, timeout: timeout, pause: .milliseconds(700),
            logger: logger)
    }

    init(
        client: HTTPClient, baseURL: String, model: String, key: Secret?, timeout: Duration, pause: Duration,
        logger: Logger
    ) {
        name = model
        self.client = ChatClient(http: client, baseURL: baseURL, key: key)
        var logger = logger
        logger[metadataKey: "model.name"] = "\(model)"
        patience = Patience(timeout: timeout, pause: pause, logger: logger)
    }

    package func answer(_ question: Question) async -> Answer { await ask(question).answer }

    package func ask(_ question: Question) async -> ModelOutcome {
        guard let request = ChatRequest(question, model: name) else { return ModelOutcome(.declined(.unsure)) }
        var used: (input: Int64?, output: Int64?)
        do throws(ChatError) {
            let begun = ContinuousClock.now
            let response = try await patience.run { deadline throws(ChatError) in
                try await client.complete(request, deadline: deadline)
            }
            used = (response.inputTokens, response.outputTokens)
            guard let answer = ModelAnswer(within: try response.text()) else { throw .noAnswer }
            let call = ModelCall(
                model: name, version: response.version, latency: .now - begun, inputTokens: used.input,
                outputTokens: used.output)
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
}
