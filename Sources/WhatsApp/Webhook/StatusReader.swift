import Conversations
import JSON

/// Reads one element of `statuses`.
enum StatusReader {
    static func read(_ status: JSONElement, contacts: ContactBook) throws(WebhookProblem) -> StatusReport {
        guard let wamid = Wamid(json: status["id"]) else { throw .statusWithoutID }
        guard let word = status["status"]?.text, let reported = DeliveryStatus(rawValue: word),
            [.sent, .delivered, .read, .played, .failed].contains(reported)
        else { throw .statusUnknown }
        let meaning = reported == .failed ? meaning(of: status) : nil
        return StatusReport(
            wamid: wamid, status: reported, at: Timestamp(json: status["timestamp"]),
            recipient: contacts.completed(recipient(of: status)),
            callbackID: MessageID(json: status["biz_opaque_callback_data"]),
            failure: reported == .failed ? meaning?.failure ?? GraphErrorMeaning.unexplained : nil,
            retry: meaning?.retry ?? .never, pricing: status["pricing"].flatMap(pricing))
    }

    /// Nil where it does not say for what. `billable` is going to be dropped.
    private static func pricing(_ json: JSONElement) -> Pricing? {
        guard let category = Bounded.word(json["category"])?.lowercased() else { return nil }
        let type = Bounded.word(json["type"])?.lowercased() ?? "unknown"
        return Pricing(
            category: category, type: type, isBillable: json["billable"]?.flag ?? (type == "regular"))
    }

    /// In a group `recipient_id` names the group and the participant is the person.
    static func recipient(of status: JSONElement) -> WhatsAppPerson {
        let prefix = isGroup(status) ? "recipient_participant" : "recipient"
        return WhatsAppPerson(
            phone: PhoneNumber(json: status["\(prefix)_id"]),
            userID: WhatsAppUserID(json: status["\(prefix)_user_id"]))
    }

    static func isGroup(_ status: JSONElement) -> Bool { status["recipient_type"]?.text == "group" }

    /// What the operator has to put right where the failure concerns the account and not this message.
    static func accountTrouble(_ status: JSONElement) -> AccountNotice.Matter? {
        guard status["status"]?.text == DeliveryStatus.failed.rawValue, let wamid = Wamid(json: status["id"]) else {
            return nil
        }
        let code = codes(status).first { GraphErrorMeaning(code: $0, subcode: nil).isAccountTrouble }
        return code.map { .failedMessage(wamid, code: $0) }
    }

    private static func meaning(of status: JSONElement) -> GraphErrorMeaning? {
        codes(status).first.map { GraphErrorMeaning(code: $0, subcode: nil) }
    }

    private static func codes(_ status: JSONElement) -> [Int64] { MetaError.list(status["errors"]).compactMap(\.code) }
}
