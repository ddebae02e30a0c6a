import Conversations
import Hummingbird
import Storage

/// One conversation: reading it, writing into it, taking it over and giving it back.
struct LiveChatRoutes: Sendable {
    let environment: ServerEnvironment

    private var store: Store { environment.store }

    func add(to group: RouterGroup<HTTPContext>) {
        let chat = group.group("live-chat")
        chat.get("messages/:patientId") { request, context in try await messages(request, context) }
        chat.get("patient-info/:patientId") { _, context in try await patientInfo(context) }
        chat.post("send") { request, context in try await send(request, context) }
        chat.post("toggle-bot") { request, context in try await toggle(request, context) }
        chat.post("read") { request, context in try await markRead(request, context) }
        chat.post("needs-human/done") { request, context in try await markDone(request, context) }
    }

    private func messages(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let doctor = try context.person.doctor.id
        let query = QueryParameters(request.uri.query)
        let limit = Int(try query.integer("limit", in: 1...200) ?? 50)
        let page = try MessagePage(query)
        let patient = try Self.patientID(context.parameters.get("patientId"))
        let found = try await environment.stored {
            try await store.messages(of: patient, doctor: doctor, page: page, limit: limit)
        }
        guard let found else { throw APIError.noSuchPatient }
        return .json(MessagesBody(messages: found.map(MessageBody.init)))
    }

    private func patientInfo(_ context: HTTPContext) async throws -> Response {
        let doctor = try context.person.doctor.id
        let patient = try Self.patientID(context.parameters.get("patientId"))
        let found = try await environment.stored { try await store.patient(patient, of: doctor) }
        guard let found else { throw APIError.noSuchPatient }
        return .json(PatientInfoBody(patient: PatientBody(found)))
    }

    private func send(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let person = try context.person
        let body = try await request.read(SendRequest.self)
        try person.mustBe(body.doctorId)
        let draft = try body.draft()
        let message = try await environment.stored { try await store.send(draft, by: person.account) }
        guard let message else { throw APIError.noSuchPatient }
        let answer = SendBody(message)
        return .json(answer, status: answer.status)
    }

    private func toggle(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let person = try context.person
        let body = try await request.read(ToggleRequest.self)
        try person.mustBe(body.doctorId)
        let patient = try Self.patientID(body.patientId)
        let isKnown = try await environment.stored {
            try await store.setPaused(body.pause, patient: patient, by: person.account)
        }
        guard isKnown else { throw APIError.noSuchPatient }
        return .json(ToggleBody(isPaused: body.pause))
    }

    private func markRead(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let person = try context.person
        let body = try await request.read(ReadRequest.self)
        try person.mustBe(body.doctorId)
        guard body.seq >= 0 else { throw APIError.outOfRange("seq", "a whole number, 0 or more") }
        let patient = try Self.patientID(body.patientId)
        let isKnown = try await environment.stored {
            try await store.markRead(patient: patient, upTo: body.seq, by: person.account)
        }
        guard isKnown else { throw APIError.noSuchPatient }
        return .json(SuccessBody())
    }

    private func markDone(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let person = try context.person
        let body = try await request.read(DoneRequest.self)
        try person.mustBe(body.doctorId)
        let patient = try Self.patientID(body.patientId)
        let isKnown = try await environment.stored {
            try await store.markDone(patient: patient, by: person.account)
        }
        guard isKnown else { throw APIError.noSuchPatient }
        return .json(SuccessBody())
    }

    /// What is no UUID names nobody, and is answered like an unknown patient.
    static func patientID(_ text: String?) throws -> PatientID {
        guard let text, let id = PatientID(text) else { throw APIError.noSuchPatient }
        return id
    }
}
