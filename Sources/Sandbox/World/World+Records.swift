import FoundationEssentials

extension World {
    // MARK: What was sent

    func record(
        phoneNumberID: String, path: String, contentType: String, userAgent: String, body: JSON
    ) -> SandboxSent {
        let record = SandboxSent(
            number: sent.nextPosition, at: Date(), phoneNumberID: phoneNumberID, path: path,
            contentType: contentType, userAgent: userAgent, body: body)
        sent.append(record)
        announce(.sent)
        return record
    }

    func settle(_ number: Int, _ change: @Sendable (inout SandboxSent) -> Void) {
        sent.update(at: number, change)
        announce(.sent)
    }

    func noteStatus(_ status: String, of number: Int) {
        sent.update(at: number) { $0.statuses.append(status) }
        announce(.sent)
    }

    func sent(number: Int) -> SandboxSent? { sent.element(at: number) }

    /// What was sent, oldest first; only what went to one recipient if one is named.
    func sent(to reference: String?, after: Int? = nil) -> [SandboxSent] {
        let person = reference.flatMap { patient($0) }
        let digits = reference.map { $0.filter { !" +-()".contains($0) } }
        return sent.elements.filter { record in
            if let after, record.number <= after { return false }
            guard let digits else { return true }
            if let person { return person.isMeant(by: record.recipient) }
            return record.recipient == digits
        }
    }

    func note(read messageID: String, typing: Bool, phoneNumberID: String) {
        reads.append([
            "at": .string(Date().rfc3339), "phone_number_id": .string(phoneNumberID),
            "message_id": .string(messageID), "typing": .bool(typing),
        ])
    }

    func note(request method: String, path: String, status: Int) {
        requests.append([
            "at": .string(Date().rfc3339), "method": .string(method), "path": .string(path),
            "status": .integer(status),
        ])
    }

    func note(webhook: WebhookRecord) { webhooks.append(webhook.json) }

    func note(modelRequest body: JSON, model: String, stream: Bool, outcome: String) {
        modelRequests.append([
            "at": .string(Date().rfc3339), "model": .string(model), "stream": .bool(stream),
            "outcome": .string(outcome), "body": body.withoutFiles,
        ])
        announce(.sent)
    }

    // MARK: Faults

    func inject(_ fault: SandboxFault) -> SandboxFault {
        var fault = fault
        fault.id = nextFault
        nextFault += 1
        faults.append(fault)
        announce(.faults)
        return fault
    }

    func clearFaults() {
        faults = []
        announce(.faults)
    }

    /// Takes the fault that applies to a message to this recipient, and counts it down.
    func takeFault(for recipient: String) -> SandboxFault? {
        let person = patient(recipient)
        return takeFault { fault in
            guard !fault.kind.isAboutFiles else { return false }
            guard let wanted = fault.patient else { return true }
            return person?.isMeant(by: wanted) ?? (wanted.filter(\.isASCIIDigit) == recipient)
        }
    }

    /// The next fault of these kinds, which have to do with files.
    func takeFileFault(_ kinds: SandboxFault.Kind...) -> SandboxFault? { takeFault { kinds.contains($0.kind) } }

    private func takeFault(_ isMeant: (SandboxFault) -> Bool) -> SandboxFault? {
        guard let index = faults.firstIndex(where: isMeant) else { return nil }
        let fault = faults[index]
        if fault.count > 1 { faults[index].count -= 1 } else { faults.remove(at: index) }
        announce(.faults)
        return fault
    }

    // MARK: Model

    func changeModel(_ change: @Sendable (inout SandboxModel) throws -> Void) rethrows -> SandboxModel {
        try change(&model)
        announce(.model)
        return model
    }

    /// The behaviour for one request. A trouble that lasts for a number of requests is counted down.
    func takeModel() -> SandboxModel {
        let now = model
        if model.trouble != nil, let count = model.count {
            model.count = count > 1 ? count - 1 : nil
            if count <= 1 { model.trouble = nil }
            announce(.model)
        }
        return now
    }
}

extension JSON {
    /// The same with the beginnings of files alone: nobody looks at more of them here, and they are large.
    fileprivate var withoutFiles: JSON {
        switch self {
        case .array(let elements): .array(elements.map(\.withoutFiles))
        case .object(let members):
            .object(
                Dictionary(
                    uniqueKeysWithValues: members.map { name, value in
                        let isFile = ["data", "url"].contains(name) && (value.string?.utf8.count ?? 0) > 200
                        return (name, isFile ? .string(String(value.string!.prefix(60)) + "…") : value.withoutFiles)
                    }))
        default: self
        }
    }
}
