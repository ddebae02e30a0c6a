import Assistant
import AsyncHTTPClient
package import Conversations
package import Logging

// The assistant; single commands need it, too.
extension Composition {
    /// The assistant that the settings ask for, outside of a server.
    package static func withAssistant(
        _ basics: BasicSettings, logger: Logger, _ body: (any Answering) async -> Void
    ) async throws {
        let client = makeModelClient()
        await body(makeAssistant(basics, client: client, logger: logger))
        try await client.shutdown()
    }

    /// The model where there is a key for it, else the offline assistant.
    static func makeAssistant(
        _ basics: BasicSettings, client: HTTPClient, logger: Logger
    ) -> any Answering {
        guard let key = basics.geminiAPIKey else { return OfflineAssistant() }
        return GeminiAssistant(
            client: client, baseURL: basics.geminiBaseURL, model: basics.geminiModel, key: key, logger: logger)
    }

    /// For Gemini. The caller shuts it down.
    static func makeModelClient() -> HTTPClient { GeminiAssistant.makeHTTPClient(calls: ReplyWorker.places) }
}
