package import AsyncHTTPClient
package import Conversations
import JSON
package import Logging
import NIOCore
import Synchronization

/// A transcription server as OpenAI's is called, such as whisper.cpp, speaches or vLLM in the clinic's own house.
package final class TranscriptionServer: FileReader {
    /// Whisper invents words where nobody speaks, and often knows that.
    private static let silence = 0.6

    package let name: String
    package var isInHouse: Bool { true }

    private let calling: ModelCalling
    private let language: String?
    private let asking: FileAsking
    /// Learnt from the server: it tells nothing of single segments.
    private let writesWordsAlone = Mutex(false)

    /// - Parameters:
    ///   - client: should follow no redirects, since the key would go with them.
    ///   - url: with the whole path, for example `http://127.0.0.1:8080/v1/audio/transcriptions`.
    ///   - model: as the server calls it.
    ///   - language: what is spoken; nil lets the server find out.
    ///   - timeout: for everything, including the one retry and the wait before it.
    package init(
        client: HTTPClient, url: String, key: Secret?, model: String, language: String?,
        timeout: Duration = .seconds(120), logger: Logger
    ) {
        calling = ModelCalling(
            http: client, url: url, headers: key.map { [("authorization", "Bearer \($0.exposed)")] } ?? [])
        name = model
        self.language = language
        asking = FileAsking(.transcription, model: model, timeout: timeout, logger: logger)
    }

    package func reads(_ mimeType: String) -> Bool { mimeType.hasPrefix("audio/") }

    package func read(_ file: LoadedFile) async -> ReaderOutcome {
        await asking.outcome { deadline throws(ModelError) in
            let words = try await self.words(of: file, deadline)
            return ModelResponse(text: .success(words), version: nil, inputTokens: nil, outputTokens: nil)
        } words: { text throws(ModelError) in
            text
        }
    }

    private func words(of file: LoadedFile, _ deadline: NIODeadline) async throws(ModelError) -> String {
        if writesWordsAlone.withLock({ $0 }) { return try await send(file, "json", deadline) }
        do throws(ModelError) {
            return try await send(file, "verbose_json", deadline)
        } catch {
            guard error.mayBeAboutTheForm else { throw error }
            let words = try await send(file, "json", deadline)
            writesWordsAlone.withLock { $0 = true }
            return words
        }
    }

    private func send(
        _ file: LoadedFile, _ format: String, _ deadline: NIODeadline
    ) async throws(ModelError) -> String {
        let members = [("model", name), ("response_format", format)] + (language.map { [("language", $0)] } ?? [])
        let form = TranscriptionForm(file, members)
        let response = try await calling.post(form.body, type: form.type, deadline: deadline)
        guard response.status == 200 else { throw ChatFailure(response).meaning }
        return try Self.words(in: response.body)
    }

    /// What is said where somebody speaks.
    private static func words(in body: [UInt8]) throws(ModelError) -> String {
        guard let root = try? JSONElement(body, .lenient), root["error"].map({ $0.kind == .null }) ?? true,
            let whole = root["text"]?.string
        else { throw .malformed }
        let segments = root["segments"].elements
        guard segments.contains(where: { $0["text"]?.string != nil }) else { return whole }
        let spoken = segments.filter { ($0["no_speech_prob"]?.double ?? 0) < silence }
        guard spoken.count < segments.count else { return whole }
        return spoken.compactMap { $0["text"]?.string }.joined()
    }
}
