import Conversations

/// Applies what WhatsApp delivers to the conversations, in a transaction of the inbox.
final class InboundEvents {
    /// The reason code for an update of a clinic that was removed: it is dropped.
    static let removedNumber = "removed_number"

    let rules: Rules
    let transaction: any Transaction
    /// Looked up once in a transaction.
    private var clinics: [PhoneNumberID: Clinic] = [:]
    /// What comes after the update that is being applied, as far as that is known.
    private var expected: ArraySlice<InboundUpdate> = []
    private var lookahead: Lookahead?

    init(rules: Rules, transaction: any Transaction) {
        self.rules = rules
        self.transaction = transaction
    }

    /// Says what `apply` is going to be given, in this order, so that it can ask for messages that follow each other at once.
    /// Not to be said where a part of that may be undone.
    func expect(_ updates: [InboundUpdate]) { expected = updates[...] }

    /// Applies one update. Returns a reason code when it belongs to no clinic here.
    func apply(_ update: InboundUpdate) throws -> String? {
        expected = expected.dropFirst()
        guard let clinic = try clinic(receivingOn: update.phoneNumberID) else {
            return try isRemoved(update.phoneNumberID) ? Self.removedNumber : "unknown_number"
        }
        // Whatever comes between messages may change what is known of the later ones.
        if update.event.message == nil { lookahead = nil }
        switch update.event {
        case .message(let message): try apply(message, of: clinic, try lookahead(to: message, update, of: clinic.id))
        case .echo(let echo): try apply(echo: echo, of: clinic)
        case .status(let report):
            try Statuses(clinicID: clinic.id, rules: rules, transaction: transaction).apply(report)
        case .identityChange(let change, let notice): return try apply(change, notice, of: clinic.id)
        case .marketingPreference(let preference): try apply(preference, of: clinic.id)
        }
        return nil
    }

    /// Carries out a part of an update that must not stop the rest of it. Returns a reason code when it could not be.
    private func attempt(_ body: () throws -> Void) throws -> String? {
        do {
            try transaction.savepoint(body)
            return nil
        } catch let error where !transaction.isBroken(by: error) {
            return "not_applied"
        }
    }

    /// The clinic that owns the number or, for the number in the settings, the one clinic without a number of its own.
    func clinic(receivingOn number: PhoneNumberID) throws -> Clinic? {
        if let known = clinics[number] { return known }
        let found = try find(receivingOn: number)
        clinics[number] = found
        return found
    }

    private func find(receivingOn number: PhoneNumberID) throws -> Clinic? {
        let owner = try transaction.row(
            "SELECT \(Clinic.columns) FROM doctors WHERE whatsapp_phone_number_id = \(number)")
        if let owner { return try Clinic(row: owner) }
        guard number == rules.fallbackPhoneNumberID else { return nil }
        let candidates = try transaction.rows(
            "SELECT \(Clinic.columns) FROM doctors WHERE whatsapp_phone_number_id IS NULL LIMIT 2")
        return candidates.count == 1 ? try Clinic(row: candidates[0]) : nil
    }

    /// Whether the number is one of a clinic that was removed.
    private func isRemoved(_ number: PhoneNumberID) throws -> Bool {
        try transaction.row("SELECT 1 AS one FROM removed_numbers WHERE phone_number_id = \(number)") != nil
    }

    /// Whether a message is stored already. It is asked first: what comes again changes nothing at all.
    private func isKnown(_ wamid: Wamid, of clinic: ClinicID) throws -> Bool {
        try transaction.row(
            "SELECT 1 AS one FROM messages WHERE doctor_id = \(clinic) AND whatsapp_message_id = \(wamid)") != nil
    }

    private func directory(of clinic: ClinicID) -> PatientDirectory {
        PatientDirectory(clinicID: clinic, transaction: transaction)
    }

    private func time(_ said: Timestamp?) -> Timestamp { .sent(said, arrivedAt: transaction.now) }

    private func lookahead(
        to message: InboundMessage, _ update: InboundUpdate, of clinic: ClinicID
    ) throws -> Lookahead {
        if let lookahead, lookahead.clinicID == clinic, lookahead.covers(message.wamid) { return lookahead }
        let following = expected.prefix(Lookahead.limit - 1).prefix {
            $0.phoneNumberID == update.phoneNumberID && $0.event.message != nil
        }
        let made = try Lookahead([message] + following.compactMap(\.event.message), of: clinic, in: transaction)
        lookahead = made
        return made
    }

    private func apply(_ message: InboundMessage, of clinic: Clinic, _ lookahead: Lookahead) throws {
        guard !lookahead.takeIsStored(message.wamid) else { return }
        if let amendment = message.amendment {
            guard try !amendments(of: clinic.id).isKnown(message.wamid) else { return }
            if let target = try amendments(of: clinic.id).target(amendment.target) {
                // It changes the patient's row, which is known here as it was before.
                self.lookahead = nil
                return try apply(amendment, of: target, message, by: .patient, of: clinic)
            }
        }
        let shown = message.standIn ?? message
        let sentAt = time(message.sentAt)
        var directory = directory(of: clinic.id)
        directory.lookahead = lookahead
        // What WhatsApp itself says about somebody who never wrote is no conversation.
        let patient = try directory.author(message.person, at: sentAt, mayBegin: message.type != .system)
        guard let patient, var conversation = try conversation(with: patient, of: clinic.id, lookahead) else { return }
        var new = NewMessage(shown, author: .patient, status: .received, sentAt: sentAt)
        new.awaitsAnswer = message.expectsReply
        new.waits = message.expectsReply && !rules.isSmallTalk(message, to: clinic)
        new.isArrival = message.isFromPatient
        let seq = try conversation.append(new)
        let hasFlag =
            try message.type != .system && message.type != .reaction
            && conversation.passGate(
                shown.words, seq: seq, saidAt: sentAt, callsForText: message.expectsReply, of: clinic, rules)
        let reading = try conversation.expectReading(of: new, clinic, rules)
        if message.expectsReply {
            try conversation.requestReply(
                sentAt: sentAt, awaitsTranscript: reading == .transcript, rules: rules)
        }
        if new.isArrival && CustomerServiceWindow.closes(afterMessageAt: sentAt) > transaction.now {
            try conversation.sendQueued(hasFlag: hasFlag)
        }
        try noteStandIn(new, for: message, by: .patient, of: clinic.id)
        conversation.signal()
    }

    /// What somebody says of a message that is here.
    private func apply(
        _ amendment: Amendment, of target: Amendments.Target, _ message: InboundMessage, by author: Author,
        of clinic: Clinic
    ) throws {
        let saidAt = time(message.sentAt)
        let patient =
            author == .patient
            ? try directory(of: clinic.id).author(message.person, at: saidAt, mayBegin: false)
            : target.patientID
        guard let patient, var conversation = try Conversation(locking: patient, of: clinic.id, in: transaction),
            let present = try amendments(of: clinic.id).target(amendment.target)
        else { return }
        try conversation.amend(
            present, amendment.change, by: author, wamid: message.wamid, saidAt: saidAt, of: clinic, rules: rules)
    }

    /// A message that only its edit or its deletion tells of was stored in its place.
    private func noteStandIn(
        _ stored: NewMessage, for message: InboundMessage, by author: Author, of clinic: ClinicID
    ) throws {
        guard message.standIn != nil, let amendment = message.amendment else { return }
        try amendments(of: clinic).note(
            amendment.change, of: stored.id, by: author, wamid: message.wamid, saidAt: time(message.sentAt),
            isOriginalKnown: false)
        // The message itself may be among the next ones, and is stored already.
        lookahead = nil
    }

    private func amendments(of clinic: ClinicID) -> Amendments {
        Amendments(clinicID: clinic, transaction: transaction)
    }

    private func conversation(
        with patient: PatientID, of clinic: ClinicID, _ lookahead: Lookahead
    ) throws -> Conversation? {
        guard let row = lookahead.takeRow(of: patient) else {
            return try Conversation(locking: patient, of: clinic, in: transaction)
        }
        return try Conversation(locked: row, of: patient, clinic, in: transaction)
    }

    private func apply(echo: InboundMessage, of clinic: Clinic) throws {
        // The echo of a call of ours that counts no more is nobody's message.
        guard try !isKnown(echo.wamid, of: clinic.id), try !transaction.isRetired(echo.wamid, of: clinic.id) else {
            return
        }
        if let amendment = echo.amendment {
            guard try !amendments(of: clinic.id).isKnown(echo.wamid), try !amendments(of: clinic.id).isOwn(echo) else {
                return
            }
            if let target = try amendments(of: clinic.id).target(amendment.target) {
                try apply(amendment, of: target, echo, by: .doctor, of: clinic)
                guard echo.takesOver else { return }
            }
        }
        let patient = try directory(of: clinic.id).recipient(echo.person, at: time(echo.sentAt))
        guard var conversation = try Conversation(locking: patient, of: clinic.id, in: transaction),
            // The call that sent it may have returned meanwhile.
            try !isKnown(echo.wamid, of: clinic.id)
        else { return }
        if try amendments(of: clinic.id).isKnown(echo.wamid) {
            try conversation.takeOver(after: echo)
        } else if let own = try conversation.ownMessage(behind: echo) {
            try conversation.settle(
                own, StatusReport(wamid: echo.wamid, status: .sent, callbackID: own, failure: nil),
                ageLimit: rules.sendAgeLimit)
        } else {
            let shown = echo.standIn ?? echo
            try transaction.waitForTurn(at: shown.wamid)
            let message = try conversation.append(echo: shown, takesOver: echo.takesOver)
            try noteStandIn(message, for: echo, by: .doctor, of: clinic.id)
            try conversation.applyParked(shown.wamid, to: message.id, ageLimit: rules.sendAgeLimit)
        }
        conversation.signal()
    }

    /// About somebody whom there is no conversation with, nothing is kept.
    private func apply(_ preference: MarketingPreference, of clinic: ClinicID) throws {
        guard preference.category == Conversation.marketing,
            let patient = try directory(of: clinic).find(preference.person, at: time(preference.at)),
            let conversation = try Conversation(locking: patient, of: clinic, in: transaction)
        else { return }
        try conversation.note(marketingStopped: preference.isStopped, at: time(preference.at))
        conversation.signal()
    }

    /// The notice is a line in the conversation, where there is one. Returns a reason code when that could not be written.
    private func apply(_ change: IdentityChange, _ notice: InboundMessage?, of clinic: ClinicID) throws -> String? {
        if let notice, try isKnown(notice.wamid, of: clinic) { return nil }
        let at = time(change.at)
        guard let patient = try directory(of: clinic).apply(change, at: at), let notice else { return nil }
        return try attempt {
            guard var conversation = try Conversation(locking: patient, of: clinic, in: transaction) else { return }
            _ = try conversation.append(NewMessage(notice, author: .patient, status: .received, sentAt: at))
            conversation.signal()
        }
    }
}

extension Conversation {
    /// Our own message, when this is an echo of one: it carries our id, or what is being sent right now has exactly the
    /// same text. (Its wamid may reach us through the echo before the call to Meta has returned.)
    fileprivate func ownMessage(behind echo: InboundMessage) throws -> MessageID? {
        if let id = echo.callbackID {
            let row = try transaction.row("SELECT id FROM messages WHERE \(belongs) AND id = \(id)")
            if let row { return try row["id"] }
        }
        return try messageBeingSent(type: echo.type, body: echo.body)
    }

    /// A message of a person of the clinic: a takeover like any other, unless it is older than the last resume.
    fileprivate mutating func append(echo: InboundMessage, takesOver: Bool) throws -> NewMessage {
        let sentAt = Timestamp.sent(echo.sentAt, arrivedAt: now)
        let isTakeover = takesOver && isAfterResume(sentAt)
        let seen = try newestSeen(at: sentAt)
        let hasSeenAll = seen == lastSeq
        if isTakeover { try speak(havingSeen: seen) }
        var message = NewMessage(echo, author: .doctor, status: .sent, sentAt: sentAt)
        if takesOver { message.answersUpTo = seen }
        let seq = try append(message)
        if isTakeover { try markRead(upTo: hasSeenAll ? seq : seen) }
        try recountWaiting()
        return message
    }

    /// A person of the clinic has reacted on their phone: they have the conversation, though they have said nothing.
    fileprivate mutating func takeOver(after echo: InboundMessage) throws {
        let sentAt = Timestamp.sent(echo.sentAt, arrivedAt: now)
        if isAfterResume(sentAt) { try speak(havingSeen: newestSeen(at: sentAt)) }
    }

    /// Meta's times are truncated to whole seconds: only an echo that is certainly older does not pause.
    private func isAfterResume(_ sentAt: Timestamp) -> Bool {
        resumedAt.map { resumed in sentAt.adding(.seconds(1)) > resumed } ?? true
    }
}

extension InboundEvent {
    fileprivate var message: InboundMessage? { if case .message(let message) = self { message } else { nil } }
}
