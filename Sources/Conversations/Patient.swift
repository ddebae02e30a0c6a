/// A person who writes to one clinic. The same person at two clinics is two patients.
package struct Patient: Hashable, Sendable {
    package let id: PatientID
    package let clinicID: ClinicID
    package let name: String?
    /// Nil where WhatsApp hides the number.
    package let phoneNumber: PhoneNumber?
    /// Nil for people known by number only.
    package let userID: WhatsAppUserID?
    package let email: String?
    /// Nil while the assistant may speak.
    package let pause: Pause?
    /// The fence: raised by every takeover, pause, resume and message of a person of the clinic.
    package let generation: Int64
    /// An assistant message is with Meta right now and cannot be recalled.
    package let assistantInFlight: Bool
    /// A reply of the assistant is being computed.
    package let assistantIsWriting: Bool
    /// The assistant says nothing until a person writes, resumes it or has looked.
    package let assistantIsSilent: Bool
    package let lastSeq: Int64
    /// The clinic has seen everything up to here.
    package let readSeq: Int64
    package let unreadCount: Int64
    /// The worst of what a person has to look at; nil when there is nothing.
    package let needsHuman: NeedsHuman?
    /// A red flag is open: what they wrote may be an emergency.
    package var isUrgent: Bool { needsHuman == .redFlag }
    /// When the patient wrote the oldest message that is not answered; nil while nobody waits.
    package let waitingSince: Timestamp?
    package let lastSeenAt: Timestamp?
    /// When the customer service window closes: 24 h after the patient's last message; nil before the first.
    package let windowClosesAt: Timestamp?
    package let createdAt: Timestamp
    /// When something was last said here of an earlier message: a reaction, an edit, a deletion.
    package let amendedAt: Timestamp?
    /// WhatsApp lets nothing through between them and the clinic.
    package let isBlocked: Bool
    /// They have told WhatsApp that they want no offers and the like from the clinic.
    package let refusesMarketing: Bool

    package init(
        id: PatientID, clinicID: ClinicID, name: String?, phoneNumber: PhoneNumber?, userID: WhatsAppUserID?,
        email: String?, pause: Pause?, generation: Int64, assistantInFlight: Bool, assistantIsWriting: Bool,
        assistantIsSilent: Bool, lastSeq: Int64, readSeq: Int64, unreadCount: Int64, needsHuman: NeedsHuman?,
        waitingSince: Timestamp?, lastSeenAt: Timestamp?, windowClosesAt: Timestamp?, createdAt: Timestamp,
        isBlocked: Bool = false, refusesMarketing: Bool = false, amendedAt: Timestamp? = nil
    ) {
        self.id = id
        self.clinicID = clinicID
        self.name = name
        self.phoneNumber = phoneNumber
        self.userID = userID
        self.email = email
        self.pause = pause
        self.generation = generation
        self.assistantInFlight = assistantInFlight
        self.assistantIsWriting = assistantIsWriting
        self.assistantIsSilent = assistantIsSilent
        self.lastSeq = lastSeq
        self.readSeq = readSeq
        self.unreadCount = unreadCount
        self.needsHuman = needsHuman
        self.waitingSince = waitingSince
        self.lastSeenAt = lastSeenAt
        self.windowClosesAt = windowClosesAt
        self.createdAt = createdAt
        self.isBlocked = isBlocked
        self.amendedAt = amendedAt
        self.refusesMarketing = refusesMarketing
    }
}

/// A person of the clinic has the conversation, and the assistant is silent.
package struct Pause: Hashable, Sendable {
    package let since: Timestamp
    /// Who paused; nil when it was done on the clinic's own phone, or the account is gone.
    package let personName: String?
    /// Nobody paused it: the clinic's data was brought back from a backup.
    package let isRestored: Bool

    package init(since: Timestamp, personName: String?, isRestored: Bool = false) {
        self.since = since
        self.personName = personName
        self.isRestored = isRestored
    }
}
