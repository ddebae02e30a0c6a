package import AsyncHTTPClient
package import Conversations
import FoundationEssentials
import JSON
package import Logging
import NIOCore
import NIOFoundationCompat

/// Gemini, as it listens to a voice note or looks at a picture. The file travels within the request and is kept nowhere.
package struct GeminiReader: FileReader {
    private let gemini: GeminiClient
    private let model: String
    private let kind: FileReading.Kind
    private let asking: FileAsking

    /// - Parameters:
    ///   - client: should follow no redirects, since the key would go with them.
    ///   - baseURL: without the version, for example `https://generativelanguage.googleapis.com`.
    ///   - timeout: for everything, including the one retry and the wait before it.
    package init(
        _ kind: FileReading.Kind, client: HTTPClient, baseURL: String, model: String, key: Secret,
        timeout: Duration = .seconds(45), logger: Logger
    ) {
        gemini = GeminiClient(http: client, baseURL: baseURL, model: model, key: key)
        self.model = model
        self.kind = kind
        asking = FileAsking(.gemini, model: model, timeout: timeout, logger: logger)
    }

    package var name: String { model }
    package var isInHouse: Bool { false }

    package func reads(_ mimeType: String) -> Bool { Self.types[kind]?[mimeType] != nil }

    /// Google's name for each type that it takes.
    private static let types: [FileReading.Kind: [String: String]] = [
        .transcript: ["audio/ogg": "audio/ogg", "audio/mpeg": "audio/mp3", "audio/aac": "audio/aac"],
        .description: ["image/jpeg": "image/jpeg", "image/png": "image/png", "image/webp": "image/webp"],
    ]

    package func read(_ file: LoadedFile) async -> ReaderOutcome {
        guard let type = Self.types[kind]?[file.mimeType] else { return ReaderOutcome(.declined) }
        let request = GeminiReadingRequest(file.bytes, type, kind, model: model)
        return await asking.outcome { deadline throws(ModelError) in
            let response = try await gemini.generate(request, deadline: deadline)
            return ModelResponse(response)
        } words: { text throws(ModelError) in
            let answer = try? JSONElement(Array(text.utf8), .lenient)
            guard let words = answer?["words"]?.string else { throw .malformed }
            return words
        }
    }
}

/// The body of `generateContent` for a file.
struct GeminiReadingRequest: ModelRequest {
    struct Blob: Encodable {
        let mimeType: String
        /// Base64.
        let data: String
    }

    struct Part: Encodable {
        var text: String?
        var inlineData: Blob?
    }

    struct Content: Encodable {
        let role: String?
        let parts: [Part]
    }

    struct Schema: Encodable {
        struct Property: Encodable {
            let type = "string"
            let description: String
        }

        let type = "object"
        let properties: [String: Property]
        let required = ["words"]
    }

    struct Configuration: Encodable {
        /// Thoughts count against it.
        let maxOutputTokens = 16_384
        let responseMimeType = "application/json"
        let responseJsonSchema: Schema
        let thinkingConfig: GeminiRequest.Thinking?
    }

    let systemInstruction: Content
    let contents: [Content]
    let generationConfig: Configuration

    init(_ bytes: ByteBuffer, _ type: String, _ kind: FileReading.Kind, model: String) {
        let blob = Blob(mimeType: type, data: Data(buffer: bytes).base64EncodedString())
        systemInstruction = Content(role: nil, parts: [Part(text: ReadingTask.instruction(kind))])
        contents = [Content(role: "user", parts: [Part(inlineData: blob), Part(text: ReadingTask.request(kind))])]
        generationConfig = Configuration(
            responseJsonSchema: Schema(properties: ["words": .init(description: "What you write; may be empty.")]),
            thinkingConfig: GeminiRequest.Thinking(of: model))
    }
}
