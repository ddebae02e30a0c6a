import Conversations
import Hummingbird
import Storage

/// One conversation: reading it, writing into it, taking it over and giving it back.
struct LiveChatRoutes: Sendable {
    let chats: @Sendable (Account) -> Chats
    let stored: StorageAnswer

    func add(to group: RouterGroup<HTTPContext>) {
        let chat = group.group("live-chat")
        chat.get("messages/:patientId") { request, context in try await messages(request, context) }
        chat.get("patient-info/:patientId") { _, context in try await patientInfo(context) }
        chat.post("send") { request, context in try await send(request, context) }
        chat.post("toggle-bot") { request, context in try await toggle(request, context) }
        chat.post("read") { request, context in try await markRead(request, context) }
        chat.post("needs-human/done") { request, context in try await markDone(request, context) }
        chat.post("needs-human/undo") { request, context in try await undoDone(request, context) }
    }

    private func messages(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let chats = chats(try context.person.account)
        let query = QueryParameters(request.uri.query)
        let limit = Int(try query.integer("limit", in: 1...200) ?? 50)
        let page = try MessagePage(query)
        let patient = try PatientID(named: context.parameters.get("patientId"))
        let found = try await stored { try await chats.messages(of: patient, page: page, limit: limit) }
        return .json(MessagesBody(messages: found.map(MessageBody.init)))
    }

    private func patientInfo(_ context: HTTPContext) async throws -> Response {
        let chats = chats(try context.person.account)
        let patient = try PatientID(named: context.parameters.get("patientId"))
        let found = try await stored { try await chats.patient(patient) }
        return .json(PatientInfoBody(patient: PatientBody(found)))
    }

    private func send(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let (body, chats) = try await read(SendRequest.self, from: request, context)
        let message = try body.message()
        let answer = SendBody(try await stored { try await chats.send(message) })
        return .json(answer, status: answer.status)
    }

    private func toggle(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let (body, chats) = try await read(ToggleRequest.self, from: request, context)
        let patient = try PatientID(named: body.patientId)
        try await stored { try await chats.setPaused(body.pause, patient: patient) }
        return .json(ToggleBody(isPaused: body.pause))
    }

    private func markRead(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let (body, chats) = try await read(ReadRequest.self, from: request, context)
        try body.seq.mustBeSequenceNumber()
        let patient = try PatientID(named: body.patientId)
        try await stored { try await chats.markRead(patient: patient, upTo: body.seq) }
        return .json(SuccessBody())
    }

    private func markDone(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let (body, chats) = try await read(DoneRequest.self, from: request, context)
        try body.seq?.mustBeSequenceNumber()
        let patient = try PatientID(named: body.patientId)
        try await stored { try await chats.markDone(patient: patient, upTo: body.seq) }
        return .json(SuccessBody())
    }

    private func undoDone(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let (body, chats) = try await read(UndoRequest.self, from: request, context)
        let patient = try PatientID(named: body.patientId)
        try await stored { try await chats.undoDone(patient: patient) }
        return .json(SuccessBody())
    }

    /// A body, and the chats of whoever sent it. Throws 403 when the body names another doctor than theirs.
    private func read<Body: LiveChatRequest>(
        _ type: Body.Type, from request: Request, _ context: HTTPContext
    ) async throws -> (Body, Chats) {
        let person = try context.person
        let body = try await request.read(type)
        try person.mustBe(body.doctorId)
        return (body, chats(person.account))
    }
}

extension Int64 {
    /// Throws 422.
    fileprivate func mustBeSequenceNumber() throws(APIError) {
        guard self >= 0 else { throw APIError.outOfRange("seq", "a whole number, 0 or more") }
    }
}

extension PatientID {
    /// What isn't a UUID names nobody, and is answered like an unknown patient.
    init(named text: String?) throws(APIError) {
        guard let text, let id = PatientID(text) else { throw .noSuchPatient }
        self = id
    }
}
