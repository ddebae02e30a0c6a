import Files
import Hummingbird
import NIOCore

/// A form with a file that is to be sent; its parts come in any order.
struct FileForm {
    /// What is read beside the file.
    struct Fields: Sendable {
        let names: Set<String>
        /// Of one field, in bytes.
        let limit: Int

        init(_ names: Set<String>, limit: Int) {
            self.names = names
            self.limit = limit
        }
    }

    private(set) var file: MultipartHead?
    private var values: [String: String] = [:]

    /// Reads the form, and writes the file into the draft. Throws an `APIError`.
    static func read(_ request: Request, _ fields: Fields, into draft: FileDraft) async throws -> FileForm {
        let type = HeaderParameters(request.headers[.contentType] ?? "")
        guard type.word == "multipart/form-data", let boundary = type["boundary"],
            (1...70).contains(boundary.utf8.count)
        else { throw APIError.notFormType }
        if let length = request.headers[.contentLength].flatMap(Int64.init), length > UploadCall.bodyLimit {
            throw APIError.tooLarge
        }
        do {
            var reader = MultipartReader(request.body, boundary: boundary)
            var form = FileForm()
            while let head = try await reader.next() { try await form.read(head, fields, &reader, into: draft) }
            return form
        } catch let error as APIError {
            throw error
        } catch MultipartFault.malformed, MultipartFault.tooManyParts {
            throw APIError.notAForm
        } catch is RequestTooSlow {
            throw APIError.tooSlow
        } catch {
            throw APIError.unreadableBody
        }
    }

    private mutating func read(
        _ head: MultipartHead, _ fields: Fields, _ reader: inout MultipartReader<RequestBody>, into draft: FileDraft
    ) async throws {
        if head.name == "file" {
            guard file == nil else { throw APIError.outOfRange("file", "one file") }
            file = head
            return try await reader.readPart { try await Self.keep($0, in: draft) }
        }
        guard fields.names.contains(head.name) else { return }
        var bytes: [UInt8] = []
        try await reader.readPart { part in
            guard bytes.count + part.readableBytes <= fields.limit else {
                throw APIError.outOfRange(head.name, "shorter")
            }
            bytes.append(contentsOf: part.readableBytesView)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw APIError.notAForm }
        values[head.name] = text
    }

    private static func keep(_ part: ByteBuffer, in draft: FileDraft) async throws {
        do {
            try await draft.write(part)
        } catch FilesError.tooLarge {
            throw APIError.tooLarge
        } catch {
            throw APIError.notKept
        }
    }

    subscript(name: String) -> String? { values[name] }

    /// Throws 400 where it is missing.
    func text(_ name: String) throws(APIError) -> String {
        guard let text = values[name] else { throw .missing(name) }
        return text
    }
}

extension APIError {
    fileprivate static let notFormType = APIError(
        .unsupportedMediaType, "not_form_type", "Send the file with Content-Type: multipart/form-data.")
    fileprivate static let notAForm = APIError(
        .badRequest, "not_a_form", "The body is not a form of parts, or it ends too early.")
}
