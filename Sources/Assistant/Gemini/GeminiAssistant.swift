package import AsyncHTTPClient
package import Conversations
package import Logging

/// A Gemini model. Whatever goes wrong ends in a hand-over with its reason.
package struct GeminiAssistant: Answering, Model {
    private let asking: ModelAsking

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
        asking = ModelAsking(
            model, of: GeminiClient(http: client, baseURL: baseURL, model: model, key: key),
            Patience(timeout: timeout, pause: pause), logger: logger)
    }

    package var name: String { asking.model }
    package var isInHouse: Bool { false }

    package func answer(_ question: Question) async -> Answer { await ask(question).answer }
    package func ask(_ question: Question) async -> ModelOutcome { await asking.ask(question) }
    package func summarise(_ stretch: Stretch) async -> ModelOutcome { await asking.summarise(stretch) }
}
