import Conversations
import JSON

/// Reads a change that is about an account and no conversation.
enum AccountUpdateReader {
    /// Empty where it means nothing to us.
    static func read(_ field: String, _ value: JSONElement, of entry: JSONElement) -> [AccountUpdate] {
        guard let account = WhatsAppAccountID(json: entry["id"]), let event = event(field, value) else { return [] }
        return [AccountUpdate(event, of: account, at: Timestamp(json: entry["time"]))]
    }

    private static func event(_ field: String, _ value: JSONElement) -> AccountEvent? {
        switch field {
        case "message_template_status_update": template(value, "event").map { .templateStatus($0, $1) }
        case "message_template_quality_update": template(value, "new_quality_score").map { .templateQuality($0, $1) }
        case "template_category_update": template(value, "new_category").map { .templateCategory($0, $1) }
        case "account_update": account(value)
        default: nil
        }
    }

    /// A restriction of what the clinic begins itself leaves it its answers, and is told with each message.
    private static func account(_ value: JSONElement) -> AccountEvent? {
        switch Bounded.word(value["event"]) {
        case "ACCOUNT_DELETED": return .sendingBlocked("The clinic's WhatsApp Business account was deleted.")
        case "ACCOUNT_RESTRICTION":
            let kinds = value["restriction_info"].elements.prefix(20).map { Bounded.word($0["restriction_type"]) }
            guard kinds.contains("RESTRICTED_CUSTOMER_INITIATED_MESSAGING") else { return nil }
            return .sendingBlocked(
                "WhatsApp has restricted the clinic's account: it may not answer patients at the moment.")
        case "DISABLED_UPDATE":
            switch Bounded.word(value["ban_info"]?["waba_ban_state"]) {
            case "DISABLE": return .sendingBlocked("WhatsApp has disabled the clinic's account.")
            case "REINSTATE": return .sendingAllowed
            default: return nil
            }
        default: return nil
        }
    }

    private static func template(_ value: JSONElement, _ member: String) -> (TemplateName, String)? {
        guard let name = Bounded.identifier(value["message_template_name"], limit: 512),
            let language = Bounded.identifier(value["message_template_language"]),
            let word = Bounded.word(value[member])
        else { return nil }
        return (TemplateName(name, language), word)
    }
}
