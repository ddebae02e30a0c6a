import Crypto
import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore

/// A file that is served as it is, or compressed where the client accepts that.
struct StaticFile: Sendable {
    static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
        "webmanifest": "application/manifest+json", "png": "image/png", "ico": "image/x-icon",
        "woff2": "font/woff2", "json": "application/json; charset=utf-8", "txt": "text/plain; charset=utf-8",
    ]

    private let plain: ByteBuffer
    private let packed: ByteBuffer?
    private let headers: HTTPFields
    private let tag: String

    init(bytes: Data, type: String) {
        plain = ByteBuffer(bytes: bytes)
        packed = Gzip.compress(bytes).map { ByteBuffer(bytes: $0) }
        tag = "W/\"\(Data(SHA256.hash(data: bytes).prefix(12)).base64EncodedString())\""
        headers = [.contentType: type, .eTag: tag, .vary: "Accept-Encoding"]
    }

    /// The file, or 304 where the client has this very version.
    func response(to request: Request, caching: String) -> Response {
        var headers = headers
        headers[.cacheControl] = caching
        let known = request.headers[.ifNoneMatch] ?? ""
        if known == "*" || known.contains(tag) { return Response(status: .notModified, headers: headers) }
        guard let packed, Gzip.isAccepted(by: request.headers) else {
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: plain))
        }
        headers[.contentEncoding] = "gzip"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: packed))
    }
}
