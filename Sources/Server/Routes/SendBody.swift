import Conversations
import HTTPTypes

/// What a doctor is told about a message that was to be sent.
struct SendBody: Encodable {
    let message: Message
    let patient: PatientBody?

    init(_ message: Message, patient: PatientBody? = nil) {
        self.message = message
        self.patient = patient
    }

    /// 200 once WhatsApp has it, 400 when it will not arrive, 202 while that is not known.
    var status: HTTPResponse.Status {
        switch message.status {
        case .sent, .delivered, .read, .played: .ok
        case .failed: .badRequest
        case .received, .pending, .sending, .cancelled: .accepted
        }
    }

    enum CodingKeys: String, CodingKey {
        case success, message, error, errorCode, canRetry, details, botPaused, data, patient
        case word = "error_code"
    }

    func encode(to encoder: any Encoder) throws {
        var body = encoder.container(keyedBy: CodingKeys.self)
        try body.encode(status != .badRequest, forKey: .success)
        if status == .badRequest { try encodeFailure(to: &body) } else { try body.encode(sentence, forKey: .message) }
        try body.encode(true, forKey: .botPaused)
        try body.encode(MessageBody(message), forKey: .data)
        try body.encodeIfPresent(patient, forKey: .patient)
    }

    private var sentence: String {
        status == .ok ? "Message sent successfully" : "The message is being sent; WhatsApp has not confirmed it yet."
    }

    private func encodeFailure(to body: inout KeyedEncodingContainer<CodingKeys>) throws {
        try body.encode(message.failure?.sentence ?? "The message was not sent.", forKey: .error)
        try body.encode("not_sent", forKey: .word)
        try body.encode(message.failure?.metaCode, forKey: .errorCode)
        try body.encode(message.failure?.canRetry ?? false, forKey: .canRetry)
        try body.encode(details, forKey: .details)
    }

    private var details: String {
        switch message.failure?.origin {
        case .meta(let code?): "WhatsApp answered with error \(code)."
        case .meta(nil): "WhatsApp refused it without an error code."
        case .ours, nil: "WhatsApp reported no error of its own."
        }
    }
}
