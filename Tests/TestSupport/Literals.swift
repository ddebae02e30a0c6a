package import Conversations

// Tests name numbers and people by literals; a literal that isn't one traps.

extension PhoneNumber: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self.init(text)! }
}

extension EmailAddress: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self.init(text)! }
}

extension Wamid: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self.init(text)! }
}

extension WhatsAppUserID: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self.init(text)! }
}

extension PhoneNumberID: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self.init(text)! }
}

extension WhatsAppAccountID: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self.init(text)! }
}

extension Patient {
    package var isPaused: Bool { pause != nil }
}
