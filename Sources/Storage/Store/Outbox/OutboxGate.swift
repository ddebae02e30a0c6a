import Conversations

/// Decides which message of one conversation may leave, with the patient's row locked.
struct OutboxGate {
    var conversation: Conversation
    let rules: Rules

    private struct Entry {
        let id: MessageID
        let author: Author
        let generation: Int64
        let state: OutboxState
        let resends: Int64
        let notBefore: Timestamp
        let sendDeadline: Timestamp?
        let isEmergency: Bool
        let expiresAt: Timestamp?

        init(row: ResultRow) throws {
            id = try row["id"]
            author = try row["author"]
            generation = try row["generation"]
            state = try row["state"]
            resends = try row["resends"]
            notBefore = try row["not_before"]
            sendDeadline = try row["send_deadline"]
            isEmergency = try row["is_emergency"]
            expiresAt = try row["expires_at"]
        }
    }

    /// Walks the queue in order. One message is in flight at a time; an uncertain message of the assistant does not
    /// hold up what the doctor writes; an uncertain one of the doctor holds up everything behind it.
    mutating func next() throws -> SendClaim? {
        var assistantMustWait = false
        let queue = try queue()
        // Also behind one that waits to be sent again.
        if queue.contains(where: { $0.state == .sending && isInFlight($0) }) { return nil }
        for entry in queue {
            switch entry.state {
            case .pending:
                if try stopsAtFence(entry) { continue }
                if entry.author == .assistant && assistantMustWait { continue }
                guard entry.notBefore <= conversation.now else { return nil }
                if let claim = try claim(entry, isResend: false) { return claim }
            case .sending, .uncertain:
                switch try reconsider(entry) {
                case .claim(let claim): return claim
                case .gone: continue
                case .undecided where entry.author == .doctor: return nil
                case .undecided: assistantMustWait = true
                }
            }
        }
        return nil
    }

    private func queue() throws -> [Entry] {
        try conversation.transaction.rows(
            """
            SELECT id, author, generation, state, resends, not_before, send_deadline, is_emergency, expires_at
            FROM outbox
            WHERE \(conversation.belongs) AND kind = \(OutboxKind.message.sql) ORDER BY seq LIMIT 100
            """
        ).map(Entry.init(row:))
    }

    private func isInFlight(_ entry: Entry) -> Bool {
        entry.sendDeadline.map { $0 > conversation.now } ?? false
    }

    /// The fence. What does not pass never leaves.
    private func stopsAtFence(_ entry: Entry) throws -> Bool {
        // What waits whether a person writes is asked when its time has come.
        if entry.isEmergency && entry.notBefore > conversation.now { return false }
        guard entry.author == .assistant, try !mayLeave(entry) else { return false }
        try conversation.cancel(entry.id, mayHaveLeft: entry.resends > 0)
        conversation.signal()
        return true
    }

    private func mayLeave(_ entry: Entry) throws -> Bool {
        entry.isEmergency
            ? try conversation.letsEmergencyTextLeave(entry.id, until: entry.expiresAt)
            : conversation.letsAssistantSpeak(under: entry.generation)
    }

    private enum Reconsidered {
        case claim(SendClaim)
        case gone, undecided
    }

    /// A message whose outcome is not known. It waits for a status; then it is sent once more, if it is still wanted;
    /// after that it has failed.
    private mutating func reconsider(_ entry: Entry) throws -> Reconsidered {
        // A status about the first call came while the second was under way.
        if try conversation.isSettled(entry.id) {
            try conversation.removeFromOutbox(entry.id)
            return .gone
        }
        let decideAt =
            entry.state == .uncertain
            ? entry.notBefore : (entry.sendDeadline ?? conversation.now).adding(rules.reconcileAfter)
        if entry.state == .sending {
            try conversation.setUncertain(entry.id, decideAt: decideAt)
            conversation.signal()
        }
        guard decideAt <= conversation.now else { return .undecided }
        if try mayBeHeard(of: entry) {
            try conversation.setUncertain(entry.id, decideAt: conversation.now.adding(.seconds(1)))
            return .undecided
        }
        let isWanted =
            try entry.author == .doctor
            || mayLeave(entry) && !conversation.isBereft(entry.id)
        if entry.resends == 0 && isWanted, let claim = try claim(entry, isResend: true) { return .claim(claim) }
        try conversation.giveUp(entry.id, .unconfirmed)
        conversation.signal()
        return .gone
    }

    /// Whether a status that came in time may still wait in the inbox: then we are late, not Meta. A stalled inbox does
    /// not hold up a conversation for ever.
    private func mayBeHeard(of entry: Entry) throws -> Bool {
        let inTime = (entry.sendDeadline ?? conversation.now).adding(rules.reconcileAfter)
        guard conversation.now < inTime.adding(rules.sendAgeLimit) else { return false }
        let clinic = try conversation.transaction.row(
            "SELECT whatsapp_phone_number_id FROM doctors WHERE id = \(conversation.clinicID)")
        let number: PhoneNumberID? = try clinic?["whatsapp_phone_number_id"] ?? rules.fallbackPhoneNumberID
        return try InboxLane(of: number).hasDeliveries(receivedBy: inTime, in: conversation.transaction)
    }

    /// Nil where what is stored cannot be sent: then the message has failed.
    private mutating func claim(_ entry: Entry, isResend: Bool) throws -> SendClaim? {
        let row = try conversation.transaction.row(
            """
            SELECT m.message_type, m.message_body, m.content, m.relation, m.context_message_id, o.created_at, o.attempts FROM outbox o
            JOIN messages m ON m.doctor_id = o.doctor_id AND m.id = o.id
            WHERE o.doctor_id = \(conversation.clinicID) AND o.id = \(entry.id)
            """)
        guard let row else { return nil }
        conversation.signal()
        guard let content = try OutgoingContent(row: row) else {
            try conversation.giveUp(entry.id, .unsendable)
            return nil
        }
        guard let recipient = conversation.recipient else {
            try conversation.giveUp(entry.id, .nobodyThere)
            return nil
        }
        let deadline = conversation.now.adding(rules.sendTimeout)
        try conversation.setSending(entry.id, isResend: isResend, until: deadline)
        return SendClaim(
            messageID: entry.id, conversation: conversation.key, author: entry.author,
            recipient: recipient, content: content,
            replyTo: try row["relation"] as String? == "reply" ? try row["context_message_id"] : nil,
            attempt: try row["attempts"] + 1,
            enqueuedAt: try row["created_at"], timeout: rules.sendTimeout)
    }
}

extension Conversation {
    /// The number where it is known, else the user id. Nil where the number has been passed on and nothing else is known.
    var recipient: Recipient? { phoneNumber.map(Recipient.phone) ?? userID.map(Recipient.userID) }
}

extension OutgoingContent {
    /// What is stored with a message; a message with nothing but a body is that text. Nil where this program cannot
    /// read it, and for a file that was never uploaded.
    fileprivate init?(row: ResultRow) throws {
        if let stored: String = try row["content"] {
            guard let content = try? StoredJSON.value(OutgoingContent.self, of: stored) else { return nil }
            if case .template(let template) = content, template.awaitsUpload { return nil }
            self = content
        } else {
            guard try !(row["message_type"] as MessageType).isFile, let text = MessageText(try row["message_body"])
            else {
                return nil
            }
            self = .text(text)
        }
    }
}

extension SendFailure {
    fileprivate static let nobodyThere = SendFailure(
        .ours,
        sentence:
            "This patient's number belongs to somebody else now, and WhatsApp has told no other way to reach them.",
        canRetry: true)
    fileprivate static let unsendable = SendFailure(
        .ours, sentence: "This message could not be sent because of a fault in this program.", canRetry: false)
}
