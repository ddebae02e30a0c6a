package import Conversations

extension Chats {
    /// Whom WhatsApp is to block or unblock; nil where nobody knows how to reach them. Throws `Refusal.noSuchPatient` or
    /// `.held`.
    package func recipient(of patient: PatientID) async throws -> Recipient? {
        try await change(patient) { conversation in
            if conversation.isHeld { throw Refusal.held }
            return conversation.recipient
        }
    }

    /// WhatsApp has blocked the patient, or does so no more. While it does, the assistant is silent. Throws
    /// `Refusal.noSuchPatient`.
    package func setBlocked(_ isBlocked: Bool, patient: PatientID) async throws {
        try await change(patient) { conversation in
            try conversation.setBlocked(isBlocked)
            conversation.signal()
        }
    }
}

extension Conversation {
    fileprivate mutating func setBlocked(_ isBlocked: Bool) throws {
        // The newest time, also where it seemed blocked: it may have been unblocked elsewhere in between.
        let time = isBlocked ? now : nil
        try transaction.post("UPDATE patients SET blocked_at = \(time) WHERE \(isThis)")
        guard isBlocked else { return }
        try dropDueReply()
        try voidDraft()
        try cancelAssistantMessages()
    }
}
