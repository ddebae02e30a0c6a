import Assistant
import AsyncHTTPClient
package import Conversations
import Files
package import Logging
import NIOCore
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

    /// Who reads which of patients' files, the one in the house first.
    static func makeReaders(
        _ basics: BasicSettings, client: HTTPClient, logger: Logger
    ) -> [FileReading.Kind: [any FileReader]] {
        func gemini(_ kind: FileReading.Kind) -> (any FileReader)? {
            basics.geminiAPIKey.map {
                GeminiReader(
                    kind, client: client, baseURL: basics.geminiBaseURL, model: basics.geminiModel, key: $0,
                    logger: logger)
            }
        }
        let transcriber = basics.transcriber.map {
            TranscriptionServer(
                client: client, url: $0.url, key: $0.key, model: $0.model, language: $0.language, logger: logger)
        }
        let house = basics.houseModel.flatMap { $0.seesPictures ? $0 : nil }.map {
            // Gemini may have to be asked within the same claim.
            ChatReader(
                client: client, baseURL: $0.url, model: $0.name, key: $0.key,
                timeout: min($0.timeout, .seconds(90)), logger: logger)
        }
        return [
            .transcript: transcriber.map { [$0] } ?? [gemini(.transcript)].compactMap(\.self),
            .description: [house as (any FileReader)?, gemini(.description)].compactMap(\.self),
        ]
    }

    /// Reads files of the store for those who listen to them and look at them.
    static func loader(of files: any FileStore) -> FileLoader {
        { file in
            guard let type = FileKind(rawValue: file.kind)?.mimeType else { return nil }
            var bytes = ByteBuffer()
            try await files.read(.file(file.name.uuid), 0..<file.size) { bytes.writeImmutableBuffer($0) }
            return LoadedFile(bytes: bytes, mimeType: type)
        }
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
