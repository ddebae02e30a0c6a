import Crypto
import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdCore

extension GraphAPI {
    private var links: MediaLink { MediaLink(world.configuration) }

    func upload(_ exchange: Exchange, _ clinic: SandboxClinic) async throws -> Response {
        var record = SandboxUpload(phoneNumberID: clinic.phoneNumberID, userAgent: exchange.userAgent)
        do {
            return try await upload(exchange, clinic, &record)
        } catch let error as GraphError {
            record.outcome = .refused
            record.code = error.code
            record.details = error.details
            await world.note(upload: record)
            throw error
        }
    }

    private func upload(
        _ exchange: Exchange, _ clinic: SandboxClinic, _ record: inout SandboxUpload
    ) async throws -> Response {
        let file = try form(exchange)
        let type = file.contentType ?? ""
        record.filename = file.filename
        record.mimeType = type
        record.size = file.bytes.count
        record.digest = Array(SHA256.hash(data: file.bytes))
        try check(file)
        let fault = await world.takeFileFault(.uploadError, .uploadFailure, .uploadCut)
        await exchange.pause(fault?.delaySeconds ?? 0)
        if fault?.kind == .uploadError { throw GraphError(code: fault?.code ?? 131_000, httpStatus: fault?.httpStatus) }
        if fault?.kind == .uploadFailure {
            record.outcome = .html
            await world.note(upload: record)
            return .htmlErrorPage(status: fault?.httpStatus ?? 500)
        }
        let item = try await world.keep(
            file.bytes, mimeType: type, filename: file.filename, owner: clinic.phoneNumberID)
        record.mediaID = item.id
        if fault?.kind == .uploadCut { record.outcome = .cut }
        await world.note(upload: record)
        if record.outcome == .cut { exchange.cut() }
        return .json(["id": .string(item.id)])
    }

    private func form(_ exchange: Exchange) throws(GraphError) -> MultipartForm.Part {
        guard let form = MultipartForm(exchange.body, contentType: exchange.contentType) else {
            throw .invalid("The body must be multipart/form-data.")
        }
        guard form.part("messaging_product")?.bytes.elementsEqual("whatsapp".utf8) == true else {
            throw .missing("messaging_product must be 'whatsapp'.")
        }
        guard let file = form.part("file"), file.filename != nil else { throw .missing("file is missing.") }
        return file
    }

    private func check(_ file: MultipartForm.Part) throws(GraphError) {
        let type = MediaKind.plainType(file.contentType ?? "")
        guard let kind = MediaKind.of(type) else {
            throw .invalid("Param file must be a file with one of the supported types, not '\(type)'.")
        }
        guard (1...kind.byteLimit).contains(file.bytes.count) else {
            throw .invalid("Param file must have 1 to \(kind.byteLimit) bytes, it has \(file.bytes.count).")
        }
    }

    func mediaItem(_ id: String, _ exchange: Exchange) async throws -> Response {
        let asking = exchange.query("phone_number_id")
        if let asking {
            guard await world.clinic(asking) != nil else { throw GraphError.noObject(asking) }
        }
        guard let item = await world.mediaItem(id), asking == nil || item.owner == nil || item.owner == asking else {
            throw GraphError.noObject(id)
        }
        let fault = await world.takeFileFault(.mediaGone, .mediaError, .mediaForeignURL)
        if fault?.kind == .mediaGone { throw GraphError.noObject(id) }
        if fault?.kind == .mediaError { throw GraphError(code: fault?.code ?? 131_000, httpStatus: fault?.httpStatus) }
        let origin = fault?.kind == .mediaForeignURL ? "https://files.example" : exchange.origin
        return .json([
            "messaging_product": "whatsapp", "url": .string(origin + links.path(of: item.id)),
            "mime_type": .string(item.mimeType), "sha256": .string(item.digest.hex),
            "file_size": .integer(item.size), "id": .string(item.id),
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
        let fault = await world.takeFileFault(.mediaDeadURL, .mediaDamaged, .mediaRedirect, .mediaFailure)?.kind
        switch fault {
        case .mediaDeadURL: return Response(status: .notFound)
        case .mediaFailure: return .htmlErrorPage(status: 500)
        case .mediaRedirect:
            return Response(status: .found, headers: [.location: exchange.origin + links.path(of: item.id)])
        default:
            return .file(
                item.file, size: item.size, type: item.mimeType, mask: fault == .mediaDamaged ? 0x55 : 0,
                headers: [(.contentDisposition, "attachment")])
        }
    }
}
