import Conversations

/// Reads a webhook body. Nothing in it is taken for granted: what is missing or odd costs only itself.
package enum WebhookPayload {
    /// Every entry × change × message or status of `body`, in order. Never fails: a body that is no JSON has a
    /// problem and no updates.
    package static func read(_ body: some Collection<UInt8>) -> WebhookUpdates {
        guard let root = JSONValue(bytes: body) else { return WebhookUpdates(problem: .notJSON) }
        guard root.members != nil else { return WebhookUpdates(problem: .emptyBody) }
        if let object = root["object"], object.text != "whatsapp_business_account" {
            return WebhookUpdates(problem: .otherObject)
        }
        var reading = WebhookReading()
        for entry in root["entry"]?.elements ?? [] {
            for change in entry["changes"]?.elements ?? [] {
                reading.read(change, businessAccountID: Bounded.identifier(entry["id"]))
            }
        }
        if reading.updates.isEmpty && reading.problems.isEmpty { reading.problems.append(.emptyBody) }
        return WebhookUpdates(updates: reading.updates, problems: reading.problems.map(\.rawValue))
    }
}

extension WebhookUpdates {
    fileprivate init(problem: WebhookProblem) { self.init(updates: [], problems: [problem.rawValue]) }
}

/// What has been read of a body so far.
struct WebhookReading {
    var updates: [WebhookUpdate] = []
    var problems: [WebhookProblem] = []

    mutating func read(_ change: JSONValue, businessAccountID: String?) {
        let field = Bounded.text(change["field"], limit: 100) ?? "unknown"
        let value = change["value"] ?? .object([:])
        let phoneNumberID = Bounded.identifier(value["metadata"]?["phone_number_id"])
        for content in contents(of: value, field: field) {
            if phoneNumberID == nil && content.concernsPatient { problems.append(.numberMissing) }
            updates.append(
                WebhookUpdate(
                    phoneNumberID: phoneNumberID, businessAccountID: businessAccountID, field: field,
                    content: content))
        }
    }

    private mutating func contents(of value: JSONValue, field: String) -> [WebhookUpdate.Content] {
        switch field {
        case "messages": messagesValue(value)
        case "smb_message_echoes": echoes(value)
        case "user_preferences": preferences(value)
        case "user_id_update": userIDUpdates(value)
        default: [.accountEvent(field: field)]
        }
    }

    private mutating func messagesValue(_ value: JSONValue) -> [WebhookUpdate.Content] {
        let errors = GraphErrorDetail.list(value["errors"])
        let contents = messages(value) + statuses(value) + (errors.isEmpty ? [] : [.valueErrors(errors)])
        if contents.isEmpty && value["messages"] == nil && value["statuses"] == nil { problems.append(.emptyValue) }
        return contents
    }

    private mutating func messages(_ value: JSONValue) -> [WebhookUpdate.Content] {
        let messages = value["messages"]?.elements ?? []
        let contacts = ContactBook(value["contacts"], senders: messages.map(MessageReader.sender))
        var contents: [WebhookUpdate.Content] = []
        for message in messages {
            guard let wamid = Bounded.identifier(message["id"]) else {
                problems.append(.messageWithoutID)
                continue
            }
            let person = contacts.completed(MessageReader.sender(of: message))
            guard person.phone != nil || person.userID != nil else {
                problems.append(.messageWithoutSender)
                continue
            }
            let read = MessageReader.read(message, wamid: wamid, person: person)
            contents.append(UserIDChange(message, read: read).map { .userIDChange($0) } ?? .message(read))
        }
        return contents
    }

    private mutating func echoes(_ value: JSONValue) -> [WebhookUpdate.Content] {
        let echoes = value["message_echoes"]?.elements ?? []
        if echoes.isEmpty { problems.append(.emptyValue) }
        let contacts = ContactBook(value["contacts"], senders: echoes.map(MessageReader.recipient))
        return echoes.compactMap { echo in
            guard let wamid = Bounded.identifier(echo["id"]) else {
                problems.append(.messageWithoutID)
                return nil
            }
            let person = contacts.completed(MessageReader.recipient(of: echo))
            guard person.phone != nil || person.userID != nil else {
                problems.append(.echoWithoutRecipient)
                return nil
            }
            return .echo(MessageReader.read(echo, wamid: wamid, person: person))
        }
    }

    private mutating func statuses(_ value: JSONValue) -> [WebhookUpdate.Content] {
        let statuses = value["statuses"]?.elements ?? []
        let contacts = ContactBook(value["contacts"], senders: statuses.map(StatusUpdate.recipient))
        return statuses.compactMap { status in
            switch StatusUpdate.read(status, contacts: contacts) {
            case .success(let update): return .status(update)
            case .failure(let problem):
                problems.append(problem)
                return nil
            }
        }
    }

    private mutating func preferences(_ value: JSONValue) -> [WebhookUpdate.Content] {
        let preferences = value["user_preferences"]?.elements ?? []
        if preferences.isEmpty { problems.append(.emptyValue) }
        return preferences.map { .userPreference(UserPreference($0)) }
    }

    private mutating func userIDUpdates(_ value: JSONValue) -> [WebhookUpdate.Content] {
        let changes = value["user_id_update"]?.elements ?? []
        if changes.isEmpty { problems.append(.emptyValue) }
        return changes.compactMap { element in
            guard let change = UserIDChange(notice: element) else {
                problems.append(.userChangeUnreadable)
                return nil
            }
            return .userIDChange(change)
        }
    }
}

extension WebhookProblem: Error {}

extension WebhookUpdate.Content {
    fileprivate var concernsPatient: Bool {
        switch self {
        case .message, .echo, .status, .userIDChange, .userPreference: true
        case .accountEvent, .valueErrors: false
        }
    }
}
