import FoundationEssentials

extension Control {
    /// A patient writes: the message appears on the phone, and the signed webhook is delivered.
    func write(_ body: JSON) async throws -> Answer {
        let patient = try await patient(in: body)
        let clinic = try await world.requireClinic(body["phone_number_id"]?.string)
        let age = body["age_seconds"]?.double ?? 0
        let message = PatientMessage(
            patient: patient, clinic: clinic, wamid: body["wamid"]?.string ?? MetaIdentifier.message(),
            at: Date(timeIntervalSinceNow: -age), replyTo: body["reply_to"]?.string)
        let rendered = try await message.rendered(body, world)
        let chat = World.Chat(patientID: patient.id, phoneNumberID: clinic.phoneNumberID)
        if await world.incoming[message.wamid] == nil { await world.append(rendered.bubble, to: chat) }
        let payload = WebhookPayload.messages(rendered.message, from: patient, to: clinic)
        return await deliver(Delivery(kind: .message, payload: payload, wamid: message.wamid, chat: chat), patient)
    }

    /// The clinic answers from its own phone.
    func echo(_ body: JSON) async throws -> Answer {
        let patient = try await patient(in: body)
        let clinic = try await world.requireClinic(body["phone_number_id"]?.string)
        guard let text = body["text"]?.string else { throw SandboxError.invalid("text is missing") }
        let wamid = body["wamid"]?.string ?? MetaIdentifier.message()
        let message = JSON.members([
            "from": .string(clinic.digits), "to": patient.digits.map(JSON.string),
            "to_user_id": .string(patient.userID), "id": .string(wamid), "timestamp": .string(Date().unixSeconds),
            "type": "text", "text": ["body": .string(text)],
        ])
        let chat = World.Chat(patientID: patient.id, phoneNumberID: clinic.phoneNumberID)
        await world.append(
            Bubble(wamid: wamid, author: .clinic, type: "text", text: text, state: .delivered), to: chat)
        let payload = WebhookPayload.echo(message, to: patient, of: clinic)
        return await deliver(Delivery(kind: .echo, payload: payload, wamid: wamid, chat: chat), patient)
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
        let code = body["code"]?.integer
        guard let delivery = await deliveries.statusDelivery(status, number: found.sent.number, code: code) else {
            throw SandboxError.missing("there is no such message")
        }
        if let state = Bubble.State(rawValue: status) {
            await world.advance(wamid, in: found.chat, to: state, code: code)
        }
        let answer = await deliveries.sender.deliver(delivery, attempt: 1)
        await world.noteStatus(status, of: found.sent.number)
        return Answer(
            status: answer.isAccepted ? 200 : 502,
            body: ["webhook_status": answer.status.map(JSON.integer) ?? .null])
    }

    private func deliver(_ delivery: Delivery, _ patient: SandboxPatient) async -> Answer {
        let epoch = await world.epoch
        let answer = await deliveries.sender.deliver(delivery, attempt: 1)
        if answer.isAccepted {
            if delivery.kind == .message { await world.advance(delivery.wamid, in: delivery.chat, to: .delivered) }
            return Answer(body: [
                "wamid": .string(delivery.wamid), "patient": patient.json, "webhook_status": 200, "attempts": 1,
            ])
        }
        if delivery.kind == .message { await world.advance(delivery.wamid, in: delivery.chat, to: .undelivered) }
        deliveries.add(.retry(delivery, epoch: epoch))
        return Answer(
            status: 502,
            body: [
                "error": "the webhook did not accept the message; it is tried again",
                "wamid": .string(delivery.wamid), "webhook_status": answer.status.map(JSON.integer) ?? .null,
                "webhook_body": .string(answer.body), "retrying": true,
            ])
    }
}
