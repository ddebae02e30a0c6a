package import AsyncHTTPClient
package import Conversations
import FoundationEssentials
package import Logging
import NIOCore
import NIOFoundationCompat

/// The model in the house, as it looks at a picture. What it hears it is not asked: these servers take no sound in a chat.
package struct ChatReader: FileReader {
    package let name: String
    package var isInHouse: Bool { true }

    private let client: ChatClient
    private let asking: FileAsking

    /// - Parameters:
    ///   - client: should follow no redirects, since the key would go with them.
    ///   - baseURL: with the version, for example `http://127.0.0.1:11434/v1`.
    ///   - timeout: for everything, including the one retry and the wait before it.
    package init(
        client: HTTPClient, baseURL: String, model: String, key: Secret?, timeout: Duration, logger: Logger
    ) {
        name = model
        self.client = ChatClient(http: client, baseURL: baseURL, model: model, key: key)
        asking = FileAsking(.server, model: model, timeout: timeout, logger: logger)
    }

    package func reads(_ mimeType: String) -> Bool { ["image/jpeg", "image/png", "image/webp"].contains(mimeType) }

    package func read(_ file: LoadedFile) async -> ReaderOutcome {
        let request = ChatPictureRequest(file, model: name)
        return await asking.outcome { deadline throws(ModelError) in
            let response = try await client.send(request, deadline)
            return ModelResponse(response)
        } words: { text throws(ModelError) in
            let words = ModelAnswer.withoutThoughts(text)
            guard !words.isBlank else { throw .empty }
            return words
        }
    }
}

/// The body of `chat/completions` for a picture.
struct ChatPictureRequest: ModelRequest {
    struct Address: Encodable {
        /// The picture itself, as a data URL.
        let url: String
    }

    struct Part: Encodable {
        let type: String
        var text: String?
        var image_url: Address?
    }

    struct Message: Encodable {
        let role: String
        let content: [Part]
    }

    let model: String
    let messages: [Message]
    let max_tokens = 2048
    let temperature = 0
    let stream = false

    init(_ file: LoadedFile, model: String) {
        let data = Data(buffer: file.bytes).base64EncodedString()
        self.model = model
        messages = [
            Message(role: "system", content: [Part(type: "text", text: ReadingTask.instruction(.description))]),
            Message(
                role: "user",
                content: [
                    Part(type: "text", text: ReadingTask.request(.description)),
                    Part(type: "image_url", image_url: Address(url: "data:\(file.mimeType);base64,\(data)")),
                ]),
        ]
    }
}
