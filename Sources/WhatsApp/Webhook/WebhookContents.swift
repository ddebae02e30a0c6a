package import Conversations

/// What one webhook body holds: every part that could be read, and a reason code for every part that could not.
package struct WebhookContents: Sendable, Equatable {
    /// What concerns the conversations, in the order of the body.
    package var updates: [InboundUpdate] = []
    /// What concerns the accounts.
    package var accountUpdates: [AccountUpdate] = []
    /// What concerns the operator.
    package var notices: [AccountNotice] = []
    /// One for each part that was left out.
    package var problems: [WebhookProblem] = []
}

/// Something about the WhatsApp account that no patient has to do with.
package struct AccountNotice: Sendable, Equatable {
    /// The WhatsApp business account (WABA).
    package let businessAccountID: String?
    /// The number that it was sent for, where it is about one.
    package var phoneNumberID: PhoneNumberID?
    package let matter: Matter

    package enum Matter: Sendable, Equatable {
        /// A change to the account, a template or the like; `field` is Meta's word for it.
        case event(field: String)
        /// Errors that belong to no message.
        case errors([MetaError])
        /// A message failed because the account is in trouble: until that is put right, every other message will too.
        case failedMessage(Wamid, code: Int64)
    }
}

/// Why a part of a webhook body was left out. The raw value is the reason code that is stored and logged.
package enum WebhookProblem: String, Error, CaseIterable {
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
    /// Without the number that tells whose patient it is about.
    case numberMissing = "phone_number_id_missing"
}
