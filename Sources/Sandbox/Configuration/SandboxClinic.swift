/// A clinic's WhatsApp number as Meta knows it.
package struct SandboxClinic: Sendable, Equatable {
    package let phoneNumberID: String
    /// As Meta shows it: digits, with or without `+` and spaces.
    package let displayPhoneNumber: String
    package let name: String
    /// The id of the WhatsApp Business Account, `entry[].id` in the webhooks.
    package let accountID: String

    package init(
        phoneNumberID: String, displayPhoneNumber: String, name: String, accountID: String = "501122334455667"
    ) {
        self.phoneNumberID = phoneNumberID
        self.displayPhoneNumber = displayPhoneNumber
        self.name = name
        self.accountID = accountID
    }

    var digits: String { displayPhoneNumber.filter(\.isASCIIDigit) }

    var json: JSON {
        [
            "phone_number_id": .string(phoneNumberID), "display_phone_number": .string(displayPhoneNumber),
            "name": .string(name),
        ]
    }
}
