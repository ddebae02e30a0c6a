import Conversations
import JSON

/// Reads one element of `messages` or `message_echoes`.
enum MessageReader {
    static func sender(of message: JSONElement) -> WhatsAppPerson {
        WhatsAppPerson(
            phone: PhoneNumber(json: message["from"]), userID: WhatsAppUserID(json: message["from_user_id"]),
            parentUserID: WhatsAppUserID(json: message["from_parent_user_id"]))
    }

    static func recipient(of echo: JSONElement) -> WhatsAppPerson {
        WhatsAppPerson(
            phone: PhoneNumber(json: echo["to"]), userID: WhatsAppUserID(json: echo["to_user_id"]),
            parentUserID: WhatsAppUserID(json: echo["to_parent_user_id"]))
    }

    static func read(_ message: JSONElement, wamid: Wamid, person: WhatsAppPerson) -> InboundMessage {
        // An edit carries the whole new message, which is what people are to read.
        let isEdit = message["type"]?.text == "edit"
        let shown = isEdit ? message["edit"]?["message"] ?? .emptyObject : message
        let type = MessageType(word: shown["type"]?.text ?? "")
        var result = InboundMessage(
            wamid: wamid, person: person, sentAt: Timestamp(json: message["timestamp"]), type: type,
            body: Bounded.cut(MessageBody.text(of: shown, type: type), to: Bounded.body))
        result.relation = relation(message, shown: shown)
        if case .deletion = result.relation { result.body = MessageBody.deleted }
        result.media = media(shown)
        result.cards = cards(shown, type: type)
        result.isForwarded = ["forwarded", "frequently_forwarded"].contains { message["context"]?[$0]?.flag == true }
        result.choiceID = choiceID(shown, type: type)
        result.sharedPhone = sharedPhone(shown)
        result.isGroup = message["group_id"] != nil
        result.referral = referral(message["referral"])
        result.callbackID = MessageID(json: message["biz_opaque_callback_data"])
        result.errors = MetaError.list(message["errors"])
        return result
    }

    /// What says most about the message comes first.
    private static func relation(_ message: JSONElement, shown: JSONElement) -> InboundMessage.Relation? {
        let word = message["type"]?.text
        if word == "revoke", let original = Wamid(json: message["revoke"]?["original_message_id"]) {
            return .deletion(of: original)
        }
        if word == "edit", let original = Wamid(json: message["edit"]?["original_message_id"]) {
            return .edit(of: original)
        }
        if shown["type"]?.text == "reaction", let target = Wamid(json: shown["reaction"]?["message_id"]) {
            return .reaction(to: target, emoji: Bounded.text(shown["reaction"]?["emoji"], limit: 20) ?? "")
        }
        // The context inside an edit has been seen with an id that isn't a wamid: only the outer one counts.
        return Wamid(json: message["context"]?["id"]).map { .reply(to: $0) }
    }

    private static func media(_ message: JSONElement) -> InboundMedia? {
        let kinds = ["image", "video", "document", "audio", "sticker"]
        guard let kind = message["type"]?.text, kinds.contains(kind), let media = message[kind],
            let id = Bounded.identifier(media["id"])
        else { return nil }
        let mime = media["mime_type"]?.text?.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
        return InboundMedia(
            id: id, mimeType: mime.flatMap { $0.isEmpty || $0.utf8.count > 100 ? nil : $0 },
            sha256: Bounded.identifier(media["sha256"]), filename: Bounded.filename(media["filename"]),
            caption: Bounded.text(media["caption"], limit: Bounded.body),
            isVoice: media["voice"]?.flag == true, isAnimated: media["animated"]?.flag == true)
    }

    private static func cards(_ message: JSONElement, type: MessageType) -> [ContactCard] {
        guard type == .contacts else { return [] }
        return message["contacts"].elements.prefix(MessageBody.cardLimit).map { card in
            let name = card["name"]
            let phones = card["phones"].elements.prefix(MessageBody.phoneLimit)
            return ContactCard(
                formattedName: MessageBody.name(of: card),
                firstName: Bounded.name(name?["first_name"]) ?? "",
                phones: phones.compactMap { Bounded.name($0["phone"] ?? $0["wa_id"]) })
        }
    }

    private static func choiceID(_ message: JSONElement, type: MessageType) -> String? {
        switch type {
        case .button: return Bounded.identifier(message["button"]?["payload"])
        case .interactive:
            let interactive = message["interactive"]
            return Bounded.identifier((interactive?["button_reply"] ?? interactive?["list_reply"])?["id"])
        default: return nil
        }
    }

    /// Only the answer to our own request gives the sender's number; a card from the address book may be anybody's.
    private static func sharedPhone(_ message: JSONElement) -> PhoneNumber? {
        guard message["type"]?.text == "contacts",
            let card = message["contacts"].elements.first(where: { $0["origin"]?.text == "contact_request" })
        else { return nil }
        let phones = card["phones"].elements
        return phones.lazy.compactMap { PhoneNumber(json: $0["wa_id"]) ?? PhoneNumber(json: $0["phone"]) }.first
    }

    private static func referral(_ referral: JSONElement?) -> InboundMessage.Referral? {
        guard let referral, referral.kind == .object else { return nil }
        return InboundMessage.Referral(
            sourceType: Bounded.text(referral["source_type"], limit: 50),
            sourceID: Bounded.identifier(referral["source_id"]),
            headline: Bounded.name(referral["headline"]))
    }
}
