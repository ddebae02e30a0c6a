import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// A JSON answer that no cache keeps.
    static func json(_ body: some Encodable, status: HTTPResponse.Status = .ok) -> Response {
        answer(bytes(of: body), status)
    }

    /// The same, compressed where the client takes that. Only for what is about one patient: how well a text compresses
    /// tells how much it has in common with what stands beside it, and a patient can write a text
    /// (docs/decisions/0023).
    static func json(
        ofOnePatient body: some Encodable, to request: Request, status: HTTPResponse.Status = .ok
    ) -> Response {
        let data = bytes(of: body)
        let isWorthIt = data.map { packable.contains($0.count) } ?? false
        let packed = isWorthIt && Gzip.isAccepted(by: request.headers) ? data.flatMap(Gzip.compress) : nil
        var response = answer(packed ?? data, status)
        response.headers[.vary] = "Accept-Encoding"
        if packed != nil { response.headers[.contentEncoding] = "gzip" }
        return response
    }

    /// Below it hardly anything is saved, above it would take some ten milliseconds of a core.
    private static let packable = 800...262_144

    /// Nil never: every body is a struct of texts, integers and booleans, in which nothing can fail to be written.
    private static func bytes(of body: some Encodable) -> Data? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        return try? encoder.encode(body)
    }

    private static func answer(_ data: Data?, _ status: HTTPResponse.Status) -> Response {
        guard let data else { return Response(status: .internalServerError) }
        return Response(
            status: status,
            headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
    }

    static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    static func redirect(to path: String) -> Response {
        Response(status: .found, headers: [.location: path, .cacheControl: "no-store"])
    }
}

/// `{"success":true}`
struct SuccessBody: Encodable {
    let success = true
}
