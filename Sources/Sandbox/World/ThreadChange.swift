/// What a message does to the conversation on the phone.
enum ThreadChange: Sendable {
    case bubble(Bubble)
    /// Nil or an empty emoji takes the reaction back.
    case reaction(on: String, emoji: String?)
    case edit(of: String, text: String)
    case deletion(of: String)
}

extension ThreadChange {
    /// Whether a patient who does this is answered within the next 24 hours. A correction does not count.
    var opensWindow: Bool {
        switch self {
        case .bubble, .reaction: true
        case .edit, .deletion: false
        }
    }
}
