import Assistant
import AsyncHTTPClient
package import Conversations
package import Logging
import Storage

// The assistant; single commands need it, too.
extension Composition {
    /// The assistant that the settings ask for, outside of a server. Throws what `LexiconFile` throws.
    /// - Parameter ledger: counts the calls, and says whether they may be made.
    package static func withAssistant(
        _ basics: BasicSettings, ledger: any ModelLedger, logger: Logger, _ body: (any Answering) async -> Void
    ) async throws {
        let offline = try offlineAssistant()
        let client = makeModelClient()
        await body(makeAssistant(basics, offline: offline, client: client, ledger: ledger, logger: logger))
        try await client.shutdown()
    }

    /// Reads the lexicon, which every assistant needs: it also tells what is small talk. Throws what `LexiconFile` throws.
    static func offlineAssistant() throws -> OfflineAssistant { OfflineAssistant(lexicon: try LexiconFile.load()) }

    /// The models that are set, the one in the house first; without any the offline assistant.
    static func makeAssistant(
        _ basics: BasicSettings, offline: OfflineAssistant, client: HTTPClient, ledger: any ModelLedger, logger: Logger
    ) -> any Answering {
        let house = basics.houseModel.map {
            ChatModel(client: client, baseURL: $0.url, model: $0.name, key: $0.key, timeout: $0.timeout, logger: logger)
        }
        let gemini = basics.geminiAPIKey.map {
            GeminiAssistant(
                client: client, baseURL: basics.geminiBaseURL, model: basics.geminiModel, key: $0, logger: logger)
        }
        let models = [house as (any Model)?, gemini].compactMap(\.self)
        return models.isEmpty ? offline : ModelChain(models, ledger: ledger, logger: logger)
    }

    /// For all models. The caller shuts it down.
    static func makeModelClient() -> HTTPClient { ModelHTTP.makeClient(calls: ReplyWorker.places) }
}

extension Rules {
    /// Nobody else takes a reply while all models that are set may still be thinking about it.
    mutating func wait(for house: HouseModelSettings?) {
        guard let house else { return }
        // The model in the house, Gemini after it, and what is between.
        replyLease = max(replyLease, house.timeout + .seconds(30))
    }
}
