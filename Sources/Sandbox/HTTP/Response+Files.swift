import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

extension Response {
    private static let chunk = 256 * 1024

    /// The bytes of a file, read while they are sent. `mask` changes each of them, so that the file comes damaged.
    static func file(
        _ file: URL, size: Int, type: String, range: ByteRange? = nil, mask: UInt8 = 0,
        headers extra: [(HTTPField.Name, String)] = []
    ) -> Response {
        var headers: HTTPFields = [.contentType: type, .acceptRanges: "bytes"]
        for (name, value) in extra { headers[name] = value }
        var part = 0..<size
        switch range {
        case .unsatisfiable:
            return Response(status: .rangeNotSatisfiable, headers: [.contentRange: "bytes */\(size)"])
        case .part(let asked):
            part = asked
            headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(size)"
        case nil: break
        }
        return Response(
            status: range == nil ? .ok : .partialContent, headers: headers,
            body: ResponseBody(contentLength: part.count) { [part] writer in
                let handle = try FileHandle(forReadingFrom: file)
                defer { try? handle.close() }
                try handle.seek(toOffset: UInt64(part.lowerBound))
                var left = part.count
                while left > 0, let data = try handle.read(upToCount: min(left, chunk)), !data.isEmpty {
                    left -= data.count
                    try await writer.write(ByteBuffer(bytes: mask == 0 ? data : Data(data.map { $0 ^ mask })))
                }
                try await writer.finish(nil)
            })
    }
}
