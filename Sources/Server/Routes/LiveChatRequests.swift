import Conversations
import Storage

/// A body that the live chat reads.
protocol LiveChatRequest: JSONRequest {
    var patientId: String { get }
    /// The doctor that the client believes to be signed in; it may be left out.
    var doctorId: String? { get }
}

struct SendRequest: LiveChatRequest {
    let patientId: String
    let messageBody: String
    let doctorId: String?
    let clientMessageId: String?
    let replyTo: String?
    private let when: String?

    init(_ members: BodyMembers) throws(APIError) {
        patientId = try members.text("patientId")
        messageBody = try members.text("messageBody")
        doctorId = try members.optionalText("doctorId")
        clientMessageId = try members.optionalText("clientMessageId")
        replyTo = try members.optionalText("replyTo")
        when = try members.optionalText("when")
    }

    /// Throws 422 for a text or an id out of range, 404 for what cannot be a patient.
    func message() throws -> OutgoingMessage {
        let target = try SendTarget(patientId: patientId, clientMessageId: clientMessageId, replyTo: replyTo)
        return target.message(.text(try MessageText(member: "messageBody", messageBody)))
    }

    /// Whether the text waits until the patient writes. Throws 422 for another word.
    var isQueued: Bool {
        get throws(APIError) {
            guard let when else { return false }
            guard when == "patient_writes" else {
                throw APIError.outOfRange("when", "\"patient_writes\", or left out to send at once")
            }
            return true
        }
    }
}

/// What a person does with an answer of the assistant that waits.
struct DraftRequest: LiveChatRequest {
    enum Action: String { case send, discard }

    let patientId: String
    let draftId: String
    let doctorId: String?
    private let word: String
    private let text: String?

    init(_ members: BodyMembers) throws(APIError) {
        patientId = try members.text("patientId")
        draftId = try members.text("draftId")
        word = try members.text("action")
        text = try members.optionalText("text")
        doctorId = try members.optionalText("doctorId")
    }

    /// Throws 422 for another word.
    var action: Action {
        get throws(APIError) {
            guard let action = Action(rawValue: word) else {
                throw APIError.outOfRange("action", "\"send\" or \"discard\"")
            }
            return action
        }
    }

    /// Nil where it is sent as it is. Throws 422.
    var wording: MessageText? {
        get throws(APIError) {
            guard let text else { return nil }
            return try MessageText(member: "text", text)
        }
    }
}

/// Another wording of a text that waits.
struct RewordRequest: JSONRequest {
    let doctorId: String?
    private let text: String

    init(_ members: BodyMembers) throws(APIError) {
        text = try members.text("text")
        doctorId = try members.optionalText("doctorId")
    }

    /// Throws 422.
    var wording: MessageText {
        get throws(APIError) { try MessageText(member: "text", text) }
    }
}

extension MessageText {
    /// Throws 422 that names the member.
    fileprivate init(member: String, _ text: String) throws(APIError) {
        guard let value = MessageText(text) else {
            throw APIError.outOfRange(member, "a text of 1 to \(MessageText.limit) characters that is not blank")
        }
        self = value
    }
}

/// Where a message goes: what every call that sends one is told.
struct SendTarget {
    let patientID: PatientID
    let clientMessageID: String?
    let replyTo: MessageID?

    /// Throws 422 for an id out of range, 404 for what cannot be a patient.
    init(patientId: String, clientMessageId: String?, replyTo: String?) throws(APIError) {
        if let id = clientMessageId, !(1...128).contains(id.utf16.count) || id.contains("\0") {
            throw .outOfRange("clientMessageId", "a text of 1 to 128 characters")
        }
        patientID = try PatientID(named: patientId)
        clientMessageID = clientMessageId
        self.replyTo = try replyTo.map { text throws(APIError) in
            guard let message = MessageID(text) else { throw APIError(.cannotBeQuoted) }
            return message
        }
    }

    func message(_ content: OutgoingMessage.Content) -> OutgoingMessage {
        OutgoingMessage(
            patientID: patientID, content: content, clientMessageID: clientMessageID, replyTo: replyTo)
    }
}

struct ReactRequest: LiveChatRequest {
    let patientId: String
    let messageId: String
    /// Empty to take the reaction back.
    let emoji: String
    let doctorId: String?

    init(_ members: BodyMembers) throws(APIError) {
        patientId = try members.text("patientId")
        messageId = try members.text("messageId")
        emoji = try members.text("emoji")
        doctorId = try members.optionalText("doctorId")
    }

    /// Nil to take the reaction back. Throws 422 for anything but one emoji.
    func reaction() throws(APIError) -> Emoji? {
        if emoji.isEmpty { return nil }
        guard let emoji = Emoji(emoji) else { throw .outOfRange("emoji", "one emoji, or empty") }
        return emoji
    }
}

struct ToggleRequest: LiveChatRequest {
    let patientId: String
    let pause: Bool
    let doctorId: String?

    init(_ members: BodyMembers) throws(APIError) {
        patientId = try members.text("patientId")
        pause = try members.flag("pause")
        doctorId = try members.optionalText("doctorId")
    }
}

struct ReadRequest: LiveChatRequest {
    let patientId: String
    let seq: Int64
    let doctorId: String?

    init(_ members: BodyMembers) throws(APIError) {
        patientId = try members.text("patientId")
        seq = try members.integer("seq")
        doctorId = try members.optionalText("doctorId")
    }
}

struct DoneRequest: LiveChatRequest {
    let patientId: String
    /// The newest message that was looked at; it may be left out.
    let seq: Int64?
    let doctorId: String?

    init(_ members: BodyMembers) throws(APIError) {
        patientId = try members.text("patientId")
        seq = try members.optionalInteger("seq")
        doctorId = try members.optionalText("doctorId")
    }
}

struct UndoRequest: LiveChatRequest {
    let patientId: String
    let doctorId: String?

    init(_ members: BodyMembers) throws(APIError) {
        patientId = try members.text("patientId")
        doctorId = try members.optionalText("doctorId")
    }
}

/// The answer to a pause or a resume.
struct ToggleBody: Encodable {
    let success = true
    let message: String
    let isPaused: Bool
    let patient: PatientBody?

    init(isPaused: Bool, _ patient: PatientBody?) {
        self.isPaused = isPaused
        self.patient = patient
        message = isPaused ? "The assistant is paused. You have this conversation." : "The assistant is on again."
    }

    enum CodingKeys: String, CodingKey {
        case success, message, isPaused, patient
    }
}

extension SignedIn {
    /// A doctor named in a body is never an authority: it may only repeat whose clinic is signed in. Throws 403.
    func mustBe(_ doctorId: String?) throws {
        guard let doctorId else { return }
        guard ClinicID(doctorId) == clinic.id else { throw APIError.otherDoctor }
    }
}

extension MessagePage {
    /// Throws 422 unless `before` and `after` are whole numbers and at most one of them is there.
    init(_ query: QueryParameters) throws {
        let before = try query.integer("before", in: 0...Int64.max)
        let after = try query.integer("after", in: 0...Int64.max)
        switch (before, after) {
        case (nil, nil): self = .newest
        case (let before?, nil): self = .before(before)
        case (nil, let after?): self = .after(after)
        case (_?, _?): throw APIError.outOfRange("before", "left out where \"after\" is given")
        }
    }
}
