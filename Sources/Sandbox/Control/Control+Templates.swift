import FoundationEssentials

extension Control {
    func templates(_ phoneNumberID: String?) async throws -> Answer {
        let clinic = try await world.requireClinic(phoneNumberID)
        return await Answer(body: ["templates": .array(world.templates(of: clinic.accountID).map(Self.json))])
    }

    /// Changes a template's status, category or quality, and delivers the webhooks that tell it.
    func changeTemplate(_ body: JSON) async throws -> Answer {
        let clinic = try await world.requireClinic(body["phone_number_id"]?.string)
        var template = try await template(in: body, of: clinic)
        let changes = try Self.changes(body, &template)
        guard !changes.isEmpty else { throw SandboxError.invalid("status, category or quality is missing") }
        await world.store(template, of: clinic.accountID)
        var posted: [JSON] = []
        for (field, about) in changes {
            let payload = WebhookPayload.template(template, of: clinic.accountID, field: field, about)
            let answer = await post(Delivery(kind: .notice, payload: payload))
            posted.append([
                "field": .string(field), "webhook_status": answer.status.map(JSON.integer) ?? .null,
                "retrying": .bool(!answer.isAccepted),
            ])
        }
        return Answer(body: ["template": Self.json(template), "webhooks": .array(posted)])
    }

    private func template(in body: JSON, of clinic: SandboxClinic) async throws -> SandboxTemplate {
        let all = await world.templates(of: clinic.accountID)
        let id = body["id"]?.string ?? body["id"]?.integer.map { String($0) }
        let (name, language) = (body["name"]?.string, body["language"]?.string)
        let found = all.first { template in
            id.map { String(template.id) == $0 } ?? (template.name == name && template.language == language)
        }
        guard let found else {
            throw SandboxError.missing("there is no template with that id, or with that name and language")
        }
        return found
    }

    /// Changes the template, and says what each webhook tells.
    private static func changes(
        _ body: JSON, _ template: inout SandboxTemplate
    ) throws -> [(field: String, about: [String: JSON])] {
        var changes: [(field: String, about: [String: JSON])] = []
        if let category = try word(body, "category", SandboxTemplate.categories) {
            template.previousCategory = template.category
            template.category = category
            changes.append(
                (
                    "template_category_update",
                    ["previous_category": .text(template.previousCategory), "new_category": .string(category)]
                ))
        }
        if let quality = try word(body, "quality", SandboxTemplate.qualities) {
            let about: [String: JSON] = [
                "previous_quality_score": .string(template.quality), "new_quality_score": .string(quality),
            ]
            template.quality = quality
            template.qualityDate = Int(Date().timeIntervalSince1970)
            changes.append(("message_template_quality_update", about))
        }
        if let status = try word(body, "status", SandboxTemplate.statuses) {
            let reason = status == "REJECTED" ? body["reason"]?.string ?? "INVALID_FORMAT" : nil
            template.status = status
            template.rejectedReason = reason
            var about: [String: JSON] = [
                "event": .string(status), "reason": .string(reason ?? "NONE"),
                "message_template_category": .string(template.category),
            ]
            if let reason {
                about["rejection_info"] = [
                    "reason": .string(reason), "recommendation": "Change the template and send it again.",
                ]
            }
            changes.append(("message_template_status_update", about))
        }
        return changes
    }

    private static func word(_ body: JSON, _ name: String, _ words: [String]) throws -> String? {
        guard let value = body[name] else { return nil }
        guard let word = value.string, words.contains(word) else {
            throw SandboxError.invalid("\(name) must be one of: \(words.joined(separator: ", "))")
        }
        return word
    }

    private static func json(_ template: SandboxTemplate) -> JSON {
        .object(template.node.compactMapValues(\.self))
    }
}
