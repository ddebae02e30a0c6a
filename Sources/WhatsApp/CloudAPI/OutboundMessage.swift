package import Conversations

/// One message for the Cloud API.
package struct OutboundMessage: Sendable, Equatable {
    package enum Recipient: Sendable, Equatable {
        /// Digits only, with country code; written with a `+`, without which Meta may add the clinic's own country.
        case phone(String)
        /// Business-scoped user id, for people whose number WhatsApp hides.
        case userID(String)
    }

    package let recipient: Recipient
    package let content: OutboundContent
    /// The message that this one answers; shown as a quotation.
    package let contextWamid: String?
    /// Comes back in every status of the message and tells which of ours it was. At most 512 characters.
    package let callbackData: String

    package init(
        recipient: Recipient, content: OutboundContent, contextWamid: String? = nil, callbackData: String
    ) {
        self.recipient = recipient
        self.content = content
        self.contextWamid = contextWamid
        self.callbackData = callbackData
    }
}

/// What is sent. Files are named by the id of an upload.
package enum OutboundContent: Sendable, Equatable {
    case text(MessageText, previewURL: Bool)
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
    /// An empty emoji takes the reaction away.
    case reaction(wamid: String, emoji: String)
    case interactive(Interactive)
    case template(Template)
}

/// A person's card.
package struct ContactCard: Sendable, Equatable {
    package let formattedName: String
    /// Meta wants at least one part of the name beside the whole.
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
package struct Interactive: Sendable, Equatable {
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

    package enum Action: Sendable, Equatable {
        /// One to three.
        case buttons([Choice])
        /// `button` opens the list; at most ten rows in all sections together.
        case list(button: String, sections: [Section])
        case link(text: String, url: String)
        case locationRequest
        case contactRequest
    }

    /// A button (title of 20 characters) or a row of a list (title of 24, description of 72).
    package struct Choice: Sendable, Equatable {
        package let id: String
        package let title: String
        package let description: String?

        package init(id: String, title: String, description: String? = nil) {
            self.id = id
            self.title = title
            self.description = description
        }
    }

    package struct Section: Sendable, Equatable {
        /// Needed where there are several sections.
        package let title: String?
        package let rows: [Choice]

        package init(title: String?, rows: [Choice]) {
            self.title = title
            self.rows = rows
        }
    }
}

/// A message that Meta has approved before; the only kind that may be sent outside the customer service window.
package struct Template: Sendable, Equatable {
    package let name: String
    /// Meta's code, such as `en` or `mr`.
    package let language: String
    /// What replaces the placeholders of the body, in their order.
    package let bodyParameters: [String]
    /// What comes back when a quick reply is tapped, in the order of the buttons.
    package let quickReplyPayloads: [String]

    package init(name: String, language: String, bodyParameters: [String] = [], quickReplyPayloads: [String] = []) {
        self.name = name
        self.language = language
        self.bodyParameters = bodyParameters
        self.quickReplyPayloads = quickReplyPayloads
    }
}
