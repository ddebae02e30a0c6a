/// A message as WhatsApp delivered it: from a patient, or (an echo) from the clinic's own phone to a patient.
package struct InboundMessage: Sendable, Hashable {
    package var wamid: Wamid
    /// The patient: who wrote it, or for an echo to whom it went.
    package var person: WhatsAppPerson
    /// The message's own time; the customer service window counts from it.
    package var sentAt: Timestamp?
    package var type: MessageType
    /// What a person reads: at most 65,536 characters; empty for a picture without a caption.
    package var body: String
    package var media: InboundMedia?
    /// How it relates to an earlier message.
    package var relation: Relation?
    /// The id of the chosen button or list row, as we sent it.
    package var choiceID: String?
    /// The number that the patient gave when asked for it.
    package var sharedPhone: PhoneNumber?
    /// The people whose cards it holds.
    package var cards: [ContactCard] = []
    package var isForwarded = false
    /// Written in a group: nothing for the assistant to answer.
    package var isGroup = false
    package var referral: Referral?
    /// For an echo of a message that we sent ourselves: our id for it.
    package var callbackID: MessageID?
    /// Why WhatsApp could not hand over the content of an unsupported message.
    package var errors: [MetaError] = []

    package init(
        wamid: Wamid, person: WhatsAppPerson, sentAt: Timestamp?, type: MessageType = .text, body: String
    ) {
        self.wamid = wamid
        self.person = person
        self.sentAt = sentAt
        self.type = type
        self.body = body
    }

    /// How a message relates to an earlier one, named by its wamid.
    package enum Relation: Sendable, Hashable {
        case reply(to: Wamid)
        /// An empty emoji takes the reaction back.
        case reaction(to: Wamid, emoji: String)
        /// `type` and `body` of the message are the new ones.
        case edit(of: Wamid)
        /// The earlier message was deleted for everyone.
        case deletion(of: Wamid)
    }

    /// The advertisement or post that brought the patient.
    package struct Referral: Sendable, Hashable {
        package let sourceType: String?
        package let sourceID: String?
        package let headline: String?

        package init(sourceType: String?, sourceID: String?, headline: String?) {
            self.sourceType = sourceType
            self.sourceID = sourceID
            self.headline = headline
        }
    }
}

extension InboundMessage {
    /// Whether somebody has to answer it: not a reaction, a notice, a deletion, nor anything written in a group.
    package var expectsReply: Bool {
        if case .deletion = relation { return false }
        return type != .reaction && type != .system && !isGroup
    }

    /// Whether the patient wrote it to the clinic: it is unread, and opens the customer service window. What WhatsApp
    /// itself says does not, nor does a message in a group.
    package var isFromPatient: Bool { type != .system && !isGroup }

    /// For an echo: whether it takes the conversation over. An edit or a deletion does not.
    package var takesOver: Bool {
        switch relation {
        case .edit, .deletion: false
        case .reply, .reaction, nil: true
        }
    }
}

/// A file that can be fetched from Meta for seven days.
package struct InboundMedia: Sendable, Hashable {
    package let id: String
    /// Lower case, without parameters.
    package let mimeType: String?
    /// Base64 of the digest, as Meta writes it.
    package let sha256: String?
    /// A plain name without folders, control characters or a leading dot.
    package let filename: String?
    package let caption: String?
    package let isVoice: Bool
    package let isAnimated: Bool

    package init(
        id: String, mimeType: String?, sha256: String?, filename: String?, caption: String?, isVoice: Bool,
        isAnimated: Bool
    ) {
        self.id = id
        self.mimeType = mimeType
        self.sha256 = sha256
        self.filename = filename
        self.caption = caption
        self.isVoice = isVoice
        self.isAnimated = isAnimated
    }
}

/// As it is stored, to be downloaded later. The caption is the message's body.
extension InboundMedia: Encodable {
    private enum CodingKeys: String, CodingKey {
        case id, sha256, filename
        case mimeType = "mime_type"
        case isVoice = "voice"
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encodeIfPresent(mimeType, forKey: .mimeType)
        try container.encodeIfPresent(sha256, forKey: .sha256)
        try container.encodeIfPresent(filename, forKey: .filename)
        try container.encode(isVoice, forKey: .isVoice)
    }
}

/// One element of Meta's `errors` array.
package struct MetaError: Sendable, Hashable {
    package let code: Int64?
    package let title: String
    package let details: String

    package init(code: Int64?, title: String, details: String) {
        self.code = code
        self.title = title
        self.details = details
    }
}
