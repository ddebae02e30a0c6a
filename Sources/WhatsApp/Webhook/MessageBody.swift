import Conversations
import JSON
import Storage

/// What a person reads of a message, in one text.
enum MessageBody {
    /// So many cards of one message are kept, and so many numbers of one card.
    static let cardLimit = 100
    static let phoneLimit = 20
    static let deleted = "This message was deleted."

    static func text(of message: JSONElement, type: MessageType) -> String {
        let content = message[type.rawValue]
        return switch type {
        case .text: content?["body"]?.text ?? ""
        case .image, .video, .audio, .sticker: content?["caption"]?.text ?? ""
        case .document: document(content)
        case .location: location(content)
        case .contacts: content.elements.map(contact).filter { !$0.isEmpty }.joined(separator: "\n")
        case .interactive: interactive(content)
        case .button: content?["text"]?.text ?? content?["payload"]?.text ?? ""
        case .reaction: reaction(content)
        case .order: order(content)
        case .system: content?["body"]?.text ?? ""
        case .template, .unsupported: ""
        }
    }

    /// The caption, or the name of the file where no caption is to be seen.
    private static func document(_ document: JSONElement?) -> String {
        let caption = Bounded.text(document?["caption"], limit: Bounded.body) ?? ""
        return caption.folded.isEmpty ? Bounded.filename(document?["filename"]) ?? "" : caption
    }

    /// The place and its coordinates: "Aurora Clinic, 1 Station Road (18.5195694, 73.8553467)".
    private static func location(_ location: JSONElement?) -> String {
        let place = ["name", "address"].compactMap { Bounded.text(location?[$0], limit: 1000) }.joined(separator: ", ")
        guard let latitude = location?["latitude"]?.number, let longitude = location?["longitude"]?.number else {
            return place
        }
        let pin = "\(Coordinate.text(latitude)), \(Coordinate.text(longitude))"
        return place.isEmpty ? pin : "\(place) (\(pin))"
    }

    static func name(of card: JSONElement) -> String {
        let parts = ["first_name", "last_name"].compactMap { Bounded.name(card["name"]?[$0]) }.joined(separator: " ")
        return Bounded.name(card["name"]?["formatted_name"]) ?? parts
    }

    private static func contact(_ card: JSONElement) -> String {
        let name = name(of: card)
        let phones = card["phones"].elements.prefix(phoneLimit)
            .compactMap { Bounded.text($0["phone"] ?? $0["wa_id"], limit: 40) }.joined(separator: ", ")
        return [name, phones].filter { !$0.isEmpty }.joined(separator: ": ")
    }

    private static func interactive(_ interactive: JSONElement?) -> String {
        if let choice = interactive?["button_reply"] ?? interactive?["list_reply"] {
            return choice["title"]?.text ?? choice["id"]?.text ?? ""
        }
        if let form = interactive?["nfm_reply"] { return flow(form) }
        if let permission = interactive?["call_permission_reply"] {
            return permission["response"]?.text == "accept" ? "Calls allowed" : "Calls not allowed"
        }
        return ""
    }

    /// A completed form: one line for each answer. The token is ours and tells a reader nothing.
    private static func flow(_ form: JSONElement) -> String {
        let answers = form["response_json"]?.text.flatMap { try? JSONElement(Array($0.utf8), .lenient) }?.members ?? [:]
        let lines = answers.filter { $0.key != "flow_token" }.sorted { $0.key < $1.key }
            .compactMap { name, value in plain(value).map { "\(name): \($0)" } }
        return lines.isEmpty ? form["body"]?.text ?? "" : lines.joined(separator: "\n")
    }

    private static func plain(_ value: JSONElement) -> String? {
        switch value.kind {
        case .array: value.elements.compactMap(plain).joined(separator: ", ")
        case .bool: value.flag == true ? "yes" : "no"
        case .object:
            value.members?.sorted { $0.key < $1.key }.compactMap { plain($0.value) }.joined(separator: ", ")
        default: value.text
        }
    }

    /// A removed reaction comes without an emoji, or with an empty one.
    private static func reaction(_ reaction: JSONElement?) -> String {
        Bounded.text(reaction?["emoji"], limit: 20) ?? "Reaction removed"
    }

    private static func order(_ order: JSONElement?) -> String {
        let items = (order?["product_items"]).elements.map { item in
            let price = [item["item_price"]?.text, item["currency"]?.text].compactMap { $0 }.joined(separator: " ")
            let product = "\(item["quantity"]?.text ?? "1") × \(item["product_retailer_id"]?.text ?? "?")"
            return price.isEmpty ? product : "\(product) (\(price))"
        }
        let note = Bounded.text(order?["text"], limit: Bounded.body)
        return (["Order: " + items.joined(separator: ", ")] + (note.map { [$0] } ?? [])).joined(separator: "\n")
    }
}
