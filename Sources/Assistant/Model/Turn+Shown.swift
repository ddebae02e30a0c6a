import Conversations

extension Turn {
    private static let flagMark = "[Taken for an emergency; the clinic was called]"

    private static let transcriptMark = "[Voice message; a machine wrote down what is said in it and may have misheard]"

    /// As a model is shown it: whatever isn't text is named, so that the model knows that something is missing. Blank
    /// where there is nothing to show. What was taken for an emergency is marked: a person has seen to it.
    var shown: String {
        let name = isTranscript ? Self.transcriptMark : kind.shownName
        let marks = [raisedFlag ? Self.flagMark : nil, name].compactMap(\.self)
        return (marks + (text.isBlank ? [] : [text])).joined(separator: " ")
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
