import Conversations
import Hummingbird
import Storage

/// One conversation: reading it, writing into it, taking it over and giving it back.
struct LiveChatRoutes: Sendable {
    let chats: @Sendable (Account) -> Chats
    let stored: StorageAnswer

    func add(to group: RouterGroup<HTTPContext>) {
        let chat = group.group("live-chat")
        chat.get("messages/:id") { request, context in try await messages(request, context) }
        chat.get("patient-info/:patientId") { request, context in try await patientInfo(request, context) }
        chat.post("send") { request, context in try await send(request, context) }
        chat.delete("messages/:id") { request, context in try await cancel(request, context) }
        chat.put("queued/:id") { request, context in try await reword(request, context) }
        chat.delete("queued/:id") { request, context in try await removeQueued(request, context) }
        chat.post("draft") { request, context in try await draft(request, context) }
        chat.post("react") { request, context in try await react(request, context) }
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
        let patient = try PatientID(named: context.parameters.get("id"))
        if case .before = page {
            let older = try await stored { try await chats.messages(of: patient, page: page, limit: limit) }
            let body = MessagesBody(messages: older.map(MessageBody.init), patient: nil)
            return .json(ofOnePatient: body, to: request)
        }
        let found = try await stored { try await chats.conversation(with: patient, page: page, limit: limit) }
        let body = MessagesBody(messages: found.messages.map(MessageBody.init), patient: PatientBody(found.patient))
        return .json(ofOnePatient: body, to: request)
    }

    private func patientInfo(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let chats = chats(try context.person.account)
        let patient = try PatientID(named: context.parameters.get("patientId"))
        let found = try await stored { try await chats.patient(patient) }
        return .json(ofOnePatient: PatientInfoBody(patient: PatientBody(found)), to: request)
    }

    private func send(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let (body, chats) = try await read(SendRequest.self, from: request, context)
        let message = try body.message()
        if try body.isQueued { return try await queue(message, request, chats) }
        let sent = try await stored { try await chats.send(message) }
        let answer = SendBody(sent, patient: await row(of: message.patientID, chats))
        return .json(ofOnePatient: answer, to: request, status: answer.status)
    }

    /// Answers the message where the text has left since.
    private func queue(_ message: OutgoingMessage, _ request: Request, _ chats: Chats) async throws -> Response {
        let sent = try await stored { try await chats.queue(message) }
        let patient = await row(of: message.patientID, chats)
        if let sent {
            let answer = SendBody(sent, patient: patient)
            return .json(ofOnePatient: answer, to: request, status: answer.status)
        }
        return .json(ofOnePatient: QueueBody(patient: patient), to: request)
    }

    private func reword(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let person = try context.person
        let id = try MessageID(named: context.parameters.get("id"))
        let body = try await request.read(RewordRequest.self)
        try person.mustBe(body.doctorId)
        let (text, chats) = (try body.wording, chats(person.account))
        let patient = try await stored { try await chats.reword(id, text) }
        return .json(ofOnePatient: PatientInfoBody(patient: await row(of: patient, chats)), to: request)
    }

    private func removeQueued(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let chats = chats(try context.person.account)
        let id = try MessageID(named: context.parameters.get("id"))
        let patient = try await stored { try await chats.removeQueued(id) }
        return .json(ofOnePatient: PatientInfoBody(patient: await row(of: patient, chats)), to: request)
    }

    /// The assistant's answer that waits: a person sends it, or throws it away.
    private func draft(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let (body, chats) = try await read(DraftRequest.self, from: request, context)
        let patient = try PatientID(named: body.patientId)
        let wording = try body.wording
        guard let draft = MessageID(body.draftId) else {
            // No draft has such a name; whose patient it is decides what is answered.
            _ = try await stored { try await chats.patient(patient) }
            throw APIError(.draftIsStale)
        }
        switch try body.action {
        case .send:
            let sent = try await stored { try await chats.sendDraft(draft, of: patient, as: wording) }
            let answer = SendBody(sent, patient: await row(of: patient, chats))
            return .json(ofOnePatient: answer, to: request, status: answer.status)
        case .discard:
            try await stored { try await chats.discardDraft(draft, of: patient) }
            return .json(ofOnePatient: PatientInfoBody(patient: await row(of: patient, chats)), to: request)
        }
    }

    private func cancel(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let chats = chats(try context.person.account)
        let id = try MessageID(named: context.parameters.get("id"))
        let message = try await stored { try await chats.cancel(id) }
        return .json(ofOnePatient: MessageAnswer(data: MessageBody(message)), to: request)
    }

    private func react(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let (body, chats) = try await read(ReactRequest.self, from: request, context)
        let (patient, message) = (try PatientID(named: body.patientId), try MessageID(named: body.messageId))
        let emoji = try body.reaction()
        let reacted = try await stored { try await chats.react(emoji, to: message, of: patient) }
        let answer = ReactBody(reacted)
        return .json(ofOnePatient: answer, to: request, status: answer.status)
    }

    private func toggle(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let (body, chats) = try await read(ToggleRequest.self, from: request, context)
        let patient = try PatientID(named: body.patientId)
        try await stored { try await chats.setPaused(body.pause, patient: patient) }
        return .json(ofOnePatient: ToggleBody(isPaused: body.pause, await row(of: patient, chats)), to: request)
    }

    private func markRead(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let (body, chats) = try await read(ReadRequest.self, from: request, context)
        try body.seq.mustBeSequenceNumber()
        let patient = try PatientID(named: body.patientId)
        try await stored { try await chats.markRead(patient: patient, upTo: body.seq) }
        return .json(ofOnePatient: PatientInfoBody(patient: await row(of: patient, chats)), to: request)
    }

    private func markDone(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let (body, chats) = try await read(DoneRequest.self, from: request, context)
        try body.seq?.mustBeSequenceNumber()
        let patient = try PatientID(named: body.patientId)
        try await stored { try await chats.markDone(patient: patient, upTo: body.seq) }
        return .json(ofOnePatient: PatientInfoBody(patient: await row(of: patient, chats)), to: request)
    }

    private func undoDone(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let (body, chats) = try await read(UndoRequest.self, from: request, context)
        let patient = try PatientID(named: body.patientId)
        try await stored { try await chats.undoDone(patient: patient) }
        return .json(ofOnePatient: PatientInfoBody(patient: await row(of: patient, chats)), to: request)
    }

    /// The patient as they are after a change, so that nobody has to ask again. Nil where that cannot be read: what was
    /// done is answered all the same.
    private func row(of patient: PatientID, _ chats: Chats) async -> PatientBody? {
        (try? await stored { try await chats.patient(patient) }).map(PatientBody.init)
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

extension MessageID {
    /// What isn't a UUID names nothing, and is answered like an unknown message.
    init(named text: String?) throws(APIError) {
        guard let text, let id = MessageID(text) else { throw APIError(.noSuchMessage) }
        self = id
    }
}
