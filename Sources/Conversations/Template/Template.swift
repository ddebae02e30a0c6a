/// A template of a clinic's WhatsApp account: the only kind of message that may be sent outside the customer service window.
/// Name and language together name it.
package struct Template: Hashable, Sendable {
    /// Meta's id.
    package let id: String
    package let name: String
    /// Meta's code as Meta writes it, such as `en_US`: sending needs exactly this.
    package let language: String
    /// In capitals, such as `UTILITY`. Meta may add others.
    package var category: String
    /// In capitals, such as `APPROVED`. Meta may add others.
    package var status: String
    /// GREEN, YELLOW, RED or UNKNOWN; nil where Meta didn't say.
    package var quality: String?
    package let parts: TemplateParts

    package init(
        id: String, name: String, language: String, category: String, status: String, quality: String?,
        parts: TemplateParts
    ) {
        self.id = id
        self.name = name
        self.language = language
        self.category = category
        self.status = status
        self.quality = quality
        self.parts = parts
    }

    /// In webhooks Meta writes `en-US` for what is `en_US` elsewhere.
    package static func language(_ code: String) -> String { code.replacing("-", with: "_") }

    /// Why it cannot be sent, as a sentence for a doctor; nil where it can.
    package var obstacle: String? { statusObstacle ?? parts.obstacle ?? categoryObstacle }

    private var statusObstacle: String? {
        switch status {
        case "APPROVED": nil
        case "PENDING", "IN_APPEAL": "WhatsApp has not approved this template yet."
        case "REJECTED": "WhatsApp has rejected this template."
        case "PAUSED": "WhatsApp has paused this template because patients complained about it."
        case "DISABLED": "WhatsApp has switched this template off."
        case "DELETED", "PENDING_DELETION": "This template was deleted."
        case "ARCHIVED": "WhatsApp has archived this template because it was not used for a long time."
        default: "WhatsApp does not let this template be sent at the moment (\(status))."
        }
    }

    private var categoryObstacle: String? {
        category == "AUTHENTICATION" ? "Templates with codes for signing in cannot be sent from here." : nil
    }

    /// It is an offer, which people may refuse.
    package var isMarketing: Bool { category == "MARKETING" }
}

/// What a template consists of.
package struct TemplateParts: Hashable, Sendable, Codable {
    /// Its placeholders have names; otherwise they have numbers.
    package var isNamed: Bool
    package var header: Header?
    package var body: Text?
    package var footer: String?
    package var buttons: [Button]
    /// Meta's words for parts that are not known here, such as `CAROUSEL`.
    package var unknown: [String]

    package init(
        isNamed: Bool = false, header: Header? = nil, body: Text? = nil, footer: String? = nil, buttons: [Button] = [],
        unknown: [String] = []
    ) {
        self.isNamed = isNamed
        self.header = header
        self.body = body
        self.footer = footer
        self.buttons = buttons
        self.unknown = unknown
    }

    /// A text with placeholders such as `{{1}}` or `{{first_name}}`.
    package struct Text: Hashable, Sendable, Codable {
        package var text: String
        /// By the name of the placeholder, what it may look like.
        package var examples: [String: String]

        package init(_ text: String, examples: [String: String] = [:]) {
            self.text = text
            self.examples = examples
        }
    }

    package struct Header: Hashable, Sendable, Codable {
        /// In lower case: `text`, `image`, `video`, `document`, `location`, `gif`, or another word of Meta's.
        package var kind: String
        /// Only of a text.
        package var text: Text?

        package init(kind: String, text: Text? = nil) {
            self.kind = kind
            self.text = text
        }

        /// Each message brings the file itself: Meta keeps only an example.
        package var isFile: Bool { ["image", "video", "document"].contains(kind) }

        /// Whether such a file may stand in it. Of documents WhatsApp takes only PDF here.
        package func takes(_ type: MessageType, mimeType: String?) -> Bool {
            isFile && kind == type.rawValue && (type != .document || mimeType == "application/pdf")
        }
    }

    package struct Button: Hashable, Sendable, Codable {
        /// In capitals, such as `QUICK_REPLY`.
        package var type: String
        package var text: String
        /// It may end with a placeholder.
        package var url: String?
        package var phoneNumber: String?
        /// What the placeholder of the address, or the code, may look like.
        package var example: String?

        package init(
            type: String, text: String, url: String? = nil, phoneNumber: String? = nil, example: String? = nil
        ) {
            self.type = type
            self.text = text
            self.url = url
            self.phoneNumber = phoneNumber
            self.example = example
        }
    }
}

extension TemplateParts {
    private static let knownButtons = ["QUICK_REPLY", "URL", "PHONE_NUMBER", "COPY_CODE", "FLOW", "VOICE_CALL"]

    fileprivate var obstacle: String? {
        if unknown.contains("CAROUSEL") { return "Templates with several cards cannot be sent from here." }
        if let part = unknown.first { return "This template has a part that cannot be sent from here (\(part))." }
        guard body != nil else { return "This template has no text of its own and cannot be sent from here." }
        if let kind = header?.kind, kind != "text", header?.isFile != true {
            return "Templates with a header of this kind cannot be sent from here (\(kind))."
        }
        if let button = buttons.first(where: { !Self.knownButtons.contains($0.type) }) {
            return "This template has a button that cannot be sent from here (\(button.type))."
        }
        return nil
    }
}
