/// Something that Meta says about a WhatsApp business account, and about no conversation of it.
package struct AccountUpdate: Sendable, Hashable {
    package let accountID: WhatsAppAccountID
    package let event: AccountEvent
    /// When Meta said it.
    package let at: Timestamp?

    package init(_ event: AccountEvent, of accountID: WhatsAppAccountID, at: Timestamp?) {
        self.accountID = accountID
        self.event = event
        self.at = at
    }
}

package enum AccountEvent: Sendable, Hashable {
    /// In capitals, such as `PAUSED`.
    case templateStatus(TemplateName, String)
    /// In capitals, such as `YELLOW`.
    case templateQuality(TemplateName, String)
    /// In capitals, such as `MARKETING`.
    case templateCategory(TemplateName, String)
    /// With a sentence for a doctor.
    case sendingBlocked(String)
    case sendingAllowed
}

/// What names a template in its account.
package struct TemplateName: Sendable, Hashable {
    package let name: String
    /// With `_`, whichever way Meta has written it.
    package let language: String

    package init(_ name: String, _ language: String) {
        self.name = name
        self.language = Template.language(language)
    }
}

/// A number that a webhook was about, and the account that it named beside it.
package struct HeardNumber: Sendable, Hashable {
    package let phoneNumberID: PhoneNumberID
    package let accountID: WhatsAppAccountID?

    package init(phoneNumberID: PhoneNumberID, accountID: WhatsAppAccountID?) {
        self.phoneNumberID = phoneNumberID
        self.accountID = accountID
    }
}
