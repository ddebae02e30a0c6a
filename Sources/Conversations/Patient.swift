/// A person who writes to one clinic. The same person at two clinics is two patients.
package struct Patient: Hashable, Sendable {
    package let id: PatientID
    package let doctorID: DoctorID
    package let name: String?
    /// Digits only, with country code; nil where WhatsApp hides the number.
    package let phoneNumber: String?
    /// Meta's business-scoped user id (BSUID); nil for people known by number only.
    package let userID: String?
    package let email: String?
    package let isBotPaused: Bool
    package let botPausedAt: Timestamp?
    package let botPausedBy: DoctorID?
    /// The name of the person who paused; nil when it was done on the clinic's own phone.
    package let botPausedByName: String?
    /// The fence: raised by every takeover, pause, resume and message of a person of the clinic.
    package let botGeneration: Int64
    /// An assistant message is with Meta right now and cannot be recalled.
    package let assistantInFlight: Bool
    /// A reply of the assistant is due or being computed.
    package let assistantIsWriting: Bool
    package let lastSeq: Int64
    package let unreadCount: Int64
    package let needsHuman: NeedsHuman?
    package let lastSeenAt: Timestamp?
    /// When the customer service window closes: 24 h after the patient's last message; nil before the first.
    package let windowClosesAt: Timestamp?
    package let createdAt: Timestamp

    package init(
        id: PatientID, doctorID: DoctorID, name: String?, phoneNumber: String?, userID: String?, email: String?,
        isBotPaused: Bool, botPausedAt: Timestamp?, botPausedBy: DoctorID?, botPausedByName: String?,
        botGeneration: Int64, assistantInFlight: Bool, assistantIsWriting: Bool, lastSeq: Int64, unreadCount: Int64,
        needsHuman: NeedsHuman?, lastSeenAt: Timestamp?, windowClosesAt: Timestamp?, createdAt: Timestamp
    ) {
        self.id = id
        self.doctorID = doctorID
        self.name = name
        self.phoneNumber = phoneNumber
        self.userID = userID
        self.email = email
        self.isBotPaused = isBotPaused
        self.botPausedAt = botPausedAt
        self.botPausedBy = botPausedBy
        self.botPausedByName = botPausedByName
        self.botGeneration = botGeneration
        self.assistantInFlight = assistantInFlight
        self.assistantIsWriting = assistantIsWriting
        self.lastSeq = lastSeq
        self.unreadCount = unreadCount
        self.needsHuman = needsHuman
        self.lastSeenAt = lastSeenAt
        self.windowClosesAt = windowClosesAt
        self.createdAt = createdAt
    }
}

/// Why a person of the clinic has to look at a conversation. The raw value is what is stored and what programs see.
package enum NeedsHuman: String, Codable, Sendable, CaseIterable {
    case asked = "patient_asked"
    case unsure = "assistant_unsure"
    case failed = "assistant_failed"
    case blocked = "assistant_blocked"
    case unreadable = "unreadable_message"
    case sendFailed = "send_failed"
    case unanswered = "unanswered_during_takeover"
    case late = "message_arrived_late"

    /// In words for the clinic.
    package var sentence: String {
        switch self {
        case .asked: "The patient asked for a person."
        case .unsure: "The assistant was not sure of the answer."
        case .failed: "The assistant could not answer because of a technical problem."
        case .blocked: "The AI service refused to answer."
        case .unreadable: "The patient sent something that the assistant cannot read."
        case .sendFailed: "A message could not be delivered on WhatsApp."
        case .unanswered: "The patient wrote during the takeover and nobody has answered."
        case .late: "The message reached us more than a day after it was written."
        }
    }
}

/// WhatsApp's rule that free text may be sent only within 24 hours of the patient's last message.
package enum CustomerServiceWindow {
    package static let length = Duration.seconds(24 * 3600)

    /// Counted from the message's own time, not from its delivery: a retry days later opens no window.
    package static func closes(afterMessageAt time: Timestamp) -> Timestamp { time.adding(length) }
}
