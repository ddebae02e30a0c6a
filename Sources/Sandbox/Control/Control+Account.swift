extension Control {
    /// What Meta says of a clinic's number and its account.
    func account(_ phoneNumberID: String?) async throws -> Answer {
        let clinic = try await world.requireClinic(phoneNumberID)
        let number = await world.number(clinic)
        let business = await world.business(clinic.accountID)
        var blocked: [JSON] = []
        for id in number.blocked {
            if let patient = await world.patient(id) { blocked.append(patient.json) }
        }
        return Answer(body: [
            "phone_number_id": .string(clinic.phoneNumberID), "account_id": .string(clinic.accountID),
            "app_id": .string(World.appID), "quality": .string(number.quality), "status": .string(number.status),
            "throughput": .string(number.throughput), "messaging_limit": .string(number.messagingLimit),
            "subscribed": .bool(business.isSubscribed), "token_targets": .bool(business.namesTargets),
            "health_status": await world.health(of: clinic, clinic.accountID), "blocked": .array(blocked),
        ])
    }

    /// Applies the members that a body has.
    func setAccount(_ body: JSON) async throws -> Answer {
        let clinic = try await world.requireClinic(body["phone_number_id"]?.string)
        let entity = try Self.entity(body["entity"])
        let health = try body["health"].map(SandboxHealth.init(reading:))
        for name in ["subscribed", "token_targets"] where body[name] != nil && body[name]?.bool == nil {
            throw SandboxError.invalid("\(name) must be true or false")
        }
        for name in ["quality", "status", "throughput", "messaging_limit"]
        where body[name] != nil && body[name]?.string == nil {
            throw SandboxError.invalid("\(name) must be a word of Meta's, such as \(Self.examples[name] ?? "")")
        }
        await world.changeNumber(clinic) { number in
            number.quality = body["quality"]?.string ?? number.quality
            number.status = body["status"]?.string ?? number.status
            number.throughput = body["throughput"]?.string ?? number.throughput
            number.messagingLimit = body["messaging_limit"]?.string ?? number.messagingLimit
            if let health, entity == .number { number.health = health }
        }
        await world.changeBusiness(clinic.accountID) { business in
            business.isSubscribed = body["subscribed"]?.bool ?? business.isSubscribed
            business.namesTargets = body["token_targets"]?.bool ?? business.namesTargets
            if let health, entity != .number { business.health[entity] = health }
        }
        return try await account(clinic.phoneNumberID)
    }

    private static let examples = [
        "quality": "GREEN", "status": "CONNECTED", "throughput": "STANDARD", "messaging_limit": "TIER_250",
    ]

    private static func entity(_ value: JSON?) throws -> SandboxHealth.Entity {
        guard let value else { return .number }
        guard let entity = value.string.flatMap(SandboxHealth.Entity.init(rawValue:)) else {
            let words = SandboxHealth.Entity.allCases.map(\.rawValue).joined(separator: ", ")
            throw SandboxError.invalid("entity must be one of: \(words)")
        }
        return entity
    }

    /// A patient stops or resumes the marketing messages of a clinic.
    func setPreference(_ body: JSON) async throws -> Answer {
        guard let value = body["value"]?.string, ["stop", "resume"].contains(value) else {
            throw SandboxError.invalid("value must be stop or resume")
        }
        let patient = try await patient(in: body)
        let clinic = try await world.requireClinic(body["phone_number_id"]?.string)
        let chat = World.Chat(patientID: patient.id, phoneNumberID: clinic.phoneNumberID)
        await world.setMarketing(stopped: value == "stop", in: chat)
        let answer = await post(
            Delivery(kind: .notice, payload: WebhookPayload.preference(value, of: patient, for: clinic)))
        let told: [String: JSON] = [
            "patient": patient.json, "value": .string(value),
            "webhook_status": answer.status.map(JSON.integer) ?? .null,
        ]
        return Self.answer(answer, told, "notice")
    }
}

extension SandboxHealth {
    /// A level, or an object with `can_send_message` and Meta's `errors` or `additional_info`.
    /// Throws a `SandboxError` that says what is wrong with it.
    init(reading json: JSON) throws {
        guard let level = (json.string ?? json["can_send_message"]?.string).flatMap(Level.init(rawValue:)) else {
            let words = Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw SandboxError.invalid("health must be one of: \(words)")
        }
        self.init(level: level)
        if level == .blocked { errors = json["errors"]?.array ?? [Self.usualError] }
        if level == .limited { notes = json["additional_info"]?.array ?? [Self.usualNote] }
    }

    private static let usualError: JSON = [
        "error_code": 131_031, "error_description": "The account has been locked.",
        "possible_solution": "Open the WhatsApp Manager and follow the steps that it names.",
    ]
    private static let usualNote: JSON = "Your display name has not been approved yet."
}
