import Conversations

extension IdentityChange {
    /// From a system message; nil for every other message. A change of number comes from the old number and holds the
    /// new one; a change of user id leaves the number as it is.
    init?(_ message: JSONValue, read: InboundMessage) {
        guard read.type == .system, let system = message["system"] else { return nil }
        let newPhone = PhoneNumber(json: system["wa_id"])
        let newUserID = WhatsAppUserID(json: system["user_id"])
        switch system["type"]?.text {
        case "user_changed_number", "customer_changed_number": if newPhone == nil { return nil }
        case "user_changed_user_id": if newUserID == nil { return nil }
        default: return nil
        }
        self.init(
            old: MessageReader.sender(of: message), newPhone: newPhone, newUserID: newUserID, at: read.sentAt)
    }

    /// From the field `user_id_update`; nil without a new user id, or without anything that names the person.
    init?(notice: JSONValue) {
        guard let current = WhatsAppUserID(json: notice["user_id"]?["current"]) else { return nil }
        let old = WhatsAppPerson(
            phone: PhoneNumber(json: notice["wa_id"]), userID: WhatsAppUserID(json: notice["user_id"]?["previous"]))
        guard old.phone != nil || old.userID != nil else { return nil }
        self.init(old: old, newPhone: nil, newUserID: current, at: Timestamp(json: notice["timestamp"]))
    }
}

extension MarketingPreference {
    /// Nil where it names nobody.
    init?(_ preference: JSONValue) {
        let person = WhatsAppPerson(
            phone: PhoneNumber(json: preference["wa_id"]), userID: WhatsAppUserID(json: preference["user_id"]))
        guard person.phone != nil || person.userID != nil else { return nil }
        self.init(
            person: person, category: Bounded.text(preference["category"], limit: 100) ?? "",
            isStopped: preference["value"]?.text == "stop", at: Timestamp(json: preference["timestamp"]))
    }
}
