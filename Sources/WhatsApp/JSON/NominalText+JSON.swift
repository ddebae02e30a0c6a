import Conversations
import JSON

// Meta's names for things, out of its JSON: nil when they are missing or invalid.

extension PhoneNumber {
    init?(json: JSONElement?) {
        guard let text = json?.text else { return nil }
        self.init(text)
    }
}

extension Wamid {
    init?(json: JSONElement?) {
        guard let text = json?.text else { return nil }
        self.init(text)
    }
}

extension WhatsAppUserID {
    init?(json: JSONElement?) {
        guard let text = json?.text else { return nil }
        self.init(text)
    }
}

extension PhoneNumberID {
    init?(json: JSONElement?) {
        guard let text = json?.text else { return nil }
        self.init(text)
    }
}

extension WhatsAppAccountID {
    init?(json: JSONElement?) {
        guard let text = json?.text else { return nil }
        self.init(text)
    }
}

extension MessageID {
    /// Our own id, where Meta sends it back.
    init?(json: JSONElement?) {
        guard let text = json?.text else { return nil }
        self.init(text)
    }
}

extension Timestamp {
    /// Unix seconds, as a string or an integer.
    init?(json: JSONElement?) {
        guard let seconds = json?.integer else { return nil }
        self.init(unixSeconds: seconds)
    }
}
