package import Conversations

/// What one part of a webhook body says, in the words of this product.
package enum InboundUpdate: Sendable {
    case message(IncomingMessage, to: String)
    case echo(Echo, from: String)
    case status(StatusReport, of: String)
    case identityChange(IdentityChange, at: String)

    /// The phone number id of the clinic.
    var number: String {
        switch self {
        case .message(_, let number), .echo(_, let number), .status(_, let number), .identityChange(_, let number):
            number
        }
    }
}

/// Who a patient is at WhatsApp. At least one of number and user id is there.
package struct WhatsAppIdentity: Sendable, Hashable {
    /// Digits only.
    package var phone: String?
    /// Meta's business-scoped user id.
    package var userID: String?
    package var name: String?
    package var username: String?

    package init(phone: String?, userID: String?, name: String? = nil, username: String? = nil) {
        self.phone = phone
        self.userID = userID
        self.name = name
        self.username = username
    }
}

/// What a message holds, whoever wrote it.
package struct MessageContent: Sendable, Hashable {
    package var type: MessageType
    package var body: String
    /// JSON about an attached file, kept for its later download.
    package var media: String?
    /// The wamid of the message that this one answers, edits or takes back.
    package var contextWamid: String?

    package init(type: MessageType, body: String, media: String? = nil, contextWamid: String? = nil) {
        self.type = type
        self.body = body
        self.media = media
        self.contextWamid = contextWamid
    }
}

/// A patient's message.
package struct IncomingMessage: Sendable {
    package var wamid: String
    package var sender: WhatsAppIdentity
    /// The message's own time; the customer service window counts from it.
    package var sentAt: Timestamp?
    package var content: MessageContent
    /// False for reactions, notices and messages in groups: nothing to answer.
    package var expectsReply: Bool
    /// False for what WhatsApp itself says, and for messages in groups: these open no customer service window.
    package var isFromPatient: Bool

    package init(
        wamid: String, sender: WhatsAppIdentity, sentAt: Timestamp?, content: MessageContent, expectsReply: Bool,
        isFromPatient: Bool = true
    ) {
        self.isFromPatient = isFromPatient
        self.wamid = wamid
        self.sender = sender
        self.sentAt = sentAt
        self.content = content
        self.expectsReply = expectsReply
    }
}

/// A message that the clinic sent from its own phone.
package struct Echo: Sendable {
    package var wamid: String
    package var recipient: WhatsAppIdentity
    package var sentAt: Timestamp?
    package var content: MessageContent
    /// Our id for the message, where it is one that we sent.
    package var callbackID: MessageID?
    /// False for an edit or a message taken back: these never pause.
    package var isTakeover: Bool

    package init(
        wamid: String, recipient: WhatsAppIdentity, sentAt: Timestamp?, content: MessageContent,
        callbackID: MessageID?, isTakeover: Bool
    ) {
        self.wamid = wamid
        self.recipient = recipient
        self.sentAt = sentAt
        self.content = content
        self.callbackID = callbackID
        self.isTakeover = isTakeover
    }
}

/// What Meta reports about a message of ours.
package struct StatusReport: Sendable {
    package var wamid: String
    package var status: DeliveryStatus
    package var callbackID: MessageID?
    /// Only with `failed`.
    package var failure: SendFailure?

    package init(wamid: String, status: DeliveryStatus, callbackID: MessageID?, failure: SendFailure?) {
        self.wamid = wamid
        self.status = status
        self.callbackID = callbackID
        self.failure = failure
    }
}

/// A patient has a new number or a new user id.
package struct IdentityChange: Sendable {
    package var old: WhatsAppIdentity
    package var newPhone: String?
    package var newUserID: String?

    package init(old: WhatsAppIdentity, newPhone: String?, newUserID: String?) {
        self.old = old
        self.newPhone = newPhone
        self.newUserID = newUserID
    }
}
