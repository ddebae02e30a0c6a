import FoundationEssentials

/// A bucket and who may use it, as one address: `s3://KEY:SECRET@host:port/bucket?region=ap-south-1`. Key and secret are
/// percent-encoded.
package struct S3Location: Sendable {
    package let bucket: String
    package let region: String
    let host: String
    let port: Int?
    let key: String
    let secret: String

    /// Nil where something is missing or is no part of such an address.
    package init?(_ text: String) {
        guard let url = URLComponents(string: text), url.scheme == "s3", let host = url.host, !host.isEmpty,
            let key = url.user, !key.isEmpty, let secret = url.password, !secret.isEmpty, url.fragment == nil
        else { return nil }
        let bucket = url.path.dropFirst()
        guard (3...63).contains(bucket.utf8.count), bucket.utf8.allSatisfy(Self.isNameByte) else { return nil }
        let items = url.queryItems ?? []
        guard items.allSatisfy({ $0.name == "region" }), items.count <= 1 else { return nil }
        self.bucket = String(bucket)
        region = items.first?.value ?? "us-east-1"
        self.host = host
        port = url.port
        self.key = key
        self.secret = secret
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
            UInt8(ascii: "."):
            true
        default: false
        }
    }

    /// Bytes of patients go over the network encrypted, unless it is this machine's own.
    private var isLoopback: Bool {
        if ["localhost", "[::1]", "::1"].contains(host) { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    var hostAndPort: String { port.map { "\(host):\($0)" } ?? host }
    var origin: String { (isLoopback ? "http://" : "https://") + hostAndPort }
}

extension S3Location: CustomStringConvertible, CustomReflectable {
    /// Neither key nor secret.
    package var description: String { "s3://\(hostAndPort)/\(bucket)" }
    package var customMirror: Mirror { Mirror(self, children: ["address": description]) }
}
