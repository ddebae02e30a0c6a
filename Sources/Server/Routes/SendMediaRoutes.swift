import Conversations
import Files
import Hummingbird
import Storage

/// Sending a file. It is kept here first, whole and checked; then its message is stored like any other, and the workers do
/// the rest.
struct SendMediaRoutes: Sendable {
    /// A caption has up to four thousand bytes.
    private static let fields = FileForm.Fields(
        ["patientId", "caption", "clientMessageId", "voice", "replyTo", "doctorId"], limit: 8 * 1024)

    let chats: @Sendable (Account) -> Chats
    let receiver: FileReceiver
    let stored: StorageAnswer

    func add(to group: RouterGroup<HTTPContext>) {
        group.post("live-chat/send-media") { request, context in try await send(request, context) }
    }

    private func send(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let message = try await receiver.receive(request, context, Self.fields) { try await self.message($0, $1) }
        let chats = chats(try context.person.account)
        let sent = try await stored { try await chats.send(message) }
        let row = try? await stored { try await chats.patient(sent.patientID) }
        let answer = SendBody(sent, patient: row.map(PatientBody.init))
        return .json(ofOnePatient: answer, to: request, status: answer.status)
    }

    /// Keeps the file, where there is one and it can be sent. Throws an `APIError`.
    private func message(_ form: FileForm, _ draft: FileDraft) async throws -> OutgoingMessage {
        let target = try SendTarget(form)
        let caption = try form.caption
        guard let head = form.file else {
            // Another try of what is here already.
            guard target.clientMessageID != nil else { throw APIError.missing("file") }
            return target.message(.again)
        }
        let received = try await ReceivedFile(draft, head, asVoice: form.isVoice)
        if caption != nil, [.audio, .sticker].contains(received.type) {
            throw APIError.outOfRange("caption", "left out: WhatsApp shows none with sound and stickers")
        }
        return target.message(.file(try await receiver.keep(received, draft, caption: caption)))
    }
}

extension FileForm {
    /// Whether it is a voice note.
    fileprivate var isVoice: Bool { ["true", "1", "on"].contains(self["voice"]?.lowercased()) }

    /// Nil where there is none. Throws 422.
    fileprivate var caption: Caption? {
        get throws(APIError) {
            guard let text = self["caption"], !text.isBlank else { return nil }
            guard let caption = Caption(text) else {
                throw .outOfRange("caption", "a text of at most \(Caption.limit) characters")
            }
            return caption
        }
    }
}

extension SendTarget {
    /// Throws 400 where no patient is named, and as the other one does.
    init(_ form: FileForm) throws(APIError) {
        try self.init(
            patientId: form.text("patientId"), clientMessageId: form["clientMessageId"], replyTo: form["replyTo"])
    }
}
