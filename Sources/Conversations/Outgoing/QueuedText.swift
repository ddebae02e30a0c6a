/// A text of a person of the clinic that is sent once the patient writes: until then WhatsApp takes nothing but templates.
package struct QueuedText: Hashable, Sendable {
    /// Older ones don't leave by themselves: by then they may be wrong.
    package static let sendableFor = Duration.seconds(72 * 3600)

    /// Why a text does not leave by itself any more. It stays until a person sends or removes it.
    package enum Obstacle: String, Sendable {
        /// The conversation was given back to the assistant.
        case givenBack = "given_back"
        /// The patient wrote too late for it.
        case tooOld = "too_old"
        /// What the patient wrote may be an emergency: the text was not written for that.
        case redFlag = "red_flag"
        /// The clinic was restored from a backup: it may have left since, or may have been removed.
        case restored
    }

    /// Also the id of the message that it becomes.
    package let id: MessageID
    package let text: MessageText
    /// When it was written, or last changed.
    package let madeAt: Timestamp
    /// Whoever wrote it, or changed it last; nil where that account is gone.
    package let personName: String?
    /// Nil while it waits for the patient.
    package let obstacle: Obstacle?

    package init(
        id: MessageID, text: MessageText, madeAt: Timestamp, personName: String?, obstacle: Obstacle?
    ) {
        self.id = id
        self.text = text
        self.madeAt = madeAt
        self.personName = personName
        self.obstacle = obstacle
    }

    /// Until when a message of the patient sends it.
    package var sendableUntil: Timestamp { madeAt.adding(Self.sendableFor) }
}
