import Conversations
import HTTPTypes

/// What a doctor is told about a reaction.
struct ReactBody: Encodable {
    private let message: Message
    private let reaction: MessageReaction?

    init(_ message: Message) {
        self.message = message
        reaction = message.amendments.ofClinic
    }

    /// 200 once WhatsApp has it, 400 when it has refused it, 202 while that is not known.
    var status: HTTPResponse.Status {
        switch reaction?.status {
        case .sent, nil: .ok
        case .pending: .accepted
        case .failed: .badRequest
        }
    }

    enum CodingKeys: String, CodingKey {
        case success, error, data
        case word = "error_code"
    }

    func encode(to encoder: any Encoder) throws {
        var body = encoder.container(keyedBy: CodingKeys.self)
        try body.encode(status != .badRequest, forKey: .success)
        if status == .badRequest {
            try body.encode(reaction?.error ?? "The reaction was not sent.", forKey: .error)
            try body.encode("not_sent", forKey: .word)
        }
        try body.encode(MessageBody(message), forKey: .data)
    }
}
