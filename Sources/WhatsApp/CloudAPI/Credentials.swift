package import Conversations

/// On whose behalf a call is made.
package struct Credentials: Sendable, Equatable {
    package let phoneNumberID: PhoneNumberID
    /// The system user's access token.
    package let token: Secret

    package init(phoneNumberID: PhoneNumberID, token: Secret) {
        self.phoneNumberID = phoneNumberID
        self.token = token
    }
}

/// What Meta says when it takes a message. Taken is not delivered: that is what statuses tell.
package struct Accepted: Sendable, Equatable {
    package let wamid: Wamid
    /// The number that Meta made of ours.
    package let phone: PhoneNumber?
    package let userID: WhatsAppUserID?

    package init(wamid: Wamid, phone: PhoneNumber?, userID: WhatsAppUserID?) {
        self.wamid = wamid
        self.phone = phone
        self.userID = userID
    }
}
