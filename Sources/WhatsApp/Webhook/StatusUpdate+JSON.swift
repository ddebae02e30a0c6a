import Conversations

extension StatusUpdate {
    static func read(_ status: JSONValue, contacts: ContactBook) -> Result<StatusUpdate, WebhookProblem> {
        guard let wamid = Bounded.identifier(status["id"]) else { return .failure(.statusWithoutID) }
        guard let word = status["status"]?.text, let reported = DeliveryStatus(rawValue: word),
            [.sent, .delivered, .read, .played, .failed].contains(reported)
        else { return .failure(.statusUnknown) }
        let recipient = contacts.completed(recipient(of: status))
        return .success(
            StatusUpdate(
                wamid: wamid, status: reported, timestamp: Timestamp(status["timestamp"]),
                recipientPhone: recipient.phone, recipientUserID: recipient.userID,
                callbackData: Bounded.text(status["biz_opaque_callback_data"], limit: 512),
                isGroup: isGroup(status), errors: GraphErrorDetail.list(status["errors"])))
    }

    /// In a group `recipient_id` names the group and the participant is the person.
    static func recipient(of status: JSONValue) -> InboundMessage.Person {
        let prefix = isGroup(status) ? "recipient_participant" : "recipient"
        return InboundMessage.Person(
            phone: Bounded.phone(status["\(prefix)_id"]), userID: Bounded.identifier(status["\(prefix)_user_id"]))
    }

    private static func isGroup(_ status: JSONValue) -> Bool { status["recipient_type"]?.text == "group" }
}

extension GraphErrorDetail {
    static func list(_ errors: JSONValue?) -> [GraphErrorDetail] {
        (errors?.elements ?? []).prefix(20).map { error in
            GraphErrorDetail(
                code: error["code"]?.integer,
                title: Bounded.text(error["title"] ?? error["message"], limit: 500) ?? "",
                details: Bounded.text(error["error_data"]?["details"] ?? error["message"], limit: 2000) ?? "")
        }
    }
}

extension UserPreference {
    init(_ preference: JSONValue) {
        self.init(
            phone: Bounded.phone(preference["wa_id"]), userID: Bounded.identifier(preference["user_id"]),
            category: Bounded.text(preference["category"], limit: 100) ?? "",
            isStopped: preference["value"]?.text == "stop", timestamp: Timestamp(preference["timestamp"]))
    }
}

extension UserIDChange {
    /// From a system message; nil for every other message. A change of number comes from the old number and has
    /// the new one inside; a change of user id leaves the number as it is.
    init?(_ message: JSONValue, read: InboundMessage) {
        guard read.type == .system, let system = message["system"] else { return nil }
        let sender = MessageReader.sender(of: message)
        let newPhone = Bounded.phone(system["wa_id"])
        let newUserID = Bounded.identifier(system["user_id"])
        switch system["type"]?.text {
        case "user_changed_number", "customer_changed_number": if newPhone == nil { return nil }
        case "user_changed_user_id": if newUserID == nil { return nil }
        default: return nil
        }
        self.init(
            oldPhone: sender.phone, newPhone: newPhone, oldUserID: sender.userID, newUserID: newUserID,
            timestamp: read.timestamp, message: read)
    }

    /// From the field `user_id_update`; nil without a new user id.
    init?(notice: JSONValue) {
        guard let current = Bounded.identifier(notice["user_id"]?["current"]) else { return nil }
        let phone = Bounded.phone(notice["wa_id"])
        let previous = Bounded.identifier(notice["user_id"]?["previous"])
        guard phone != nil || previous != nil else { return nil }
        self.init(
            oldPhone: phone, newPhone: nil, oldUserID: previous, newUserID: current,
            timestamp: Timestamp(notice["timestamp"]), message: nil)
    }
}

extension Timestamp {
    /// Unix seconds, as a string or an integer.
    init?(_ seconds: JSONValue?) {
        guard let seconds = seconds?.integer else { return nil }
        self.init(unixSeconds: seconds)
    }
}
