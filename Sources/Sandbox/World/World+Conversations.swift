import FoundationEssentials

extension World {
    static let window: TimeInterval = 24 * 3600
    static let typingTime: TimeInterval = 25
    static let incomingLimit = 100_000

    func windowIsOpen(_ chat: Chat) -> Bool {
        guard let lastWrote = conversations[chat]?.lastWrote else { return false }
        return Date().timeIntervalSince(lastWrote) < Self.window
    }

    func append(_ bubble: Bubble, to chat: Chat) {
        conversations[chat, default: Conversation()].append(bubble)
        announce(.message, chat)
    }

    /// Notes a message of a patient. It opens the 24-hour window if it reaches the clinic and is more than a correction.
    func noteIncoming(_ wamid: String, at date: Date, in chat: Chat, opensWindow: Bool) {
        if incoming.count >= Self.incomingLimit { incoming = [:] }
        incoming[wamid] = chat
        guard opensWindow else { return }
        let lastWrote = conversations[chat]?.lastWrote ?? .distantPast
        conversations[chat, default: Conversation()].lastWrote = max(date, lastWrote)
    }

    /// Applies what a message does. Does nothing about a message that is not there any more.
    func apply(_ change: ThreadChange, of wamid: String, by author: Bubble.Author, to chat: Chat) {
        switch change {
        case .bubble(let bubble): append(bubble, to: chat)
        case .reaction(let target, let emoji):
            if reactionIDs.count >= Self.incomingLimit { reactionIDs = [] }
            reactionIDs.insert(wamid)
            alter(target, in: chat) { $0.reactions[author] = emoji?.isEmpty == false ? emoji : nil }
        case .edit(let target, let text):
            alter(target, in: chat) { bubble in
                bubble.text = text
                bubble.isEdited = true
            }
        case .deletion(let target): alter(target, in: chat) { $0.delete() }
        }
    }

    private func alter(_ wamid: String, in chat: Chat, _ change: (inout Bubble) -> Void) {
        conversations[chat]?.bubbles.updateLast(where: { $0.wamid == wamid && !$0.isDeleted }, change)
        announce(.message, chat)
    }

    /// A message of a conversation; nil if it is not there any more.
    func bubble(_ wamid: String, in chat: Chat) -> Bubble? {
        conversations[chat]?.bubbles.elements.last { $0.wamid == wamid }
    }

    /// Moves the state of a message forward, never back; `failed` is final.
    func advance(_ wamid: String, in chat: Chat, to state: Bubble.State, code: Int? = nil) {
        conversations[chat]?.bubbles.updateLast(where: { $0.wamid == wamid }) { bubble in
            guard state.rank > bubble.state.rank || bubble.state.rank == 0 else { return }
            bubble.state = state
            bubble.errorCode = code
        }
        announce(.status, chat)
    }

    /// Marks a patient's message, and all before it, as read by the clinic. False if there is no such message.
    func clinicRead(_ wamid: String, typing: Bool, clinic: SandboxClinic) -> Bool {
        guard let chat = incoming[wamid], chat.phoneNumberID == clinic.phoneNumberID,
            var conversation = conversations[chat]
        else { return false }
        let bubbles = conversation.bubbles.elements
        let last = bubbles.lastIndex { $0.wamid == wamid } ?? bubbles.startIndex
        for bubble in bubbles[...last] where bubble.author == .patient && bubble.state == .delivered {
            conversation.bubbles.updateLast(where: { $0.wamid == bubble.wamid }) { $0.state = .read }
        }
        if typing { conversation.typingUntil = Date(timeIntervalSinceNow: Self.typingTime) }
        conversations[chat] = conversation
        announce(typing ? .typing : .status, chat)
        return true
    }

    /// The clinic's messages that have reached the phone but have not been read.
    func unread(in chat: Chat) -> [String] {
        (conversations[chat]?.bubbles.elements ?? [])
            .filter { $0.author == .clinic && $0.state == .delivered }.map(\.wamid)
    }

    func conversation(_ chat: Chat, _ patient: SandboxPatient) -> JSON {
        let conversation = conversations[chat] ?? Conversation()
        return [
            "patient": patient.json, "phone_number_id": .string(chat.phoneNumberID),
            "typing": .bool((conversation.typingUntil ?? .distantPast) > Date()),
            "window_open": .bool(windowIsOpen(chat)),
            "marketing_stopped": .bool(conversation.stopsMarketing),
            "blocked": .bool(numbers[chat.phoneNumberID]?.blocked.contains(patient.id) ?? false),
            "messages": .array(conversation.bubbles.elements.map(\.json)),
        ]
    }

    /// The chat that a message of the clinic belongs to, and the record of that message.
    func chat(ofSent wamid: String) -> (chat: Chat, sent: SandboxSent)? {
        guard let record = sent.elements.last(where: { $0.wamid == wamid }),
            let patient = patient(record.recipient)
        else { return nil }
        return (Chat(patientID: patient.id, phoneNumberID: record.phoneNumberID), record)
    }
}
