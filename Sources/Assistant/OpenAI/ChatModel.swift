package import AsyncHTTPClient
package import Conversations
package import Logging

/// A model behind an OpenAI-compatible server, such as Ollama, llama.cpp or vLLM in the clinic's own house. Whatever
/// goes wrong is an outcome with its reason.
package struct ChatModel: Answering, Model {
    private let asking: ModelAsking

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
        asking = ModelAsking(
            model, of: ChatClient(http: client, baseURL: baseURL, model: model, key: key),
            Patience(timeout: timeout, pause: pause), logger: logger)
    }

    package var name: String { asking.model }
    package var isInHouse: Bool { true }

    package func answer(_ question: Question) async -> Answer { await ask(question).answer }
    package func ask(_ question: Question) async -> ModelOutcome { await asking.ask(question) }
    package func summarise(_ stretch: Stretch) async -> ModelOutcome { await asking.summarise(stretch) }
}
