import AsyncHTTPClient
import Conversations
import FoundationEssentials
import JSON
import NIOCore
import NIOHTTP1

/// A file for Meta.
struct UploadedFile: Sendable {
    let mimeType: String
    /// In bytes.
    let size: Int64
    /// Hands out its bytes in order.
    let read: @Sendable (_ write: (ByteBuffer) async throws -> Void) async throws -> Void

    init(
        mimeType: String, size: Int64,
        read: @escaping @Sendable (_ write: (ByteBuffer) async throws -> Void) async throws -> Void
    ) {
        self.mimeType = mimeType
        self.size = size
        self.read = read
    }
}

extension CloudAPIClient {
    /// Hands a file to Meta, part by part, and returns Meta's name for it, which lives for thirty days. It may be repeated:
    /// nobody sees a file that no message names. Throws `SendError`, and what reading the file throws.
    func upload(_ file: UploadedFile, from sender: Credentials, within time: Duration) async throws -> String {
        let number = sender.phoneNumberID.text
        guard !number.isEmpty, number.utf8.allSatisfy(Self.isSafeInPath) else {
            throw SendError.notSent(.unusableAddress)
        }
        let form = UploadForm(file)
        let body = HTTPClient.Body.stream(contentLength: form.length) { writer in
            let promise = client.eventLoopGroup.any().makePromise(of: Void.self)
            promise.completeWithTask { try await form.write { try await writer.write(.byteBuffer($0)).get() } }
            return promise.futureResult
        }
        let headers: HTTPHeaders = [
            "Authorization": "Bearer \(sender.token.exposed)", "User-Agent": "shubhstra",
            "Content-Type": "multipart/form-data; boundary=\(form.boundary)",
        ]
        let request = try HTTPClient.Request(
            url: "\(root)/\(number)/media", method: .POST, headers: headers, body: body)
        let accumulator = ResponseAccumulator(request: request, maxBodySize: EvidenceCall.answerLimit)
        let response = try await client.execute(
            request: request, delegate: accumulator, deadline: .now() + TimeAmount(time)
        ).futureResult.get()
        let answer = try Self.answer(of: response)
        guard let id = Bounded.identifier(answer["id"]) else { throw SendError.uncertain(.unreadableAnswer) }
        return id
    }
}

/// The form that Meta wants, around the bytes of the file.
private struct UploadForm: Sendable {
    let boundary = "shubhstra-\(UUID().uuidString.lowercased())"
    private let file: UploadedFile

    init(_ file: UploadedFile) { self.file = file }

    var length: Int64 { Int64(head.utf8.count + tail.utf8.count) + file.size }

    func write(_ write: (ByteBuffer) async throws -> Void) async throws {
        try await write(ByteBuffer(string: head))
        try await file.read(write)
        try await write(ByteBuffer(string: tail))
    }

    private var head: String {
        field("messaging_product", "whatsapp") + field("type", file.mimeType)
            + "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\n"
            + "Content-Type: \(file.mimeType)\r\n\r\n"
    }

    private var tail: String { "\r\n--\(boundary)--\r\n" }

    private func field(_ name: String, _ value: String) -> String {
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
    }
}
