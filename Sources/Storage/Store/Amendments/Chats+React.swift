package import Conversations

extension Chats {
    /// Reacts to a message, or takes that back with nil; the conversation stays with whoever has it. Returns the message once
    /// WhatsApp has the reaction or has refused it, or `outcomeWait` has passed.
    ///
    /// Throws `Refusal.noSuchPatient`, `.noSuchMessage`, `.cannotBeReactedTo` or `.held`.
    package func react(_ emoji: Emoji?, to message: MessageID, of patient: PatientID) async throws -> Message {
        let deadline = ContinuousClock.now + rules.outcomeWait
        let account = person.id
        let present = try await change(patient) { conversation in
            if conversation.isHeld { throw Refusal.held }
            try conversation.react(emoji?.value ?? "", to: message, by: account)
            return conversation.patientID
        }
        guard let outcome = try await outcome(ofReactionTo: message, of: present, until: deadline) else {
            throw Refusal.noSuchMessage
        }
        return outcome
    }
}

extension Conversation {
    fileprivate func react(_ emoji: String, to message: MessageID, by account: AccountID) throws {
        guard try transaction.row("SELECT 1 AS one FROM messages WHERE \(belongs) AND id = \(message)") != nil else {
            throw Refusal.noSuchMessage
        }
        do {
            _ = try quotable(message)
        } catch Refusal.cannotBeQuoted {
            throw Refusal.cannotBeReactedTo
        }
        // What nobody has tried to send yet is not sent at all any more.
        try transaction.post(
            """
            DELETE FROM amendments WHERE doctor_id = \(clinicID) AND message_id = \(message) AND kind = 'reaction'
                AND state = 'pending' AND attempts = 0
            """)
        let amendments = Amendments(clinicID: clinicID, transaction: transaction)
        try amendments.insert(
            Amendments.Row(
                message: message, change: .reaction(emoji), author: .doctor, account: account, saidAt: now,
                state: .pending))
        try amendments.show(.reaction, of: message)
        signal()
        transaction.signal(.work(.reactions))
    }
}
