import Conversations

/// A text that waits for the patient, as the API shows it. What is missing is written as null.
struct QueuedBody: Encodable {
    let queued: QueuedText

    init(_ queued: QueuedText) { self.queued = queued }

    enum CodingKeys: String, CodingKey {
        case id, text, by
        case madeAt = "made_at"
        case sendableUntil = "sendable_until"
        case keptBecause = "kept_because"
    }

    func encode(to encoder: any Encoder) throws {
        var body = encoder.container(keyedBy: CodingKeys.self)
        try body.encode(queued.id, forKey: .id)
        try body.encode(queued.text.value, forKey: .text)
        try body.encode(queued.madeAt, forKey: .madeAt)
        try body.encode(queued.personName, forKey: .by)
        try body.encode(queued.sendableUntil, forKey: .sendableUntil)
        try body.encode(queued.obstacle?.rawValue, forKey: .keptBecause)
    }
}

/// The answer to a text that waits now.
struct QueueBody: Encodable {
    let patient: PatientBody?

    enum CodingKeys: String, CodingKey {
        case success, message, botPaused, data, queued, patient
    }

    func encode(to encoder: any Encoder) throws {
        var body = encoder.container(keyedBy: CodingKeys.self)
        try body.encode(true, forKey: .success)
        try body.encode("The message is sent when the patient writes.", forKey: .message)
        try body.encode(true, forKey: .botPaused)
        try body.encodeNil(forKey: .data)
        try body.encode(patient?.queued.map(QueuedBody.init), forKey: .queued)
        try body.encode(patient, forKey: .patient)
    }
}
