import FoundationEssentials

extension SandboxServer {
    var control: Control { Control(world: world, deliveries: deliveries) }

    /// Calls the control API without HTTP. `path` is what follows `/sandbox/`, with a query if there is one.
    package func control(_ method: String, _ path: String, _ body: JSON = [:]) async -> (status: Int, body: JSON) {
        let halves = path.split(separator: "?", maxSplits: 1)
        var call = Control.Call(method: method, path: String(halves.first ?? ""), body: body)
        for pair in (halves.dropFirst().first ?? "").split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1)
            call.query[String(sides[0])] = String(sides.dropFirst().first ?? "")
        }
        let answer = await control.answer(call)
        return (answer.status, answer.body)
    }

    /// Finds or creates a patient. Without a phone the patient is known by user name only. Throws `SandboxError`.
    package func addPatient(
        name: String, phone: String? = nil, username: String? = nil, windowOpen: Bool = false
    ) async throws -> SandboxPatient {
        try await world.addPatient(name: name, phone: phone, username: username, windowOpen: windowOpen).patient
    }

    /// Has a patient write a text. Returns its wamid as soon as the webhook has answered 200.
    /// Throws `SandboxRefusal` for any other answer, `SandboxError` for an unknown patient or clinic.
    package func write(
        _ text: String, from patient: SandboxPatient, to phoneNumberID: String? = nil, ageSeconds: Double = 0
    ) async throws -> String {
        let answer = try await control.write(
            .members([
                "patient": .string(patient.id), "text": .string(text), "age_seconds": .number(ageSeconds),
                "phone_number_id": phoneNumberID.map(JSON.string),
            ]))
        guard answer.status == 200, let wamid = answer.body["wamid"]?.string else {
            throw SandboxRefusal(
                webhookStatus: answer.body["webhook_status"]?.integer,
                details: answer.body["webhook_body"]?.string ?? "")
        }
        return wamid
    }

    /// The bodies that were posted to `messages`, oldest first, including refused ones.
    package func sent(to recipient: String? = nil) async -> [SandboxSent] { await world.sent(to: recipient) }

    /// The same, as soon as there are `count` of them, or whatever is there after `seconds`.
    package func waitForSent(to recipient: String? = nil, count: Int, seconds: Double = 10) async -> [SandboxSent] {
        await control.waitForSent(to: recipient, after: nil, count: count, seconds: seconds)
    }

    package func inject(_ fault: SandboxFault) async { _ = await world.inject(fault) }

    package func setModel(_ model: SandboxModel) async { _ = await world.changeModel { $0 = model } }

    package func reset() async { await world.reset() }

    /// Sends webhooks elsewhere from now on: for a product whose port is known only after it has started.
    package func pointWebhooks(at url: String) async { await world.pointWebhooks(at: url) }
}
