import Assistant
import AsyncHTTPClient
package import Conversations
package import Logging

// The assistant; single commands need it, too.
extension Composition {
    /// The assistant that the settings ask for, outside of a server. Throws what `LexiconFile` throws.
    package static func withAssistant(
        _ basics: BasicSettings, logger: Logger, _ body: (any Answering) async -> Void
    ) async throws {
        let offline = try offlineAssistant()
        let client = makeModelClient()
        await body(makeAssistant(basics, offline: offline, client: client, logger: logger))
        try await client.shutdown()
    }

    /// Reads the lexicon, which every assistant needs: it also tells what is small talk. Throws what `LexiconFile` throws.
    static func offlineAssistant() throws -> OfflineAssistant { OfflineAssistant(lexicon: try LexiconFile.load()) }

    /// The model where there is a key for it, else the offline assistant.
    static func makeAssistant(
        _ basics: BasicSettings, offline: OfflineAssistant, client: HTTPClient, logger: Logger
    ) -> any Answering {
        guard let key = basics.geminiAPIKey else { return offline }
        return GeminiAssistant(
            client: client, baseURL: basics.geminiBaseURL, model: basics.geminiModel, key: key, logger: logger)
    }

    /// For Gemini. The caller shuts it down.
    static func makeModelClient() -> HTTPClient { GeminiAssistant.makeHTTPClient(calls: ReplyWorker.places) }
}
