import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdCore

extension GraphAPI {
    func messages(_ exchange: Exchange, _ clinic: SandboxClinic) async throws -> Response {
        guard exchange.contentType.lowercased().hasPrefix("application/json") else {
            throw GraphError.invalid("Content-Type must be application/json.")
        }
        let body = try object(exchange)
        if body["status"] != nil {
            try checkProduct(body)
            return try await markRead(body, clinic)
        }
        let record = await world.record(
            phoneNumberID: clinic.phoneNumberID, path: exchange.path, contentType: exchange.contentType,
            userAgent: exchange.userAgent, body: body)
        do {
            try checkProduct(body)
            try MessageValidator(body: body).validate()
            return try await send(record, exchange, clinic)
        } catch let error as GraphError {
            await refuse(record, error)
            throw error
        }
    }

    /// The body as a JSON object.
    func object(_ exchange: Exchange) throws(GraphError) -> JSON {
        guard let body = try? JSON(parsing: exchange.body), body.object != nil else {
            throw .invalid("The body is not a JSON object.")
        }
        return body
    }

    private func checkProduct(_ body: JSON) throws(GraphError) {
        guard let product = body["messaging_product"] else { throw .missing("messaging_product is missing.") }
        guard product == "whatsapp" else { throw .wrongValue("messaging_product must be 'whatsapp'.") }
    }

    private func markRead(_ body: JSON, _ clinic: SandboxClinic) async throws -> Response {
        let validator = MessageValidator(body: body)
        try validator.only(["messaging_product", "status", "message_id", "typing_indicator"], in: body, "")
        guard body["status"] == "read" else { throw GraphError.wrongValue("status must be 'read'.") }
        try validator.text(body["message_id"], "message_id", 1...512)
        if let typing = body["typing_indicator"], typing["type"] != "text" {
            throw GraphError.wrongValue("typing_indicator.type must be 'text'.")
        }
        let messageID = body["message_id"]?.string ?? ""
        let typing = body["typing_indicator"] != nil
        await world.note(read: messageID, typing: typing, phoneNumberID: clinic.phoneNumberID)
        _ = await world.clinicRead(messageID, typing: typing, clinic: clinic)
        return .json(["success": true])
    }

    private func send(_ record: SandboxSent, _ exchange: Exchange, _ clinic: SandboxClinic) async throws -> Response {
        let fault = await world.takeFault(for: record.recipient)
        if let fault, let refusal = await refusal(record, fault, exchange) { return refusal }
        let verdict = try await SendingRules(world: world, clinic: clinic).verdict(on: record)
        let patient = verdict.patient
        let wamid = MetaIdentifier.message()
        let chat = World.Chat(patientID: patient.id, phoneNumberID: clinic.phoneNumberID)
        let (words, category) = (verdict.template?.body, verdict.template?.category.lowercased())
        await world.settle(record.number) { sent in
            sent.wamid = wamid
            sent.rendered = words
            sent.category = category ?? sent.category
        }
        await show(record, wamid, verdict, in: chat)
        let plan = await plan(record, fault, verdict.failure)
        if fault?.kind == .statusFirst { await deliveries.send(plan, delay: .zero) }
        if fault?.kind != .statusFirst { deliveries.add(.statuses(plan)) }
        await exchange.pause(fault?.delaySeconds ?? 0)
        let isCut = fault?.kind == .cutAfter
        await world.settle(record.number) { sent in
            sent.outcome = isCut ? .cutAfter : .accepted
            sent.answeredAt = isCut ? nil : Date()
            sent.httpStatus = isCut ? nil : 200
        }
        if isCut { exchange.cut() }
        return .json(accepted(record, wamid, patient))
    }

    /// The answer if the fault keeps the message from being accepted; nil if it is accepted anyway.
    private func refusal(_ record: SandboxSent, _ fault: SandboxFault, _ exchange: Exchange) async -> Response? {
        switch fault.kind {
        case .error:
            await exchange.pause(fault.delaySeconds)
            let error = GraphError(code: fault.code ?? 131_000, httpStatus: fault.httpStatus)
            await refuse(record, error)
            return .error(error, headers: fault.retryAfter.map { [(.retryAfter, String($0))] } ?? [])
        case .html:
            await exchange.pause(fault.delaySeconds)
            let status = fault.httpStatus ?? 500
            await world.settle(record.number) { sent in
                sent.outcome = .html
                sent.httpStatus = status
                sent.answeredAt = Date()
            }
            return .htmlErrorPage(status: status)
        case .cutBefore:
            await exchange.pause(fault.delaySeconds)
            await world.settle(record.number) { $0.outcome = .cutBefore }
            exchange.cut()
            return .json(["success": false])
        default: return nil
        }
    }

    private func refuse(_ record: SandboxSent, _ error: GraphError) async {
        await world.settle(record.number) { sent in
            sent.outcome = .refused
            sent.httpStatus = error.httpStatus
            sent.code = error.code
            sent.details = error.details
            sent.answeredAt = Date()
        }
    }

    private func plan(
        _ record: SandboxSent, _ fault: SandboxFault?, _ failure: StatusFailure?
    ) async -> StatusPlan {
        let epoch = await world.epoch
        switch fault?.kind {
        case .withholdStatus: return StatusPlan(number: record.number, statuses: [], epoch: epoch)
        case .failedStatus:
            let failure = StatusFailure(code: fault?.code ?? 131_047)
            return StatusPlan(number: record.number, statuses: ["failed"], failure: failure, epoch: epoch)
        default:
            if let failure {
                return StatusPlan(number: record.number, statuses: ["failed"], failure: failure, epoch: epoch)
            }
            // Meta reports a reaction as sent and nothing more.
            let statuses = record.type == "reaction" ? ["sent"] : ["sent", "delivered"]
            return StatusPlan(number: record.number, statuses: statuses, epoch: epoch)
        }
    }

    private func accepted(_ record: SandboxSent, _ wamid: String, _ patient: SandboxPatient) -> JSON {
        let contact: JSON
        if let to = record.body["to"]?.string {
            contact = ["input": .string(to), "wa_id": .string(patient.digits ?? record.recipient)]
        } else {
            contact = ["input": .string(record.recipient), "user_id": .string(patient.userID)]
        }
        let message: JSON = .members([
            "id": .string(wamid), "message_status": record.type == "template" ? "accepted" : nil,
        ])
        return ["messaging_product": "whatsapp", "contacts": [contact], "messages": [message]]
    }
}
