import Conversations
import Files
import HTTPTypes
import Hummingbird
import JSON
import Storage
import WhatsApp

/// The templates of the clinic's account, and sending one.
struct TemplateRoutes: Sendable {
    let chats: @Sendable (Account) -> Chats
    let desk: AccountDesk
    let receiver: FileReceiver
    let stored: StorageAnswer

    func add(to group: RouterGroup<HTTPContext>) {
        group.get("templates") { _, context in try await list(context) }
        group.post("templates/sync") { _, context in try await sync(context) }
        group.post("live-chat/send-template") { request, context in try await send(request, context) }
    }

    private func list(_ context: HTTPContext) async throws -> Response {
        let person = try context.person
        let problem = try await stored { try await desk.syncTemplatesOnce(of: person.clinic.id) }
        return try await answer(chats(person.account), problem: problem)
    }

    private func sync(_ context: HTTPContext) async throws -> Response {
        let person = try context.person
        try await stored {
            do {
                try await desk.syncTemplates(of: person.clinic.id)
            } catch let trouble as AccountTrouble {
                throw APIError(.serviceUnavailable, "templates_not_read", trouble.sentence)
            }
        }
        return try await answer(chats(person.account), problem: nil)
    }

    private func answer(_ chats: Chats, problem: String?) async throws -> Response {
        let (syncedAt, templates) = try await stored { try await chats.templates() }
        return .json(TemplatesBody(syncedAt: syncedAt, problem: problem, templates: templates.map(TemplateBody.init)))
    }

    private func send(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let person = try context.person
        let chats = chats(person.account)
        let message = try await message(request, context, chats)
        let sent = try await stored { try await chats.send(message) }
        let patient = (try? await stored { try await chats.patient(message.patientID) }).map(PatientBody.init)
        let answer = SendBody(sent, patient: patient)
        return .json(ofOnePatient: answer, to: request, status: answer.status)
    }

    private func message(_ request: Request, _ context: HTTPContext, _ chats: Chats) async throws -> OutgoingMessage {
        if UploadCall.isForm(request.headers[.contentType]) {
            return try await receiver.receive(request, context, SendTemplateRequest.fields) { form, draft in
                try await message(form, draft, chats)
            }
        }
        let body = try await request.read(SendTemplateRequest.self)
        try context.person.mustBe(body.doctorId)
        return try body.message()
    }

    /// Keeps the file, where there is one and the template begins with such a file. Throws an `APIError`.
    private func message(_ form: FileForm, _ draft: FileDraft, _ chats: Chats) async throws -> OutgoingMessage {
        let body = try SendTemplateRequest(form)
        // What is wrong with the ids is said before anything is kept.
        let plain = try body.message()
        guard let head = form.file else { return plain }
        let received = try await ReceivedFile(draft, head)
        try await stored {
            try await chats.checkTemplate(
                body.templateId, takes: received.type, mimeType: received.file.mimeType ?? "",
                unlessSent: plain.clientMessageID)
        }
        return try body.message(file: try await receiver.keep(received, draft))
    }
}

struct SendTemplateRequest: LiveChatRequest {
    let patientId: String
    let doctorId: String?
    let templateId: String
    private let variables: [String: String]
    private let clientMessageId: String?
    private let replyTo: String?

    init(_ members: BodyMembers) throws(APIError) {
        patientId = try members.text("patientId")
        templateId = try members.text("templateId")
        variables = try members.texts("variables")
        doctorId = try members.optionalText("doctorId")
        clientMessageId = try members.optionalText("clientMessageId")
        replyTo = try members.optionalText("replyTo")
    }

    /// Of a form they may be as long as in JSON.
    static let fields = FileForm.Fields(
        ["patientId", "templateId", "variables", "clientMessageId", "replyTo", "doctorId"], limit: Request.bodyLimit)

    /// `variables` is JSON text in a form.
    init(_ form: FileForm) throws(APIError) {
        patientId = try form.text("patientId")
        templateId = try form.text("templateId")
        variables = try Self.variables(form["variables"] ?? "")
        doctorId = form["doctorId"]
        clientMessageId = form["clientMessageId"]
        replyTo = form["replyTo"]
    }

    private static func variables(_ text: String) throws(APIError) -> [String: String] {
        if text.isBlank { return [:] }
        guard let texts = (try? JSONElement(Array(text.utf8), .strict))?.texts else { throw .wrongType("variables") }
        return texts
    }

    /// `file` is that of a header which is one. Throws 422 for an id out of range, 404 for what cannot be a patient.
    func message(file: OutgoingFile? = nil) throws -> OutgoingMessage {
        let target = try SendTarget(patientId: patientId, clientMessageId: clientMessageId, replyTo: replyTo)
        return target.message(.template(TemplateRequest(templateID: templateId, variables: variables, file: file)))
    }
}

/// The templates as the API shows them.
private struct TemplatesBody: Encodable {
    let syncedAt: Timestamp?
    /// Why there are none yet.
    let problem: String?
    let templates: [TemplateBody]

    enum CodingKeys: String, CodingKey {
        case success, problem, templates
        case syncedAt = "synced_at"
    }

    func encode(to encoder: any Encoder) throws {
        var body = encoder.container(keyedBy: CodingKeys.self)
        try body.encode(true, forKey: .success)
        try body.encode(syncedAt, forKey: .syncedAt)
        try body.encode(problem, forKey: .problem)
        try body.encode(templates, forKey: .templates)
    }
}

private struct TemplateBody: Encodable {
    private let template: Template

    init(_ template: Template) { self.template = template }

    private struct Header: Encodable {
        let header: TemplateParts.Header

        enum CodingKeys: String, CodingKey {
            case kind, text
        }

        func encode(to encoder: any Encoder) throws {
            var body = encoder.container(keyedBy: CodingKeys.self)
            try body.encode(header.kind, forKey: .kind)
            try body.encode(header.text?.text, forKey: .text)
        }
    }

    private struct Button: Encodable {
        let button: TemplateParts.Button

        enum CodingKeys: String, CodingKey {
            case type, text, url
            case phoneNumber = "phone_number"
        }

        func encode(to encoder: any Encoder) throws {
            var body = encoder.container(keyedBy: CodingKeys.self)
            try body.encode(button.type.lowercased(), forKey: .type)
            try body.encode(button.text, forKey: .text)
            try body.encode(button.url, forKey: .url)
            try body.encode(button.phoneNumber, forKey: .phoneNumber)
        }
    }

    private struct Variable: Encodable {
        let variable: TemplateVariable

        enum CodingKeys: String, CodingKey {
            case name, place, example
        }

        func encode(to encoder: any Encoder) throws {
            var body = encoder.container(keyedBy: CodingKeys.self)
            try body.encode(variable.name, forKey: .name)
            try body.encode(variable.place.rawValue, forKey: .place)
            try body.encode(variable.example, forKey: .example)
        }
    }

    enum CodingKeys: String, CodingKey {
        case id, name, language, category, status, quality, header, body, footer, buttons, variables
        case isSendable = "is_sendable"
        case whyNot = "why_not"
    }

    func encode(to encoder: any Encoder) throws {
        var body = encoder.container(keyedBy: CodingKeys.self)
        try body.encode(template.id, forKey: .id)
        try body.encode(template.name, forKey: .name)
        try body.encode(template.language, forKey: .language)
        try body.encode(template.category, forKey: .category)
        try body.encode(template.status, forKey: .status)
        try body.encode(template.quality, forKey: .quality)
        try body.encode(template.parts.header.map(Header.init), forKey: .header)
        try body.encode(template.parts.body?.text, forKey: .body)
        try body.encode(template.parts.footer, forKey: .footer)
        try body.encode(template.parts.buttons.map(Button.init), forKey: .buttons)
        try body.encode(template.parts.variables.map(Variable.init), forKey: .variables)
        try body.encode(template.obstacle == nil, forKey: .isSendable)
        try body.encode(template.obstacle, forKey: .whyNot)
    }
}
