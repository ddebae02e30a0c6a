import Conversations
import HTTPTypes
import Hummingbird
import Storage
import WhatsApp

/// Blocking a patient on WhatsApp, and ending that.
struct BlockRoutes: Sendable {
    let chats: @Sendable (Account) -> Chats
    let desk: AccountDesk
    let stored: StorageAnswer

    func add(to group: RouterGroup<HTTPContext>) {
        group.post("live-chat/block") { request, context in try await block(request, context) }
    }

    private func block(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let person = try context.person
        let body = try await request.read(BlockRequest.self)
        try person.mustBe(body.doctorId)
        let patient = try PatientID(named: body.patientId)
        let chats = chats(person.account)
        do {
            try await stored {
                guard let recipient = try await chats.recipient(of: patient) else { throw AccountTrouble.nobody }
                try await desk.setBlocked(body.block, recipient, of: person.clinic.id)
                try await chats.setBlocked(body.block, patient: patient)
            }
        } catch let trouble as AccountTrouble {
            return .json(
                BlockRefusal(trouble: trouble), status: trouble.kind == .unavailable ? .serviceUnavailable : .badRequest
            )
        }
        let row = (try? await stored { try await chats.patient(patient) }).map(PatientBody.init)
        return .json(ofOnePatient: BlockBody(isBlocked: body.block, patient: row), to: request)
    }
}

struct BlockRequest: LiveChatRequest {
    let patientId: String
    let block: Bool
    let doctorId: String?

    init(_ members: BodyMembers) throws(APIError) {
        patientId = try members.text("patientId")
        block = try members.flag("block")
        doctorId = try members.optionalText("doctorId")
    }
}

private struct BlockBody: Encodable {
    let success = true
    let message: String
    let isBlocked: Bool
    let patient: PatientBody?

    init(isBlocked: Bool, patient: PatientBody?) {
        self.isBlocked = isBlocked
        self.patient = patient
        message = isBlocked ? "This patient is blocked on WhatsApp." : "This patient is not blocked any more."
    }

    enum CodingKeys: String, CodingKey {
        case success, message, isBlocked, patient
    }
}

private struct BlockRefusal: Encodable {
    let trouble: AccountTrouble

    enum CodingKeys: String, CodingKey {
        case success, error, errorCode
        case word = "error_code"
    }

    func encode(to encoder: any Encoder) throws {
        var body = encoder.container(keyedBy: CodingKeys.self)
        try body.encode(false, forKey: .success)
        try body.encode(trouble.sentence, forKey: .error)
        try body.encode("not_blocked", forKey: .word)
        try body.encode(trouble.code, forKey: .errorCode)
    }
}

extension AccountTrouble {
    fileprivate static let nobody = AccountTrouble(
        .refused, "This patient's number belongs to somebody else now, so there is nobody to block.")
}
