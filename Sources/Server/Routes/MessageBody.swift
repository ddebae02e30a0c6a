import Conversations

/// A message as the API shows it. What is missing is written as null.
struct MessageBody: Encodable {
    let message: Message

    init(_ message: Message) { self.message = message }

    enum CodingKeys: String, CodingKey {
        case id, seq, direction, author, status, error, media, reactions, earlier, provenance
        case editedAt = "edited_at"
        case deletedAt = "deleted_at"
        case redFlag = "red_flag"
        case doctorID = "doctor_id"
        case patientID = "patient_id"
        case phoneNumber = "phone_number"
        case accountName = "account_name"
        case replyTo = "reply_to"
        case type = "message_type"
        case body = "message_body"
        case mediaURL = "media_url"
        case wamid = "whatsapp_message_id"
        case clientMessageID = "client_message_id"
        case errorCode = "error_code"
        case canRetry = "can_retry"
        case sentAt = "sent_at"
        case createdAt = "created_at"
    }

    func encode(to encoder: any Encoder) throws {
        var row = encoder.container(keyedBy: CodingKeys.self)
        try row.encode(message.id, forKey: .id)
        try row.encode(message.seq, forKey: .seq)
        try row.encode(message.clinicID, forKey: .doctorID)
        try row.encode(message.patientID, forKey: .patientID)
        try row.encode(message.phoneNumber, forKey: .phoneNumber)
        try row.encode(message.author.direction, forKey: .direction)
        try row.encode(message.author, forKey: .author)
        try row.encode(message.accountName, forKey: .accountName)
        try row.encode(message.type, forKey: .type)
        try row.encode(message.body, forKey: .body)
        let media = message.media.map { MediaBody($0, of: message.id) }
        try row.encode(media?.url, forKey: .mediaURL)
        try row.encode(media, forKey: .media)
        try row.encode(message.replyTo.map(QuoteBody.init), forKey: .replyTo)
        try row.encode(message.amendments.reactions, forKey: .reactions)
        try row.encode(message.amendments.earlier, forKey: .earlier)
        try row.encode(message.amendments.editedAt, forKey: .editedAt)
        try row.encode(message.amendments.deletedAt, forKey: .deletedAt)
        try row.encode(message.redFlag?.rawValue, forKey: .redFlag)
        try row.encode(message.provenance.map(ProvenanceBody.init), forKey: .provenance)
        try row.encode(message.wamid, forKey: .wamid)
        try row.encode(message.clientMessageID, forKey: .clientMessageID)
        try row.encode(message.status, forKey: .status)
        try row.encode(message.failure?.sentence, forKey: .error)
        try row.encode(message.failure?.metaCode, forKey: .errorCode)
        try row.encode(message.failure?.canRetry ?? false, forKey: .canRetry)
        try row.encode(message.sentAt, forKey: .sentAt)
        try row.encode(message.createdAt, forKey: .createdAt)
    }
}

/// What a message answers; with its wamid alone where it is not here.
struct QuoteBody: Encodable {
    let quote: Quote

    enum CodingKeys: String, CodingKey {
        case id, seq, author, wamid
        case type = "message_type"
        case body = "message_body"
    }

    func encode(to encoder: any Encoder) throws {
        var body = encoder.container(keyedBy: CodingKeys.self)
        switch quote {
        case .unknown(let wamid): try body.encode(wamid, forKey: .wamid)
        case .message(let message):
            try body.encode(message.id, forKey: .id)
            try body.encode(message.seq, forKey: .seq)
            try body.encode(message.author, forKey: .author)
            try body.encode(message.type, forKey: .type)
            try body.encode(message.body, forKey: .body)
        }
    }
}

/// One message, after a change of it.
struct MessageAnswer: Encodable {
    let success = true
    let data: MessageBody
}

/// One page of a history.
struct MessagesBody: Encodable {
    let success = true
    let messages: [MessageBody]
    /// Nil beside a page of older messages, for which nobody needs it: it is left out.
    let patient: PatientBody?

    enum CodingKeys: String, CodingKey {
        case success, messages, patient
    }
}
