import Conversations
import Files
import Hummingbird
import Storage
import WhatsApp

/// Sending a file. It is kept here first, whole and checked; then its message is stored like any other, and the workers do
/// the rest.
struct SendMediaRoutes: Sendable {
    let chats: @Sendable (Account) -> Chats
    let files: FileKeeper
    let reserve: @Sendable () async throws -> FileName
    let stored: StorageAnswer
    let uploads = Budget(UploadCall.atOnce, perAddress: UploadCall.atOncePerAddress)

    func add(to group: RouterGroup<HTTPContext>) {
        group.post("live-chat/send-media") { request, context in try await send(request, context) }
    }

    private func send(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let person = try context.person
        let message = try await received(request, person, from: context.client.countedAddress)
        let chats = chats(person.account)
        let sent = try await stored { try await chats.send(message) }
        let row = try? await stored { try await chats.patient(sent.patientID) }
        let answer = SendBody(sent, patient: row.map(PatientBody.init))
        return .json(ofOnePatient: answer, to: request, status: answer.status)
    }

    /// Throws an `APIError`.
    private func received(
        _ request: Request, _ person: SignedIn, from address: IPAddress?
    ) async throws -> OutgoingMessage {
        guard uploads.take(1, for: address) == nil else { throw APIError.tooManyUploads }
        defer { uploads.giveBack(1, for: address) }
        do {
            return try await files.drafts.lend(limit: SendableFile.largest) { draft in
                let form = try await SendMediaForm.read(request, into: draft)
                try person.mustBe(form["doctorId"])
                return try await message(form, draft)
            }
        } catch let error as APIError {
            throw error
        } catch is PictureCleaning.Unreadable {
            throw APIError(
                .unsupportedMediaType, "unsupported_kind", "This picture is damaged. Save it anew and send that.")
        } catch {
            throw APIError.notKept
        }
    }

    /// Keeps the file, where there is one and it can be sent. Throws an `APIError`.
    private func message(_ form: SendMediaForm, _ draft: FileDraft) async throws -> OutgoingMessage {
        guard let patientID = form["patientId"] else { throw APIError.missing("patientId") }
        let target = try SendTarget(
            patientId: patientID, clientMessageId: form["clientMessageId"], replyTo: form["replyTo"])
        let caption = try form.caption
        guard let head = form.file else {
            // Another try of what is here already.
            guard target.clientMessageID != nil else { throw APIError.missing("file") }
            return target.message(.again)
        }
        guard draft.size > 0 else { throw APIError.outOfRange("file", "a file that is not empty") }
        let name = head.filename?.asFileName
        let facts = try await FileFacts(draft, declared: head.contentType)
        let sendable = try SendableFile(facts, name: name, declared: head.contentType, asVoice: form.isVoice)
        if caption != nil, [.audio, .sticker].contains(sendable.type) {
            throw APIError.outOfRange("caption", "left out: WhatsApp shows none with sound and stickers")
        }
        let kept = try await keep(draft, facts)
        let file = MessageFile(mimeType: sendable.mimeType, name: name, isVoice: form.isVoice)
        return target.message(.file(OutgoingFile(type: sendable.type, file: file, kept: kept, caption: caption)))
    }

    private func keep(_ draft: FileDraft, _ facts: FileFacts) async throws -> KeptFile {
        let name = try await stored { try await reserve() }
        return try await PictureCleaning.lend(draft, facts.kind, in: files.drafts) { clean in
            let facts = FileFacts(clean, facts)
            return KeptFile(facts, as: name, try await files.keep(clean, facts, as: name.uuid))
        }
    }
}

extension SendableFile {
    /// Throws an `APIError`.
    fileprivate init(_ facts: FileFacts, name: String?, declared: String?, asVoice: Bool) throws(APIError) {
        do throws(Refused) {
            self = try SendableFile(facts, name: name, declared: declared)
        } catch {
            throw APIError(error)
        }
        guard !asVoice || facts.kind == .oggOpus else {
            throw APIError(
                .unsupportedMediaType, "unsupported_kind", "A voice note has to be Ogg with Opus, of one channel.")
        }
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
}
