import FoundationEssentials

/// What Meta looks at beside the form of a message: the account, the recipient, and what the message refers to.
struct SendingRules: Sendable {
    struct Verdict {
        let patient: SandboxPatient
        var template: FilledTemplate?
        /// Why the message will fail after it has been accepted.
        var failure: StatusFailure?
    }

    private static let reactionTime: TimeInterval = 30 * 24 * 3600

    let world: World
    let clinic: SandboxClinic

    /// Throws the error with which the message is refused at once.
    func verdict(on record: SandboxSent) async throws -> Verdict {
        guard await world.canSend(clinic) else { throw GraphError(code: 131_031) }
        let template = try await template(in: record)
        var verdict = Verdict(patient: try await recipient(of: record), template: template)
        let chat = World.Chat(patientID: verdict.patient.id, phoneNumberID: clinic.phoneNumberID)
        if await world.isBlocked(verdict.patient, by: clinic) { throw GraphError(code: 130_403) }
        if template?.category == "MARKETING", await world.stopsMarketing(chat) { throw GraphError(code: 131_050) }
        if record.type == "reaction" { try await checkTarget(of: record, in: chat) }
        verdict.failure = try await failure(of: record, template)
        return verdict
    }

    /// The patient who gets the message. Outside the 24-hour window, only a template is allowed.
    private func recipient(of record: SandboxSent) async throws -> SandboxPatient {
        let known = await world.patient(record.recipient)
        if record.type == "template" {
            if let known { return known }
            guard let to = record.body["to"]?.string else { throw GraphError(code: 131_026) }
            return try await world.addPatient(name: to, phone: to, username: nil, windowOpen: false).patient
        }
        guard let known else { throw GraphError(code: 131_047) }
        let chat = World.Chat(patientID: known.id, phoneNumberID: clinic.phoneNumberID)
        guard await world.windowIsOpen(chat) else { throw GraphError(code: 131_047) }
        return known
    }

    // MARK: Templates

    private func template(in record: SandboxSent) async throws -> FilledTemplate? {
        guard record.type == "template", let content = record.body["template"] else { return nil }
        let name = content["name"]?.string ?? ""
        let language = content["language"]?["code"]?.string ?? ""
        let all = await world.templates(of: clinic.accountID)
        guard let found = all.first(where: { $0.name == name && $0.language == language }) else {
            throw GraphError(code: 132_001, details: "template name (\(name)) does not exist in \(language)")
        }
        switch found.status {
        case "APPROVED": break
        case "PAUSED": throw GraphError(code: 132_015)
        case "DISABLED": throw GraphError(code: 132_016)
        default: throw GraphError(code: 132_001, details: "template (\(name)) in \(language) is not approved")
        }
        return try TemplateFiller(template: found, components: content["components"]?.array ?? []).filled()
    }

    // MARK: Reactions

    /// A message that the sandbox has never seen, or sees no more, may be reacted to.
    private func checkTarget(of record: SandboxSent, in chat: World.Chat) async throws {
        let target = record.body["reaction"]?["message_id"]?.string ?? ""
        guard await !world.reactionIDs.contains(target) else {
            throw GraphError.wrongValue("reaction.message_id is the id of a reaction.")
        }
        guard let bubble = await world.bubble(target, in: chat) else { return }
        guard !bubble.isDeleted else { throw GraphError.wrongValue("The message of the reaction was deleted.") }
        guard Date().timeIntervalSince(bubble.at) < Self.reactionTime else {
            throw GraphError.wrongValue("The message of the reaction is older than 30 days.")
        }
    }

    // MARK: Files

    private func failure(of record: SandboxSent, _ template: FilledTemplate?) async throws -> StatusFailure? {
        if let media = template?.media { return try await failure(of: media.content, as: media.kind) }
        if let kind = MediaKind(rawValue: record.type), let content = record.body[record.type] {
            return try await failure(of: content, as: kind)
        }
        let header = record.body["interactive"]?["header"]
        guard let type = header?["type"]?.string, let kind = MediaKind(rawValue: type), let content = header?[type]
        else { return nil }
        return try await failure(of: content, as: kind)
    }

    /// Throws if the message names a file that this number has not uploaded. A file of the wrong kind is found out
    /// only after the message was accepted.
    private func failure(of content: JSON, as kind: MediaKind) async throws -> StatusFailure? {
        guard let id = content["id"]?.string else { return nil }
        guard id.allSatisfy(\.isASCIIDigit) else { throw GraphError.invalid("\(kind.rawValue).id is not a media id.") }
        guard let item = await world.mediaItem(id), item.owner == clinic.phoneNumberID else {
            throw GraphError(code: 131_053, details: "Media \(id) was not uploaded with this phone number.")
        }
        guard kind.takes(item.mimeType) else {
            let types = kind.mimeTypes.joined(separator: ", ")
            let name = kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst()
            return StatusFailure(
                code: 131_053,
                details: "Unsupported \(name) mime type \(item.mimeType). Please use one of \(types).")
        }
        if kind == .audio, content["voice"]?.bool == true, !MediaKind.isVoiceNote(item.head) {
            return StatusFailure(code: 131_053, details: "A voice message must be an OGG file with OPUS in mono.")
        }
        return nil
    }
}
