import HTTPTypes
import Hummingbird
import HummingbirdCore

extension GraphAPI {
    private static let megabyte = 1024 * 1024

    /// The limit in bytes for a type of file that Meta accepts; nil for other types. The sandbox itself keeps at most
    /// 16 MB.
    private static func limit(of mimeType: String) -> Int? {
        switch mimeType {
        case "audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg": 16 * megabyte
        case "image/jpeg", "image/png": 5 * megabyte
        case "image/webp": 500 * 1024
        case "video/mp4", "video/3gpp": 16 * megabyte
        case "text/plain", "application/pdf", "application/msword", "application/vnd.ms-excel",
            "application/vnd.ms-powerpoint",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation":
            MediaStore.byteLimit
        default: nil
        }
    }

    private var links: MediaLink { MediaLink(world.configuration) }

    func upload(_ exchange: Exchange, _ clinic: SandboxClinic) async throws -> Response {
        guard let form = MultipartForm(exchange.body, contentType: exchange.contentType) else {
            throw GraphError.invalid("The body must be multipart/form-data.")
        }
        guard form.part("messaging_product")?.bytes.elementsEqual("whatsapp".utf8) == true else {
            throw GraphError.missing("messaging_product must be 'whatsapp'.")
        }
        guard let file = form.part("file"), file.filename != nil else { throw GraphError.missing("file is missing.") }
        let type = (file.contentType ?? "").prefix { $0 != ";" }.lowercased()
        guard let limit = Self.limit(of: type) else {
            throw GraphError.invalid("Param file must be a file with one of the supported types, not '\(type)'.")
        }
        guard !file.bytes.isEmpty, file.bytes.count <= limit else {
            throw GraphError.invalid("Param file must have 1 to \(limit) bytes.")
        }
        let item = await world.keep(Array(file.bytes), mimeType: file.contentType ?? type)
        return .json(["id": .string(item.id)])
    }

    func mediaItem(_ id: String, _ exchange: Exchange) async throws -> Response {
        if let owner = exchange.query("phone_number_id") {
            guard await world.clinic(owner) != nil else { throw GraphError.noObject(owner) }
        }
        guard let item = await world.mediaItem(id) else { throw GraphError.noObject(id) }
        let fault = await world.takeMediaFault(.mediaGone, .mediaError, .mediaForeignURL)
        if fault?.kind == .mediaGone { throw GraphError.noObject(id) }
        if fault?.kind == .mediaError { throw GraphError(code: fault?.code ?? 131_000, httpStatus: fault?.httpStatus) }
        let origin = fault?.kind == .mediaForeignURL ? "https://files.example" : exchange.origin
        return .json([
            "messaging_product": "whatsapp", "url": .string(origin + links.path(of: item.id)),
            "mime_type": .string(item.mimeType), "sha256": .string(item.digest.hex),
            "file_size": .integer(item.bytes.count), "id": .string(item.id),
        ])
    }

    /// The file behind a URL from `mediaItem` or from a webhook. Needs the bearer token, as Meta's does.
    func download(_ exchange: Exchange) async -> Response {
        let token = world.configuration.accessToken
        guard let bearer = exchange.bearer, !bearer.isEmpty, token == nil || token == bearer else {
            return .error(.badToken)
        }
        guard let id = exchange.query("mid"), let item = await world.mediaItem(id),
            links.isAlive(id, end: exchange.query("ext"), hash: exchange.query("hash"))
        else {
            return Response(status: .notFound)
        }
        switch await world.takeMediaFault(.mediaDeadURL, .mediaDamaged, .mediaRedirect, .mediaFailure)?.kind {
        case .mediaDeadURL: return Response(status: .notFound)
        case .mediaFailure: return .htmlErrorPage(status: 500)
        case .mediaDamaged: return .bytes(item.bytes.map { $0 ^ 0x55 }, type: item.mimeType)
        case .mediaRedirect:
            return Response(status: .found, headers: [.location: exchange.origin + links.path(of: item.id)])
        default: break
        }
        return .bytes(item.bytes, type: item.mimeType, headers: [(.contentDisposition, "attachment")])
    }
}
