import Conversations
import Files
import Hummingbird
import Storage
import WhatsApp

/// Takes in forms with a file: it is on the disk, whole, and looked at before anything is decided about it.
struct FileReceiver: Sendable {
    let files: FileKeeper
    let reserve: @Sendable () async throws -> FileName
    let stored: StorageAnswer
    /// One for all listeners.
    private let uploads: Budget

    init(
        files: FileKeeper, reserve: @escaping @Sendable () async throws -> FileName, uploads: Budget,
        stored: StorageAnswer
    ) {
        self.files = files
        self.reserve = reserve
        self.uploads = uploads
        self.stored = stored
    }

    /// Reads a form and makes something of it, while its file is a draft. Throws an `APIError`.
    func receive<Outcome>(
        _ request: Request, _ context: HTTPContext, _ fields: FileForm.Fields,
        _ body: (FileForm, FileDraft) async throws -> Outcome
    ) async throws -> Outcome {
        let person = try context.person
        let address = context.client.countedAddress
        guard uploads.take(1, for: address) == nil else { throw APIError.tooManyUploads }
        defer { uploads.giveBack(1, for: address) }
        do {
            return try await files.drafts.lend(limit: SendableFile.largest) { draft in
                let form = try await FileForm.read(request, fields, into: draft)
                try person.mustBe(form["doctorId"])
                return try await body(form, draft)
            }
        } catch let error as APIError {
            throw error
        } catch is PictureCleaning.Unreadable {
            throw APIError(
                .unsupportedMediaType, "unsupported_kind", "This picture is damaged. Save it anew and send that.")
        } catch is FilmCleaning.Unreadable {
            throw APIError(
                .unsupportedMediaType, "unsupported_kind", "This film is damaged. Save it anew and send that.")
        } catch {
            throw APIError.notKept
        }
    }

    /// Keeps a file that was received, without what a camera wrote into a picture or a film.
    func keep(_ received: ReceivedFile, _ draft: FileDraft, caption: Caption? = nil) async throws -> OutgoingFile {
        let name = try await stored { try await reserve() }
        let kind = received.facts.kind
        let kept = try await PictureCleaning.lend(draft, kind, in: files.drafts) { picture in
            try await FilmCleaning.lend(picture, kind, in: files.drafts) { clean in
                let facts = FileFacts(clean, received.facts)
                return KeptFile(facts, as: name, try await files.keep(clean, facts, as: name.uuid))
            }
        }
        return OutgoingFile(type: received.type, file: received.file, kept: kept, caption: caption)
    }
}

/// A file that WhatsApp would take; not kept yet.
struct ReceivedFile {
    let facts: FileFacts
    /// How WhatsApp shows it.
    let type: MessageType
    let file: MessageFile

    /// Throws an `APIError` for an empty file, and for one that WhatsApp does not take.
    init(_ draft: FileDraft, _ head: MultipartHead, asVoice: Bool = false) async throws {
        guard draft.size > 0 else { throw APIError.outOfRange("file", "a file that is not empty") }
        let name = head.filename?.asFileName
        facts = try await FileFacts(draft, declared: head.contentType)
        let sendable: SendableFile
        do throws(SendableFile.Refused) {
            sendable = try SendableFile(facts, name: name, declared: head.contentType)
        } catch {
            throw APIError(error)
        }
        guard !asVoice || facts.kind == .oggOpus else {
            throw APIError(
                .unsupportedMediaType, "unsupported_kind", "A voice note has to be Ogg with Opus, of one channel.")
        }
        type = sendable.type
        file = MessageFile(mimeType: sendable.mimeType, name: name, isVoice: asVoice)
    }
}

extension APIError {
    fileprivate init(_ refused: SendableFile.Refused) {
        switch refused {
        case .kind(let sentence): self.init(.unsupportedMediaType, "unsupported_kind", sentence)
        case .tooLarge(let limit):
            let size = limit >= 1 << 20 ? "\(limit >> 20) MB" : "\(limit >> 10) KB"
            self.init(.contentTooLarge, "too_large", "WhatsApp takes files of this kind up to \(size).")
        }
    }

    fileprivate static let tooManyUploads = APIError(
        .serviceUnavailable, "too_much_at_once", "Too many files are being sent at the moment. Try again in a moment.",
        retryAfter: 5)
    static let notKept = APIError(
        .serviceUnavailable, "unavailable",
        "The file could not be kept. Ask your administrator whether the disk is full.", retryAfter: 30)
}
