import FoundationEssentials

extension Control {
    /// A patient writes: the message appears on the phone, and the signed webhook is delivered, unless the clinic has
    /// blocked the patient.
    func write(_ body: JSON) async throws -> Answer {
        let age = body["age_seconds"]?.double ?? 0
        let message = try await message(body, by: .patient, at: Date(timeIntervalSinceNow: -age))
        let rendered = try await message.rendered(body, world)
        let chat = World.Chat(patientID: message.patient.id, phoneNumberID: message.clinic.phoneNumberID)
        let isBlocked = await world.isBlocked(message.patient, by: message.clinic)
        if await world.incoming[message.wamid] == nil {
            await world.noteIncoming(
                message.wamid, at: message.at, in: chat, opensWindow: !isBlocked && rendered.change.opensWindow)
            await world.apply(rendered.change, of: message.wamid, by: .patient, to: chat)
        }
        let payload = WebhookPayload.messages(rendered.message, from: message.patient, to: message.clinic)
        let delivery = Delivery(kind: .message, payload: payload, wamid: message.wamid, chat: chat)
        guard isBlocked else { return await deliver(delivery, message.patient) }
        await deliveries.advance(delivery, to: .sent)
        return Answer(body: [
            "wamid": .string(message.wamid), "patient": message.patient.json, "webhook_status": .null, "attempts": 0,
            "blocked": true,
        ])
    }

    /// The clinic writes on its own phone.
    func echo(_ body: JSON) async throws -> Answer {
        let message = try await message(body, by: .clinic, at: Date())
        let rendered = try await message.rendered(body, world)
        let chat = World.Chat(patientID: message.patient.id, phoneNumberID: message.clinic.phoneNumberID)
        await world.apply(rendered.change, of: message.wamid, by: .clinic, to: chat)
        let payload = WebhookPayload.echo(rendered.message, to: message.patient, of: message.clinic)
        return await deliver(
            Delivery(kind: .echo, payload: payload, wamid: message.wamid, chat: chat), message.patient)
    }

    private func message(_ body: JSON, by author: Bubble.Author, at date: Date) async throws -> PhoneMessage {
        PhoneMessage(
            author: author, patient: try await patient(in: body),
            clinic: try await world.requireClinic(body["phone_number_id"]?.string),
            wamid: body["wamid"]?.string ?? MetaIdentifier.message(), at: date, replyTo: body["reply_to"]?.string)
    }

    /// Posts any payload once, signed as requested.
    func postRaw(_ body: JSON) async throws -> Answer {
        let name = body["signature"]?.string ?? "right"
        guard let signature = WebhookSender.Signature(rawValue: name) else {
            throw SandboxError.invalid("signature must be right, wrong or none")
        }
        let bytes: [UInt8]
        if let raw = body["raw"]?.string {
            bytes = Array(raw.utf8)
        } else if let payload = body["body"] {
            bytes = payload.bytes(.escaped)
        } else {
            throw SandboxError.invalid("body or raw is missing")
        }
        let answer = await deliveries.sender.post(bytes, signature: signature)
        return Answer(body: [
            "webhook_status": answer.status.map(JSON.integer) ?? .null, "webhook_body": .string(answer.body),
        ])
    }

    /// Posts one status webhook on request.
    func postStatus(_ body: JSON) async throws -> Answer {
        guard let status = body["status"]?.string, ["sent", "delivered", "read", "played", "failed"].contains(status)
        else { throw SandboxError.invalid("status must be sent, delivered, read, played or failed") }
        guard let wamid = body["wamid"]?.string, let found = await world.chat(ofSent: wamid) else {
            throw SandboxError.missing("there is no such message")
        }
        let failure = body["code"]?.integer.map { StatusFailure(code: $0) }
        guard let delivery = await deliveries.statusDelivery(status, number: found.sent.number, failure) else {
            throw SandboxError.missing("there is no such message")
        }
        await deliveries.advance(delivery, to: Bubble.State(rawValue: status), failure)
        let answer = await deliveries.sender.deliver(delivery, attempt: 1)
        await world.noteStatus(status, of: found.sent.number)
        return Answer(
            status: answer.isAccepted ? 200 : 502,
            body: ["webhook_status": answer.status.map(JSON.integer) ?? .null])
    }

    private func deliver(_ delivery: Delivery, _ patient: SandboxPatient) async -> Answer {
        let answer = await post(delivery)
        if delivery.kind == .message {
            await deliveries.advance(delivery, to: answer.isAccepted ? .delivered : .undelivered)
        }
        let told: [String: JSON] = [
            "wamid": .text(delivery.wamid), "patient": patient.json,
            "webhook_status": answer.status.map(JSON.integer) ?? .null,
        ]
        return Self.answer(answer, told, "message")
    }

    /// Posts a webhook, and again later if it is not accepted.
    func post(_ delivery: Delivery) async -> WebhookAnswer {
        let epoch = await world.epoch
        let answer = await deliveries.sender.deliver(delivery, attempt: 1)
        if !answer.isAccepted { deliveries.add(.retry(delivery, epoch: epoch)) }
        return answer
    }

    /// What the caller is told: `told`, and how the webhook answered.
    static func answer(_ answer: WebhookAnswer, _ told: [String: JSON], _ thing: String) -> Answer {
        var members = told
        if answer.isAccepted {
            members["attempts"] = answer.status == nil ? 0 : 1
            return Answer(body: .object(members))
        }
        members["error"] = .string("the webhook did not accept the \(thing); it is tried again")
        members["webhook_body"] = .string(answer.body)
        members["retrying"] = true
        return Answer(status: 502, body: .object(members))
    }
}
