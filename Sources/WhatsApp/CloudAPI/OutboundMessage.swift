package import Conversations

/// One message for the Cloud API.
package struct OutboundMessage: Sendable, Equatable {
    package let recipient: Recipient
    package let content: OutgoingContent
    /// The message that this one answers; shown as a quotation.
    package let contextWamid: Wamid?
    /// Comes back in every status of the message and tells which of ours it was. At most 512 characters.
    package let callbackData: String

    package init(
        recipient: Recipient, content: OutgoingContent, contextWamid: Wamid? = nil, callbackData: String
    ) {
        self.recipient = recipient
        self.content = content
        self.contextWamid = contextWamid
        self.callbackData = callbackData
    }

    /// The body of `POST /{phone_number_id}/messages`.
    package var json: JSONValue {
        var members: [String: JSONValue] = [
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            "type": .string(content.type),
            content.type: content.json,
            "biz_opaque_callback_data": .string(callbackData),
        ]
        switch recipient {
        // Without the `+` Meta may add the country code of the clinic.
        case .phone(let number): members["to"] = .string("+" + number.text)
        case .userID(let userID): members["recipient"] = .string(userID.text)
        }
        if let contextWamid { members["context"] = ["message_id": .string(contextWamid.text)] }
        return .object(members)
    }
}
