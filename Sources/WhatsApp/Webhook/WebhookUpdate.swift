package import Conversations

/// What one webhook body holds: every part that could be read, and a word for every part that could not.
package struct WebhookUpdates: Sendable, Equatable {
    /// In the order of the body.
    package let updates: [WebhookUpdate]
    /// Constant words without personal data, one for each part that was left out (`WebhookProblem`).
    package let problems: [String]
}

/// Why a part of a webhook body was left out. The raw value is what is stored and logged.
package enum WebhookProblem: String, Sendable, CaseIterable {
    case notJSON = "not_json"
    case otherObject = "other_object"
    case emptyBody = "empty_body"
    case emptyValue = "empty_value"
    case messageWithoutID = "message_without_id"
    case messageWithoutSender = "message_without_sender"
    case echoWithoutRecipient = "echo_without_recipient"
    case statusWithoutID = "status_without_id"
    case statusUnknown = "status_unknown"
    case userChangeUnreadable = "user_change_unreadable"
    /// Read, but without the number that tells whose patient it is.
    case numberMissing = "phone_number_id_missing"
}

/// One message, status or notice out of a webhook body.
package struct WebhookUpdate: Sendable, Equatable {
    /// Names the clinic's number and by that the doctor; nil for notices about the whole account.
    package let phoneNumberID: String?
    /// The WhatsApp business account (WABA).
    package let businessAccountID: String?
    /// Meta's word for the kind of notice, such as `messages`.
    package let field: String
    package let content: Content

    package enum Content: Sendable, Equatable {
        case message(InboundMessage)
        /// Written by the clinic on its own phone.
        case echo(InboundMessage)
        case status(StatusUpdate)
        /// The same person goes on under another number or user id.
        case userIDChange(UserIDChange)
        case userPreference(UserPreference)
        /// About the account, a template or anything else without a patient.
        case accountEvent(field: String)
        /// Errors that belong to no message.
        case valueErrors([GraphErrorDetail])
    }
}

/// What Meta reports about a message that we sent.
package struct StatusUpdate: Sendable, Equatable {
    package let wamid: String
    /// One of sent, delivered, read, played, failed.
    package let status: DeliveryStatus
    package let timestamp: Timestamp?
    /// Digits only; nil where WhatsApp hides the number.
    package let recipientPhone: String?
    package let recipientUserID: String?
    /// What we sent as `biz_opaque_callback_data`.
    package let callbackData: String?
    package let isGroup: Bool
    package let errors: [GraphErrorDetail]
}

/// A person changed their number, and with it Meta's id for them.
package struct UserIDChange: Sendable, Equatable {
    package let oldPhone: String?
    package let newPhone: String?
    package let oldUserID: String?
    package let newUserID: String?
    package let timestamp: Timestamp?
    /// The system message that told it, for the history; nil when the notice came without one.
    package let message: InboundMessage?
}

/// A patient's choice about marketing messages.
package struct UserPreference: Sendable, Equatable {
    package let phone: String?
    package let userID: String?
    /// Meta's word, such as `marketing_messages`.
    package let category: String
    package let isStopped: Bool
    package let timestamp: Timestamp?
}

/// One element of an `errors` array.
package struct GraphErrorDetail: Sendable, Equatable {
    package let code: Int64?
    package let title: String
    package let details: String

    package init(code: Int64?, title: String, details: String) {
        self.code = code
        self.title = title
        self.details = details
    }
}
