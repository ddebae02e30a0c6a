import Conversations

extension Turn {
    /// As a model is shown it: whatever isn't text is named, so that the model knows that something is missing. Blank
    /// where there is nothing to show.
    var shown: String {
        guard let name = kind.shownName else { return text }
        return text.isBlank ? name : "\(name) \(text)"
    }
}

extension MessageType {
    fileprivate var shownName: String? {
        switch self {
        case .text, .interactive, .button, .reaction, .system, .template: nil
        case .image: "[Photo]"
        case .document: "[Document]"
        case .audio: "[Voice message]"
        case .video: "[Video]"
        case .sticker: "[Sticker]"
        case .location: "[Location]"
        case .contacts: "[Contact]"
        case .order: "[Order]"
        case .unsupported: "[Unsupported message]"
        }
    }
}
