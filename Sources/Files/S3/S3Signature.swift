import Crypto
import FoundationEssentials

/// Signature version 4 of Amazon's web services, as every S3-compatible store asks for it.
struct S3Signature {
    let location: S3Location
    let service = "s3"

    /// The value of the header `Authorization`.
    /// - Parameters:
    ///   - path: as it is sent, percent-encoded once.
    ///   - headers: those that are signed: `host`, `x-amz-date` and `x-amz-content-sha256` among them, names in lower case.
    func authorization(method: String, path: String, query: String = "", headers: [String: String]) -> String {
        let names = headers.keys.sorted()
        let signedNames = names.joined(separator: ";")
        let lines = names.map { "\($0):\(headers[$0, default: ""])\n" }.joined()
        let request = [
            method, path, query, lines, signedNames, headers["x-amz-content-sha256", default: ""],
        ].joined(separator: "\n")
        let time = headers["x-amz-date", default: ""]
        let scope = "\(time.prefix(8))/\(location.region)/\(service)/aws4_request"
        let text = ["AWS4-HMAC-SHA256", time, scope, SHA256.hash(data: Data(request.utf8)).hex].joined(separator: "\n")
        let key = [String(time.prefix(8)), location.region, service, "aws4_request"].reduce(
            Array("AWS4\(location.secret)".utf8)
        ) { Self.code(of: $1, under: $0) }
        let signature = Self.code(of: text, under: key).hex
        return
            "AWS4-HMAC-SHA256 Credential=\(location.key)/\(scope), SignedHeaders=\(signedNames), Signature=\(signature)"
    }

    private static func code(of text: String, under key: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: key)))
    }
}

extension Sequence<UInt8> {
    /// Two lower-case digits a byte.
    var hex: String {
        map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }
}
