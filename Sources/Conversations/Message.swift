/// Who wrote a message. It also decides the direction.
package enum Author: String, Codable, Sendable {
    case patient, assistant, doctor

    package var direction: Direction { self == .patient ? .incoming : .outgoing }
}

/// Seen from the clinic.
package enum Direction: String, Codable, Sendable {
    case incoming, outgoing
}

/// Meta's word for the kind of a message. A kind that is not listed is kept as `unsupported`.
package enum MessageType: String, Codable, Sendable, CaseIterable {
    case text, image, document, audio, video, sticker, location, contacts, interactive, button, reaction, order, system
    case unsupported
}

/// One message of a conversation, as the history shows it.
package struct Message: Hashable, Sendable {
    package let id: MessageID
    /// Numbers the messages of one patient from 1, without gaps.
    package let seq: Int64
    package let doctorID: DoctorID
    package let patientID: PatientID
    /// The person of the clinic who wrote it; nil for the patient, the assistant and the clinic's own phone.
    package let accountID: AccountID?
    /// The name of that person.
    package let accountName: String?
    /// Digits only, with country code; nil where WhatsApp hides the number.
    package let phoneNumber: String?
    package let author: Author
    package let type: MessageType
    /// What a person reads: the text, the caption, or a short description of what was sent.
    package let body: String
    package let mediaURL: String?
    /// Meta's identifier; nil until Meta has accepted an outgoing message.
    package let wamid: String?
    package let status: DeliveryStatus
    /// Why it failed, in words for a doctor.
    package let failure: SendFailure?
    package let clientMessageID: String?
    package let createdAt: Timestamp

    package init(
        id: MessageID, seq: Int64, doctorID: DoctorID, patientID: PatientID, accountID: AccountID?,
        accountName: String?, phoneNumber: String?, author: Author, type: MessageType, body: String,
        mediaURL: String?, wamid: String?, status: DeliveryStatus, failure: SendFailure?,
        clientMessageID: String?, createdAt: Timestamp
    ) {
        self.id = id
        self.seq = seq
        self.doctorID = doctorID
        self.patientID = patientID
        self.accountID = accountID
        self.accountName = accountName
        self.phoneNumber = phoneNumber
        self.author = author
        self.type = type
        self.body = body
        self.mediaURL = mediaURL
        self.wamid = wamid
        self.status = status
        self.failure = failure
        self.clientMessageID = clientMessageID
        self.createdAt = createdAt
    }
}

/// Why a message will not arrive.
package struct SendFailure: Hashable, Sendable {
    /// Meta's error code; nil when the failure was decided here (WhatsApp never confirmed the message).
    package let code: Int64?
    /// A sentence that a doctor understands and can act on.
    package let sentence: String
    /// Whether sending the same message again can help.
    package let canRetry: Bool

    package init(code: Int64?, sentence: String, canRetry: Bool) {
        self.code = code
        self.sentence = sentence
        self.canRetry = canRetry
    }

    /// No answer, no status: the message may have arrived all the same.
    package static let unconfirmed = SendFailure(
        code: nil,
        sentence: """
            WhatsApp never confirmed this message. It may have arrived all the same; ask before sending it again.
            """,
        canRetry: true)
}

/// The text of an outgoing message: 1 to 4,096 characters, not only white space.
///
/// Meta does not say what a character is; UTF-16 units are the strictest reading.
package struct MessageText: Hashable, Sendable {
    package static let limit = 4096
    package let value: String

    /// Nil when it is empty or too long. A NUL is replaced, since PostgreSQL cannot store it.
    package init?(_ text: String) {
        guard text.utf16.count <= Self.limit, text.contains(where: { !$0.isWhitespace }) else { return nil }
        self.value = text.replacing("\0", with: "\u{FFFD}")
    }

    /// The text cut to the limit, at a character boundary unless a single character is longer; nil when there is
    /// nothing in it.
    package init?(cutting text: String) {
        var length = 0
        let whole = text.prefix {
            length += $0.utf16.count
            return length <= Self.limit
        }
        if !whole.isEmpty {
            self.init(String(whole))
        } else {
            self.init(String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.limit / 2))))
        }
    }
}
