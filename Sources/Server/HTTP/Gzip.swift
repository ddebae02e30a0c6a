import Foundation
import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPCompression

/// Compresses with the compressor that NIO has for responses.
enum Gzip {
    /// Whether the client takes an answer that is compressed.
    static func isAccepted(by headers: HTTPFields) -> Bool {
        let codings = (headers[.acceptEncoding] ?? "").lowercased().split(separator: ",").map { coding in
            coding.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        let named = codings.first { $0.first == "gzip" } ?? codings.first { $0.first == "*" }
        guard let named else { return false }
        return !named.dropFirst().contains {
            $0.hasPrefix("q=0") && $0.dropFirst(3).allSatisfy { $0 == "0" || $0 == "." }
        }
    }

    /// Nil where it fails or saves nothing.
    static func compress(_ bytes: Data) -> Data? {
        let channel = EmbeddedChannel(handler: HTTPResponseCompressor(initialByteBufferCapacity: bytes.count))
        defer { _ = try? channel.finish() }
        var request = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/")
        request.headers.add(name: "Accept-Encoding", value: "gzip")
        do {
            try channel.writeInbound(HTTPServerRequestPart.head(request))
            try channel.writeOutbound(HTTPServerResponsePart.head(HTTPResponseHead(version: .http1_1, status: .ok)))
            try channel.writeOutbound(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: bytes))))
            try channel.writeOutbound(HTTPServerResponsePart.end(nil))
            let packed = try body(of: channel)
            return packed.isEmpty || packed.count >= bytes.count ? nil : packed
        } catch {
            return nil
        }
    }

    private static func body(of channel: EmbeddedChannel) throws -> Data {
        var packed = Data()
        while let part = try channel.readOutbound(as: HTTPServerResponsePart.self) {
            switch part {
            case .head(let head) where head.headers.first(name: "Content-Encoding") != "gzip": return Data()
            case .body(.byteBuffer(let buffer)): packed.append(contentsOf: buffer.readableBytesView)
            default: break
            }
        }
        return packed
    }
}
