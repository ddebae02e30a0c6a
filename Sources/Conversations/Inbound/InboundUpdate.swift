/// One part of what Meta delivers about a clinic's conversations: the webhook's reader makes it, the inbox applies it.
package struct InboundUpdate: Sendable, Hashable {
    /// Names the clinic.
    package let phoneNumberID: PhoneNumberID
    package let event: InboundEvent

    package init(_ event: InboundEvent, at phoneNumberID: PhoneNumberID) {
        self.phoneNumberID = phoneNumberID
        self.event = event
    }
}

package enum InboundEvent: Sendable, Hashable {
    /// A patient wrote.
    case message(InboundMessage)
    /// The clinic wrote on its own phone.
    case echo(InboundMessage)
    /// What Meta reports about a message of ours.
    case status(StatusReport)
    /// The same person continues under another number or user id; `notice` is the line that says so in the history.
    case identityChange(IdentityChange, notice: InboundMessage?)
    case marketingPreference(MarketingPreference)
}

/// A person as WhatsApp names them. Any member may be missing, but not both number and user id.
package struct WhatsAppPerson: Sendable, Hashable {
    package var phone: PhoneNumber?
    package var userID: WhatsAppUserID?
    /// The id that several businesses of one owner share.
    package var parentUserID: WhatsAppUserID?
    /// At most 200 characters.
    package var name: String?
    package var username: String?

    package init(
        phone: PhoneNumber? = nil, userID: WhatsAppUserID? = nil, parentUserID: WhatsAppUserID? = nil,
        name: String? = nil, username: String? = nil
    ) {
        self.phone = phone
        self.userID = userID
        self.parentUserID = parentUserID
        self.name = name
        self.username = username
    }
}

/// What Meta reports about a message of ours.
package struct StatusReport: Sendable, Hashable {
    package let wamid: Wamid
    /// One of sent, delivered, read, played, failed.
    package let status: DeliveryStatus
    package let at: Timestamp?
    package let recipient: WhatsAppPerson
    /// Our id for the message, which we sent as `biz_opaque_callback_data`.
    package let callbackID: MessageID?
    /// Only with `failed`.
    package let failure: SendFailure?
    /// Whether the same message is sent again after this failure, as after the same refusal in an answer.
    package let retry: RetryPlan
    /// Not with every status of a message.
    package let pricing: Pricing?

    package init(
        wamid: Wamid, status: DeliveryStatus, at: Timestamp? = nil, recipient: WhatsAppPerson = WhatsAppPerson(),
        callbackID: MessageID?, failure: SendFailure?, retry: RetryPlan = .never, pricing: Pricing? = nil
    ) {
        self.wamid = wamid
        self.status = status
        self.at = at
        self.recipient = recipient
        self.callbackID = callbackID
        self.failure = failure
        self.retry = retry
        self.pricing = pricing
    }
}

/// A patient has a new number, or a new user id.
package struct IdentityChange: Sendable, Hashable {
    package let old: WhatsAppPerson
    package let newPhone: PhoneNumber?
    package let newUserID: WhatsAppUserID?
    /// The old number is over, whether the new one is told or not.
    package let isNewNumber: Bool
    package let at: Timestamp?

    package init(
        old: WhatsAppPerson, newPhone: PhoneNumber?, newUserID: WhatsAppUserID?, isNewNumber: Bool = false,
        at: Timestamp? = nil
    ) {
        self.old = old
        self.newPhone = newPhone
        self.newUserID = newUserID
        self.isNewNumber = isNewNumber || newPhone != nil
        self.at = at
    }
}

extension IdentityChange {
    /// The new names. A change of the user id alone leaves the number that the notice names.
    package var newNames: WhatsAppPerson {
        WhatsAppPerson(phone: isNewNumber ? newPhone : old.phone, userID: newUserID)
    }
}

/// A patient's choice about marketing messages.
package struct MarketingPreference: Sendable, Hashable {
    package let person: WhatsAppPerson
    /// Meta's name for it, such as `marketing_messages`.
    package let category: String
    package let isStopped: Bool
    package let at: Timestamp?

    package init(person: WhatsAppPerson, category: String, isStopped: Bool, at: Timestamp?) {
        self.person = person
        self.category = category
        self.isStopped = isStopped
        self.at = at
    }
}
