package import Conversations

/// One attempt to hand a message to Meta. Holding it is the permission to make exactly one call.
package struct SendClaim: Sendable, Hashable {
    package let messageID: MessageID
    package let conversation: ConversationKey
    package let author: Author
    package let recipient: Recipient
    package let content: OutgoingContent
    /// The message that it answers.
    package let replyTo: Wamid?
    /// 1 for the first try.
    package let attempt: Int64
    /// When it came into the outbox: by being written, or by being sent again after a failure.
    package let enqueuedAt: Timestamp
    /// How long the call may take, counted from before the claim was asked for.
    package let timeout: Duration

    package var clinicID: ClinicID { conversation.clinicID }
    package var patientID: PatientID { conversation.patientID }
}

/// One attempt to mark a patient's message as read, and to show "typing…" with it.
package struct ReceiptClaim: Sendable, Hashable {
    package let conversation: ConversationKey
    package let wamid: Wamid
    /// False for what a person has seen, and when the reply is already there: "typing…" after it would stay for 25 s.
    package let isTyping: Bool
}
