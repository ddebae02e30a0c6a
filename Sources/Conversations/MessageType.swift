/// Who wrote a message. It also decides the direction.
package enum Author: String, Codable, Sendable {
    case patient, assistant, doctor

    package var direction: Direction { self == .patient ? .incoming : .outgoing }
}

/// Seen from the clinic.
package enum Direction: String, Codable, Sendable {
    case incoming, outgoing
}

/// Meta's name for the kind of message.
package enum MessageType: String, Codable, Sendable, CaseIterable {
    case text, image, document, audio, video, sticker, location, contacts, interactive, button, reaction, order, system
    case template, unsupported

    /// A name that isn't known here, Meta's or one stored by a newer version of this program, is `unsupported`.
    package init(word: String) { self = MessageType(rawValue: word) ?? .unsupported }

    /// Whether a file comes with a message of this kind.
    package var isFile: Bool {
        switch self {
        case .image, .document, .audio, .video, .sticker: true
        case .text, .location, .contacts, .interactive, .button, .reaction, .order, .system, .template,
            .unsupported:
            false
        }
    }

    /// Whether a message of this kind holds something that its text does not convey: a file, or what WhatsApp could not
    /// hand over. A sticker does not count: next to words it adds nothing.
    package var holdsMoreThanText: Bool {
        switch self {
        case .image, .document, .audio, .video, .unsupported: true
        case .text, .sticker, .location, .contacts, .interactive, .button, .reaction, .order, .system,
            .template:
            false
        }
    }
}
