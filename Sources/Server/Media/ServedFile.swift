import Conversations
import Files
import HTTPTypes
import Hummingbird
import NIOCore

/// A file of the store as an answer: whole, a part of it, or the news that the client has it already.
struct ServedFile: Sendable {
    let key: FileKey
    let size: Int64
    let type: String
    let disposition: String

    func response(to request: Request, from files: any FileStore, over channel: any Channel) -> Response {
        // What is kept under a name never changes.
        let tag = "\"\(FileName(key.name))\(key.isThumbnail ? "-small" : "")\""
        var headers: HTTPFields = [
            .contentType: type, .contentDisposition: disposition, .eTag: tag, .acceptRanges: "bytes",
            .cacheControl: "private, no-cache",
        ]
        if let known = request.headers[.ifNoneMatch], known == "*" || known.contains(tag) {
            return Response(status: .notModified, headers: headers)
        }
        let isSame = request.headers[.ifRange].map { $0 == tag } ?? true
        switch ByteRange(isSame ? request.headers[.range] : nil, size: size) {
        case .whole: return Response(status: .ok, headers: headers, body: body(0..<size, from: files, over: channel))
        case .part(let range):
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
            return Response(status: .partialContent, headers: headers, body: body(range, from: files, over: channel))
        case .outside:
            return Response(status: .rangeNotSatisfiable, headers: [.contentRange: "bytes */\(size)"])
        }
    }

    private func body(_ range: Range<Int64>, from files: any FileStore, over channel: any Channel) -> ResponseBody {
        ResponseBody(contentLength: Int(range.count)) { writer in
            try await files.read(key, range) { part in
                try await writer.write(part)
                // Only the event loop knows whether the client keeps up. Without waiting for it a disk hands over much of a
                // file before the writer is told to wait.
                try await channel.eventLoop.submit {}.get()
            }
            try await writer.finish(nil)
        }
    }
}
