import FoundationEssentials

/// The control API without HTTP, so that tests in the same process use the very same code.
struct Control: Sendable {
    struct Call: Sendable {
        let method: String
        /// The path after `/sandbox/`.
        let path: String
        var query: [String: String] = [:]
        var body: JSON = [:]
    }

    struct Answer: Sendable {
        var status = 200
        let body: JSON
    }

    let world: World
    let deliveries: DeliveryQueue

    func answer(_ call: Call) async -> Answer {
        do {
            return try await route(call)
        } catch let error as SandboxError {
            return Answer(status: error.status, body: ["error": .string(error.message)])
        } catch {
            return Answer(status: 400, body: ["error": "the request could not be understood"])
        }
    }

    private func route(_ call: Call) async throws -> Answer {
        switch (call.method, call.path) {
        case ("GET", "state"): return await state()
        case ("POST", "patients"): return try await addPatient(call.body)
        case ("GET", "patients"): return await Answer(body: ["patients": .array(world.patients.map(\.json))])
        case ("POST", "window"): return try await setWindow(call.body)
        case ("POST", "messages"): return try await write(call.body)
        case ("POST", "echoes"): return try await echo(call.body)
        case ("POST", "webhook"): return try await postRaw(call.body)
        case ("POST", "preferences"): return try await setPreference(call.body)
        case ("GET", "conversation"): return try await conversation(call.query)
        case ("POST", "read"): return try await read(call.body)
        case ("POST", "statuses"): return try await postStatus(call.body)
        case ("POST", "faults"): return try await Answer(status: 201, body: world.inject(SandboxFault(call.body)).json)
        case ("GET", "faults"): return await Answer(body: ["faults": .array(world.faults.map(\.json))])
        case ("DELETE", "faults"):
            await world.clearFaults()
            return .success
        case ("GET", "model"): return await Answer(body: world.model.json)
        case ("POST", "model"):
            return try await Answer(body: world.changeModel { model throws in try model.change(call.body) }.json)
        case ("GET", "account"): return try await account(call.query["phone_number_id"])
        case ("POST", "account"): return try await setAccount(call.body)
        case ("GET", "templates"): return try await templates(call.query["phone_number_id"])
        case ("POST", "templates"): return try await changeTemplate(call.body)
        case ("POST", "reset"):
            await world.reset()
            return .success
        default: return try await records(call)
        }
    }

    private func records(_ call: Call) async throws -> Answer {
        guard call.method == "GET" else { throw SandboxError.missing("there is no such call") }
        switch call.path {
        case "sent": return await Answer(body: ["sent": .array(waitForSent(call.query).map(\.json))])
        case "reads": return await Answer(body: ["reads": .array(Array(world.reads.elements))])
        case "uploads": return await Answer(body: ["uploads": .array(Array(world.uploads.elements))])
        case "requests": return await Answer(body: ["requests": .array(Array(world.requests.elements))])
        case "webhooks": return await Answer(body: ["webhooks": .array(Array(world.webhooks.elements))])
        case "model/requests": return await Answer(body: ["requests": .array(Array(world.modelRequests.elements))])
        default: throw SandboxError.missing("there is no such call")
        }
    }

    private func state() async -> Answer {
        Answer(body: [
            "clinics": .array(world.configuration.clinics.map(\.json)),
            "patients": .array(await world.patients.map(\.json)), "faults": .array(await world.faults.map(\.json)),
            "model": await world.model.json,
        ])
    }

    private func waitForSent(_ query: [String: String]) async -> [SandboxSent] {
        await waitForSent(
            to: query["patient"], after: query["after"].flatMap(Int.init),
            count: query["at_least"].flatMap(Int.init) ?? 0,
            seconds: min(query["wait_seconds"].flatMap(Double.init) ?? 10, 30))
    }

    /// The records, as soon as there are `count` of them, or whatever is there after `seconds`.
    func waitForSent(to recipient: String?, after: Int?, count: Int, seconds: Double) async -> [SandboxSent] {
        let changes = await world.changes()
        let first = await world.sent(to: recipient, after: after)
        if first.count >= count { return first }
        await withTaskGroup { group in
            group.addTask {
                for await _ in changes where await world.sent(to: recipient, after: after).count >= count { return }
            }
            group.addTask { try? await Task.sleep(for: .seconds(seconds)) }
            await group.next()
            group.cancelAll()
        }
        return await world.sent(to: recipient, after: after)
    }
}

extension Control.Answer {
    static let success = Control.Answer(body: ["success": true])
}
