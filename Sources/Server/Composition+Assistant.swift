import Assistant
import AsyncHTTPClient
package import Conversations
package import Logging

// The assistant; single commands need it, too.
extension Composition {
    /// The assistant that the settings ask for, outside of a server. Throws as `assistantMaker` does.
    package static func withAssistant(
        _ basics: BasicSettings, logger: Logger, _ body: (any Answering) async -> Void
    ) async throws {
        let makeAssistant = try assistantMaker(basics, logger: logger)
        let client = makeModelClient()
        await body(makeAssistant(client))
        try await client.shutdown()
    }

    /// Makes the model where there is a key for it, else the offline assistant, whose lexicon is read here: throws what
    /// `LexiconFile` throws.
    static func assistantMaker(
        _ basics: BasicSettings, logger: Logger
    ) throws -> (HTTPClient) -> any Answering {
        guard let key = basics.geminiAPIKey else {
            let offline = OfflineAssistant(lexicon: try LexiconFile.load())
            return { _ in offline }
        }
        return { client in
            GeminiAssistant(
                client: client, baseURL: basics.geminiBaseURL, model: basics.geminiModel, key: key, logger: logger)
        }
    }

    /// For Gemini. The caller shuts it down.
    static func makeModelClient() -> HTTPClient { GeminiAssistant.makeHTTPClient(calls: ReplyWorker.places) }
}
