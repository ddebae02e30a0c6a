import HTTPTypes
import Hummingbird
import JSON
import NIOCore

extension Request {
    /// The largest body that the API reads, in bytes.
    static let bodyLimit = 64 * 1024

    /// The whole body. Throws `APIError.tooLarge` above `limit` bytes, even where no length was announced.
    func bytes(upTo limit: Int) async throws -> [UInt8] {
        let announced = headers[.contentLength].flatMap(Int.init) ?? 0
        guard announced <= limit else { throw APIError.tooLarge }
        do {
            var bytes: [UInt8] = []
            // Growing would copy it several times. What is never written costs no memory.
            bytes.reserveCapacity(announced)
            for try await part in body {
                guard bytes.count + part.readableBytes <= limit else { throw APIError.tooLarge }
                bytes.append(contentsOf: part.readableBytesView)
            }
            return bytes
        } catch let error as APIError {
            throw error
        } catch is RequestTooSlow {
            throw APIError.tooSlow
        } catch {
            // The connection broke, or what came isn't an HTTP body.
            throw APIError.unreadableBody
        }
    }

    /// The JSON body. Throws an `APIError` that names what is wrong with it.
    func read<Body: JSONRequest>(_ type: Body.Type) async throws -> Body {
        guard hasJSONType else { throw APIError.notJSONType }
        return try type.init(json: try await bytes(upTo: Self.bodyLimit))
    }

    private var hasJSONType: Bool {
        let type = headers[.contentType]?.split(separator: ";").first ?? ""
        return type.trimmingPrefix(while: \.isWhitespace).lowercased().filter { !$0.isWhitespace }
            == "application/json"
    }
}

extension APIError {
    /// Says what is wrong with a body without repeating any of it.
    init(_ fault: JSONFault) {
        let sentence =
            switch fault {
            case .empty: "The body is empty."
            case .notUTF8: "The body is not UTF-8."
            case .endsEarly: "The body is not valid JSON: it ends too early."
            case .tooLong: "The body is too long."
            case .tooDeep: "The body is nested too deeply."
            case .halfCharacter: "The body is not valid JSON: an escape in it is half a character."
            case .unexpected(let at): "The body is not valid JSON: byte \(at) cannot stand there."
            }
        self.init(.badRequest, "not_json", sentence)
    }
}
