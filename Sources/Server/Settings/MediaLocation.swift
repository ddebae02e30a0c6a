package import Files

/// Where the files of messages are kept.
package enum MediaLocation: Sendable {
    case folder(path: String)
    case bucket(S3Location)

    /// `file:PATH` or `s3://KEY:SECRET@host/bucket?region=…`; nil where it is neither.
    package init?(_ text: String) {
        if text.hasPrefix("s3://") {
            guard let location = S3Location(text) else { return nil }
            self = .bucket(location)
        } else {
            guard text.hasPrefix("file:") else { return nil }
            var path = text.dropFirst("file:".count)
            if path.hasPrefix("//") {
                guard path.hasPrefix("///") else { return nil }
                path = path.dropFirst(2)
            }
            while path.count > 1, path.hasSuffix("/") { path = path.dropLast() }
            guard !path.isEmpty, path != "/", !path.contains("\0") else { return nil }
            self = .folder(path: String(path))
        }
    }
}
