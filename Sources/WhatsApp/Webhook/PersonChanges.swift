import Conversations
import JSON

extension IdentityChange {
    /// From a system message; nil for every other message, and where it does not say who has which new name. Before
    /// August 2026 the person was named by number alone; since then they may be named by the former user id alone.
    init?(_ message: JSONElement, read: InboundMessage) {
        guard read.type == .system, let system = message["system"] else { return nil }
        let newUserID = WhatsAppUserID(json: system["user_id"])
        let isNewNumber = ["user_changed_number", "customer_changed_number"].contains(system["type"]?.text)
        guard isNewNumber || system["type"]?.text == "user_changed_user_id" else { return nil }
        let newPhone = isNewNumber ? PhoneNumber(json: system["wa_id"]) : nil
        let old = Self.former(message, of: system, newUserID: newUserID)
        guard newPhone != nil || newUserID != nil, old.phone != nil || old.userID != nil else { return nil }
        self.init(old: old, newPhone: newPhone, newUserID: newUserID, isNewNumber: isNewNumber, at: read.sentAt)
    }

    /// Whoever the notice is about, by the names of before.
    static func former(_ message: JSONElement, of system: JSONElement, newUserID: WhatsAppUserID?) -> WhatsAppPerson {
        let sender = MessageReader.sender(of: message)
        let previous = WhatsAppUserID(json: system["previous_user_id"]) ?? sender.userID
        return WhatsAppPerson(phone: sender.phone, userID: previous == newUserID ? nil : previous)
    }

    /// From the field `user_id_update`; nil without a new user id, or without anything that names the person.
    init?(notice: JSONElement) {
        guard let current = WhatsAppUserID(json: notice["user_id"]?["current"]) else { return nil }
        let old = WhatsAppPerson(
            phone: PhoneNumber(json: notice["wa_id"]), userID: WhatsAppUserID(json: notice["user_id"]?["previous"]))
        guard old.phone != nil || old.userID != nil else { return nil }
        self.init(old: old, newPhone: nil, newUserID: current, at: Timestamp(json: notice["timestamp"]))
    }
}

extension MarketingPreference {
    /// Nil where it names nobody, or is neither a stop nor its end.
    init?(_ preference: JSONElement) {
        guard let word = preference["value"]?.text?.lowercased(), ["stop", "resume"].contains(word) else { return nil }
        let person = WhatsAppPerson(
            phone: PhoneNumber(json: preference["wa_id"]), userID: WhatsAppUserID(json: preference["user_id"]))
        guard person.phone != nil || person.userID != nil else { return nil }
        self.init(
            person: person, category: Bounded.text(preference["category"], limit: 100) ?? "",
            isStopped: word == "stop", at: Timestamp(json: preference["timestamp"]))
    }
}
