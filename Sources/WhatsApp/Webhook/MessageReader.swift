import Conversations

/// Reads one element of `messages` or `message_echoes`.
enum MessageReader {
    static func sender(of message: JSONValue) -> InboundMessage.Person {
        InboundMessage.Person(
            phone: Bounded.phone(message["from"]), userID: Bounded.identifier(message["from_user_id"]),
            parentUserID: Bounded.identifier(message["from_parent_user_id"]))
    }

    static func recipient(of echo: JSONValue) -> InboundMessage.Person {
        InboundMessage.Person(
            phone: Bounded.phone(echo["to"]), userID: Bounded.identifier(echo["to_user_id"]),
            parentUserID: Bounded.identifier(echo["to_parent_user_id"]))
    }

    static func read(_ message: JSONValue, wamid: String, person: InboundMessage.Person) -> InboundMessage {
        let word = message["type"]?.text ?? ""
        // An edit carries the whole new message; it is read in the place of the old one.
        let shown = word == "edit" ? message["edit"]?["message"] ?? .object([:]) : message
        let type = Self.type(shown)
        var result = InboundMessage(
            wamid: wamid, person: person, timestamp: Timestamp(message["timestamp"]), type: type,
            body: Bounded.cut(MessageBody.text(of: shown, type: type), to: Bounded.body))
        result.media = media(shown)
        // The context inside an edit was seen with an id that is no wamid: only the outer one counts.
        result.contextWamid = Bounded.identifier(message["context"]?["id"])
        result.isForwarded = ["forwarded", "frequently_forwarded"].contains { message["context"]?[$0]?.flag == true }
        result.reactionTo = type == .reaction ? Bounded.identifier(shown["reaction"]?["message_id"]) : nil
        result.editOf = word == "edit" ? Bounded.identifier(message["edit"]?["original_message_id"]) : nil
        result.revokeOf = word == "revoke" ? Bounded.identifier(message["revoke"]?["original_message_id"]) : nil
        result.choiceID = choiceID(shown, type: type)
        result.sharedPhone = sharedPhone(shown)
        result.isGroup = message["group_id"] != nil
        result.isContentless = word == "request_welcome"
        result.referral = referral(message["referral"])
        result.callbackData = Bounded.text(message["biz_opaque_callback_data"], limit: 512)
        result.errors = GraphErrorDetail.list(message["errors"])
        return result
    }

    private static func type(_ message: JSONValue) -> MessageType {
        let word = message["type"]?.text ?? ""
        return word == "request_welcome" ? .system : MessageType(rawValue: word) ?? .unsupported
    }

    private static func media(_ message: JSONValue) -> InboundMessage.Media? {
        let kinds = ["image", "video", "document", "audio", "sticker"]
        guard let kind = message["type"]?.text, kinds.contains(kind), let media = message[kind],
            let id = Bounded.identifier(media["id"])
        else { return nil }
        let mime = media["mime_type"]?.text?.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
        return InboundMessage.Media(
            id: id, mimeType: mime.flatMap { $0.isEmpty || $0.utf8.count > 100 ? nil : $0 },
            sha256: Bounded.identifier(media["sha256"]), filename: Bounded.filename(media["filename"]),
            caption: Bounded.text(media["caption"], limit: Bounded.body),
            isVoice: media["voice"]?.flag == true, isAnimated: media["animated"]?.flag == true)
    }

    private static func choiceID(_ message: JSONValue, type: MessageType) -> String? {
        switch type {
        case .button: return Bounded.identifier(message["button"]?["payload"])
        case .interactive:
            let interactive = message["interactive"]
            return Bounded.identifier((interactive?["button_reply"] ?? interactive?["list_reply"])?["id"])
        default: return nil
        }
    }

    /// Only an answer to our own request tells the sender's number; a card from the address book may be anybody's.
    private static func sharedPhone(_ message: JSONValue) -> String? {
        guard message["type"]?.text == "contacts",
            let card = message["contacts"]?.elements.first(where: { $0["origin"]?.text == "contact_request" })
        else { return nil }
        let phones = card["phones"]?.elements ?? []
        return phones.lazy.compactMap { Bounded.phone($0["wa_id"]) ?? Bounded.phone($0["phone"]) }.first
    }

    private static func referral(_ referral: JSONValue?) -> InboundMessage.Referral? {
        guard let referral, referral.members != nil else { return nil }
        return InboundMessage.Referral(
            sourceType: Bounded.text(referral["source_type"], limit: 50),
            sourceID: Bounded.identifier(referral["source_id"]),
            headline: Bounded.text(referral["headline"], limit: Bounded.name))
    }
}
