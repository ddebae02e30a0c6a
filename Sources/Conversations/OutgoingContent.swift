/// What is sent: stored with its message, and the only thing handed to WhatsApp, at the first attempt and at every
/// later one.
///
/// Files are named by the id of an upload, which comes before the first attempt and never inside one.
package enum OutgoingContent: Sendable, Hashable, Codable {
    case text(MessageText)
    /// A caption has at most 1,024 characters.
    case image(id: String, caption: String?)
    case video(id: String, caption: String?)
    case document(id: String, filename: String?, caption: String?)
    /// `isVoice`: shown as a voice note; needs Ogg with Opus, mono.
    case audio(id: String, isVoice: Bool)
    case sticker(id: String)
    /// Degrees.
    case location(latitude: Double, longitude: Double, name: String?, address: String?)
    case contacts([ContactCard])
    /// An empty emoji removes the reaction.
    case reaction(to: Wamid, emoji: String)
    case interactive(InteractiveContent)
    case template(TemplateContent)
}

/// To whom a message goes.
package enum Recipient: Sendable, Hashable {
    case phone(PhoneNumber)
    /// For people whose number WhatsApp hides.
    case userID(WhatsAppUserID)
}

/// A person's card.
package struct ContactCard: Sendable, Hashable, Codable {
    package let formattedName: String
    /// Meta requires at least one part of the name besides the full one.
    package let firstName: String
    /// As a person would write them, with `+` and country code.
    package let phones: [String]

    package init(formattedName: String, firstName: String, phones: [String]) {
        self.formattedName = formattedName
        self.firstName = firstName
        self.phones = phones
    }
}

/// A message with something to tap. The body has 1 to 1,024 characters (4,096 in a list), header and footer 60.
package struct InteractiveContent: Sendable, Hashable, Codable {
    package let header: String?
    package let body: String
    package let footer: String?
    package let action: Action

    package init(header: String? = nil, body: String, footer: String? = nil, action: Action) {
        self.header = header
        self.body = body
        self.footer = footer
        self.action = action
    }

    package enum Action: Sendable, Hashable, Codable {
        /// One to three.
        case buttons([Choice])
        /// `button` opens the list; at most ten rows in all sections together.
        case list(button: String, sections: [Section])
        case link(text: String, url: String)
        case locationRequest
        case contactRequest
    }

    /// A button (title of 20 characters) or a row of a list (title of 24, description of 72).
    package struct Choice: Sendable, Hashable, Codable {
        package let id: String
        package let title: String
        package let description: String?

        package init(id: String, title: String, description: String? = nil) {
            self.id = id
            self.title = title
            self.description = description
        }
    }

    package struct Section: Sendable, Hashable, Codable {
        /// Needed where there are several sections.
        package let title: String?
        package let rows: [Choice]

        package init(title: String?, rows: [Choice]) {
            self.title = title
            self.rows = rows
        }
    }
}

/// A message that Meta has approved in advance; the only kind that may be sent outside the customer service window.
package struct TemplateContent: Sendable, Hashable, Codable {
    package let name: String
    /// Meta's code, such as `en` or `mr`.
    package let language: String
    /// What replaces the placeholders of the body, in their order.
    package let bodyParameters: [String]
    /// The names of those placeholders; nil where they are numbered.
    package let bodyNames: [String]?
    /// What comes back when a quick reply is tapped, in the order of the buttons.
    package let quickReplyPayloads: [String]
    /// Nil where the header needs nothing.
    package private(set) var header: Header?
    /// What buttons need, but for quick replies; nil where none needs anything.
    package let buttons: [Button]?

    package init(
        name: String, language: String, bodyParameters: [String] = [], bodyNames: [String]? = nil,
        quickReplyPayloads: [String] = [], header: Header? = nil, buttons: [Button]? = nil
    ) {
        self.name = name
        self.language = language
        self.bodyParameters = bodyParameters
        self.bodyNames = bodyNames
        self.quickReplyPayloads = quickReplyPayloads
        self.header = header
        self.buttons = buttons
    }

    /// A file is named by the id of an upload; nil for as long as WhatsApp does not have it.
    package enum Header: Sendable, Hashable, Codable {
        /// What replaces the one placeholder; `name` where it is named.
        case text(String, name: String?)
        case image(id: String?)
        case video(id: String?)
        case document(id: String?, filename: String?)
    }

    /// `index` is the place among all buttons of the template, from 0.
    package enum Button: Sendable, Hashable, Codable {
        /// What replaces the placeholder at the end of the address, percent-encoded.
        case url(index: Int, ending: String)
        case code(index: Int, code: String)
        case flow(index: Int)
    }
}

extension TemplateContent {
    /// WhatsApp does not have the file in its header yet.
    package var awaitsUpload: Bool {
        switch header {
        case .image(let id), .video(let id), .document(let id, _): id == nil
        case .text, nil: false
        }
    }

    /// The same once WhatsApp has the file in its header.
    package func uploaded(as id: String) -> TemplateContent {
        var content = self
        switch header {
        case .image: content.header = .image(id: id)
        case .video: content.header = .video(id: id)
        case .document(_, let filename): content.header = .document(id: id, filename: filename)
        case .text, nil: break
        }
        return content
    }
}
