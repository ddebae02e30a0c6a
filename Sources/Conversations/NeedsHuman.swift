/// Why a person of the clinic has to look at a conversation.
package enum NeedsHuman: Hashable, Sendable {
    case redFlag, waiting, sendFailed, asked, late, unanswered, unreadable, blocked, failed, unsure, draftWaits
    case restored
    /// Raised by a newer version of this program.
    case unknown(String)

    /// Worst first.
    package static let known: [NeedsHuman] = [
        .redFlag, .waiting, .sendFailed, .asked, .late, .unanswered, .unreadable, .blocked, .failed, .unsure,
        .draftWaits, .restored,
    ]

    /// What is stored and what programs see.
    package var word: String {
        switch self {
        case .redFlag: "red_flag"
        case .waiting: "waiting"
        case .sendFailed: "send_failed"
        case .asked: "patient_asked"
        case .late: "message_arrived_late"
        case .unanswered: "unanswered_during_takeover"
        case .unreadable: "unreadable_message"
        case .blocked: "assistant_blocked"
        case .failed: "assistant_failed"
        case .unsure: "assistant_unsure"
        case .draftWaits: "draft_waits"
        case .restored: "restored"
        case .unknown(let word): word
        }
    }

    package init(word: String) { self = Self.known.first { $0.word == word } ?? .unknown(word) }

    /// How bad it is: the worst of a conversation is shown. Stored beside the reason, so that an older version can rank
    /// one it does not know; the gaps are for future reasons.
    package var severity: Int64 {
        switch self {
        case .redFlag: 100
        case .waiting: 90
        case .sendFailed: 80
        case .asked: 70
        case .late: 60
        case .unanswered: 50
        case .unreadable: 40
        case .blocked: 30
        case .failed: 20
        case .unsure: 10
        case .draftWaits: 8
        case .restored: 5
        case .unknown: 1
        }
    }

    /// In words for the clinic.
    package var sentence: String {
        switch self {
        case .redFlag: "What the patient wrote may be an emergency."
        case .waiting: "The patient is waiting for an answer."
        case .asked: "The patient asked for a person."
        case .unsure: "The assistant was not sure of the answer."
        case .failed: "The assistant could not answer because of a technical problem."
        case .blocked: "The AI service refused to answer."
        case .unreadable: "The patient sent something that the assistant cannot read."
        case .sendFailed: "A message could not be delivered on WhatsApp."
        case .unanswered: "The patient wrote during the takeover and nobody has answered."
        case .late: "The message reached us more than a day after it was written."
        case .draftWaits: "An answer of the assistant waits for a person."
        case .restored:
            "The clinic's data was brought back from a backup: what was written after it is missing here. Look on the phone."
        case .unknown: "A person has to look at this conversation."
        }
    }
}

extension NeedsHuman {
    /// The same where it is known of what kind the message was that the assistant could not read.
    package func sentence(about kind: MessageType?) -> String {
        guard self == .unreadable, let thing = kind?.thing else { return sentence }
        return "The patient sent \(thing), which the assistant cannot read."
    }
}

extension MessageType {
    /// In a sentence for the clinic; nil for what has no name of its own.
    fileprivate var thing: String? {
        switch self {
        case .image: "a photo"
        case .document: "a document"
        case .audio: "a voice message"
        case .video: "a video"
        case .sticker: "a sticker"
        case .location: "a place"
        case .contacts: "a contact card"
        case .order: "an order"
        case .text, .interactive, .button, .reaction, .system, .template, .unsupported: nil
        }
    }
}

extension NeedsHuman: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(word)
    }
}
