import Conversations
import Files
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// The files of messages. Nothing that came from outside is ever a page of this origin: the type is told by the bytes, and
/// whatever a browser might run is only to be kept.
struct MediaRoutes: Sendable {
    let chats: @Sendable (Account) -> Chats
    let files: any FileStore
    let stored: StorageAnswer

    func add(to group: RouterGroup<HTTPContext>) {
        let media = group.group("live-chat/media/:messageId")
        media.get { request, context in try await file(request, context) }
        media.get("thumbnail") { request, context in try await thumbnail(request, context) }
        group.get("live-chat/messages/:id/contacts.vcf") { request, context in try await cards(context) }
        media.post("fetch") { request, context in try await fetchAgain(request, context) }
    }

    private func file(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let media = try await media(context)
        let kept = try kept(media)
        let wantsCopy = request.uri.queryParameters["download"] != nil
        let kind = FileKind(rawValue: kept.kind) ?? .other
        let file = ServedFile(
            key: .file(kept.name.uuid), size: kept.size, type: kind.contentType,
            disposition: FileDisposition.value(
                isShown: kind.isShown && !wantsCopy, name: media.file.name ?? kind.plainName))
        return file.response(to: request, from: files, over: context.channel)
    }

    private func thumbnail(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let kept = try kept(try await media(context))
        guard let size = kept.thumbnailSize else {
            throw APIError(.notFound, "no_thumbnail", "There is no small picture of this file.")
        }
        let file = ServedFile(
            key: .thumbnail(of: kept.name.uuid), size: size, type: "image/jpeg",
            disposition: FileDisposition.value(isShown: true, name: "small.jpg"))
        return file.response(to: request, from: files, over: context.channel)
    }

    /// Always to be kept: what somebody else wrote into it is nothing for a page.
    private func cards(_ context: HTTPContext) async throws -> Response {
        let chats = chats(try context.person.account)
        let message = try MessageID(named: context.parameters.get("id"))
        let cards = try await stored { try await chats.cards(of: message) }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/vcard; charset=utf-8", .cacheControl: "private, no-cache",
                .contentDisposition: FileDisposition.value(isShown: false, name: "contacts.vcf"),
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: cards.map(\.vCard).joined())))
    }

    private func fetchAgain(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let chats = chats(try context.person.account)
        let message = try MessageID(named: context.parameters.get("messageId"))
        let media = try await stored { try await chats.fetchAgain(message) }
        return .json(FetchBody(media: MediaBody(media, of: message)), status: media.state == .waiting ? .accepted : .ok)
    }

    private func media(_ context: HTTPContext) async throws -> MessageMedia {
        let chats = chats(try context.person.account)
        let message = try MessageID(named: context.parameters.get("messageId"))
        return try await stored { try await chats.media(of: message) }
    }

    private func kept(_ media: MessageMedia) throws(APIError) -> KeptFile {
        switch media.state {
        case .gone: throw APIError(.gone, "media_gone", "WhatsApp has this file no more.")
        case .waiting: throw APIError(.conflict, "media_not_ready", "This file is still being fetched.", retryAfter: 2)
        case .failed: throw APIError(.conflict, "media_not_ready", media.error ?? "This file could not be fetched.")
        case .ready:
            guard let kept = media.kept else { throw .internalError }
            return kept
        }
    }
}

private struct FetchBody: Encodable {
    let success = true
    let media: MediaBody
}

extension FileKind {
    /// What a browser is told: the type of what it may show or hand to another program, else nothing about it.
    fileprivate var contentType: String {
        switch self {
        case .text: "text/plain; charset=utf-8"
        default: mimeType ?? "application/octet-stream"
        }
    }

    /// For a file that came without a name.
    fileprivate var plainName: String {
        switch self {
        case .jpeg: "photo.jpg"
        case .png: "picture.png"
        case .gif: "picture.gif"
        case .webp: "sticker.webp"
        case .pdf: "document.pdf"
        case .oggOpus: "voice.ogg"
        case .mp3: "audio.mp3"
        case .aac: "audio.aac"
        case .amr: "audio.amr"
        case .mp4Audio: "audio.m4a"
        case .mp4Video: "video.mp4"
        case .threeGP: "video.3gp"
        case .heic: "photo.heic"
        case .avif: "picture.avif"
        case .quickTime: "video.mov"
        case .docx: "document.docx"
        case .xlsx: "table.xlsx"
        case .pptx: "slides.pptx"
        case .vCard: "contact.vcf"
        case .text: "text.txt"
        case .oldOffice, .other: "file"
        }
    }
}
