import Conversations

/// Decides which message of one conversation may leave, with the patient's row locked.
struct OutboxGate {
    var conversation: Conversation
    let rules: StoreRules

    private struct Entry {
        let id: MessageID
        let author: Author
        let generation: Int64
        let state: String
        let resends: Int64
        let notBefore: Timestamp
        let sendDeadline: Timestamp?

        init(row: ResultRow) throws {
            id = try row["id"]
            author = try row["author"]
            generation = try row["generation"]
            state = try row["state"]
            resends = try row["resends"]
            notBefore = try row["not_before"]
            sendDeadline = try row["send_deadline"]
        }
    }

    /// Walks the queue in order. One message is in flight at a time; an uncertain message of the assistant does not
    /// hold up what the doctor writes, an uncertain one of the doctor holds everything behind it.
    mutating func next() throws -> SendClaim? {
        var assistantMustWait = false
        for entry in try queue() {
            switch entry.state {
            case "pending":
                if try stopsAtFence(entry) { continue }
                if entry.author == .assistant && assistantMustWait { continue }
                return entry.notBefore <= conversation.now ? try claim(entry, isResend: false) : nil
            case "sending" where isInFlight(entry):
                return nil
            default:
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
            SELECT id, author, generation, state, resends, not_before, send_deadline FROM outbox
            WHERE \(conversation.belongs) AND kind = 'message' ORDER BY seq LIMIT 100
            """
        ).map(Entry.init(row:))
    }

    private func isInFlight(_ entry: Entry) -> Bool {
        entry.sendDeadline.map { $0 > conversation.now } ?? false
    }

    /// The fence. What does not pass never leaves.
    private func stopsAtFence(_ entry: Entry) throws -> Bool {
        guard entry.author == .assistant, !conversation.letsAssistantSpeak(under: entry.generation) else {
            return false
        }
        try conversation.cancel(entry.id, mayHaveLeft: entry.resends > 0)
        conversation.signal()
        return true
    }

    private enum Reconsidered {
        case claim(SendClaim)
        case gone, undecided
    }

    /// A message whose outcome is not known. It waits for a status; then it is sent once more, if it is still
    /// wanted; then it has failed.
    private mutating func reconsider(_ entry: Entry) throws -> Reconsidered {
        // A status about the first call came while the second was under way.
        if try conversation.isSettled(entry.id) {
            try conversation.removeFromOutbox(entry.id)
            return .gone
        }
        let decideAt =
            entry.state == "uncertain"
            ? entry.notBefore : (entry.sendDeadline ?? conversation.now).adding(rules.reconcileAfter)
        if entry.state == "sending" {
            try conversation.setUncertain(entry.id, decideAt: decideAt)
            conversation.signal()
        }
        guard decideAt <= conversation.now else { return .undecided }
        if try mayBeHeard(of: entry) {
            try conversation.setUncertain(entry.id, decideAt: conversation.now.adding(.seconds(1)))
            return .undecided
        }
        let isWanted = entry.author == .doctor || conversation.letsAssistantSpeak(under: entry.generation)
        if entry.resends == 0 && isWanted, let claim = try claim(entry, isResend: true) { return .claim(claim) }
        try conversation.fail(entry.id, .unconfirmed)
        try conversation.removeFromOutbox(entry.id)
        try conversation.setNeedsHuman(.sendFailed)
        conversation.signal()
        return .gone
    }

    /// Whether a status that came in time may still wait in the inbox: then it is ours that is late, not Meta's. An
    /// inbox that stands still does not hold a conversation up for ever.
    private func mayBeHeard(of entry: Entry) throws -> Bool {
        let inTime = (entry.sendDeadline ?? conversation.now).adding(rules.reconcileAfter)
        guard conversation.now < inTime.adding(rules.sendAgeLimit) else { return false }
        let doctor = try conversation.transaction.row(
            "SELECT whatsapp_phone_number_id FROM doctors WHERE id = \(conversation.doctorID)")
        let number: String? = try doctor?["whatsapp_phone_number_id"] ?? rules.fallbackPhoneNumberID
        let waiting = try conversation.transaction.row(
            """
            SELECT 1 AS one FROM inbox
            WHERE lane = \(InboxLane.of(number ?? "")) AND state = 'new' AND received_at <= \(inTime) LIMIT 1
            """)
        return waiting != nil
    }

    private func claim(_ entry: Entry, isResend: Bool) throws -> SendClaim? {
        let deadline = conversation.now.adding(rules.sendTimeout)
        try conversation.transaction.post(
            """
            UPDATE outbox SET state = 'sending', attempts = attempts + 1, resends = resends + \(isResend ? 1 : 0),
                send_deadline = \(deadline), not_before = \(deadline)
            WHERE doctor_id = \(conversation.doctorID) AND id = \(entry.id)
            """)
        try conversation.transaction.post(
            "UPDATE messages SET status = 'sending' WHERE doctor_id = \(conversation.doctorID) AND id = \(entry.id)")
        let row = try conversation.transaction.row(
            """
            SELECT m.message_body, m.created_at, o.attempts FROM outbox o
            JOIN messages m ON m.doctor_id = o.doctor_id AND m.id = o.id
            WHERE o.doctor_id = \(conversation.doctorID) AND o.id = \(entry.id)
            """)
        guard let row else { return nil }
        conversation.signal()
        return SendClaim(
            messageID: entry.id, doctorID: conversation.doctorID, patientID: conversation.patientID,
            author: entry.author, phoneNumber: conversation.phoneNumber, userID: conversation.userID,
            text: try row["message_body"], attempt: try row["attempts"], createdAt: try row["created_at"],
            timeout: rules.sendTimeout)
    }
}
