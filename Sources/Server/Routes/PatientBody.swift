import Conversations
import Storage

/// A patient as the API shows them. What is missing is written as null.
struct PatientBody: Encodable {
    let patient: Patient
    let lastMessage: Message?
    let lastIncoming: Message?
    let unreadKind: MessageType?
    let queued: QueuedText?
    let draft: Draft?
    let rank: Int64
    let lastActivityAt: Timestamp

    init(_ entry: PatientEntry) {
        patient = entry.patient
        lastMessage = entry.lastMessage
        lastIncoming = entry.lastIncoming
        unreadKind = entry.unreadKind
        queued = entry.queued
        draft = entry.draft
        rank = entry.rank
        lastActivityAt = entry.lastActivityAt
    }

    enum CodingKeys: String, CodingKey {
        case id, name, email, queued, draft
        case phoneNumber = "phone_number"
        case lastSeenAt = "last_seen_at"
        case isBotPaused = "is_bot_paused"
        case botPausedAt = "bot_paused_at"
        case botPausedBy = "bot_paused_by"
        case botPausedByName = "bot_paused_by_name"
        case botPauseReason = "bot_pause_reason"
        case assistantInFlight = "assistant_in_flight"
        case assistantIsWriting = "assistant_is_writing"
        case assistantIsSilent = "assistant_is_silent"
        case unreadCount = "unread_count"
        case needsHuman = "needs_human"
        case needsHumanReason = "needs_human_reason"
        case needsHumanSentence = "needs_human_sentence"
        case isUrgent = "is_urgent"
        case waitingSince = "waiting_since"
        case readSeq = "read_seq"
        case lastSeq = "last_seq"
        case lastMessage = "last_message"
        case lastIncoming = "last_incoming_message"
        case rank = "list_rank"
        case lastActivityAt = "last_activity_at"
        case windowClosesAt = "window_closes_at"
        case amendedAt = "amended_at"
        case createdAt = "created_at"
        case isBlocked = "is_blocked"
        case marketingOptOut = "marketing_opt_out"
    }

    func encode(to encoder: any Encoder) throws {
        var row = encoder.container(keyedBy: CodingKeys.self)
        try row.encode(patient.id, forKey: .id)
        try row.encode(patient.name, forKey: .name)
        try row.encode(patient.phoneNumber, forKey: .phoneNumber)
        try row.encode(patient.email, forKey: .email)
        try row.encode(patient.lastSeenAt, forKey: .lastSeenAt)
        try encodeAssistant(to: &row)
        try row.encode(patient.unreadCount, forKey: .unreadCount)
        try row.encode(patient.needsHuman != nil, forKey: .needsHuman)
        try row.encode(patient.needsHuman, forKey: .needsHumanReason)
        try row.encode(patient.needsHuman?.sentence(about: unreadKind), forKey: .needsHumanSentence)
        try row.encode(patient.isUrgent, forKey: .isUrgent)
        try row.encode(patient.waitingSince, forKey: .waitingSince)
        try row.encode(patient.readSeq, forKey: .readSeq)
        try row.encode(patient.lastSeq, forKey: .lastSeq)
        try row.encode(lastMessage.map { MessageBody($0) }, forKey: .lastMessage)
        try row.encode(lastIncoming.map { MessageBody($0) }, forKey: .lastIncoming)
        try row.encode(rank, forKey: .rank)
        try row.encode(lastActivityAt, forKey: .lastActivityAt)
        try row.encode(patient.windowClosesAt, forKey: .windowClosesAt)
        try row.encode(patient.createdAt, forKey: .createdAt)
        try row.encode(patient.isBlocked, forKey: .isBlocked)
        try row.encode(patient.amendedAt, forKey: .amendedAt)
        try row.encode(patient.refusesMarketing, forKey: .marketingOptOut)
        try row.encode(queued.map(QueuedBody.init), forKey: .queued)
        try row.encode(draft.map(DraftBody.init), forKey: .draft)
    }

    private func encodeAssistant(to row: inout KeyedEncodingContainer<CodingKeys>) throws {
        try row.encode(patient.pause != nil, forKey: .isBotPaused)
        try row.encode(patient.pause?.since, forKey: .botPausedAt)
        // Always the clinic, as long as nobody but its own people can pause.
        try row.encode(patient.pause.map { _ in patient.clinicID }, forKey: .botPausedBy)
        try row.encode(patient.pause?.personName, forKey: .botPausedByName)
        try row.encode(patient.pause?.isRestored == true ? "restored" : nil, forKey: .botPauseReason)
        try row.encode(patient.assistantInFlight, forKey: .assistantInFlight)
        try row.encode(patient.assistantIsWriting, forKey: .assistantIsWriting)
        try row.encode(patient.assistantIsSilent, forKey: .assistantIsSilent)
    }
}

/// One page of the list.
struct PatientsBody: Encodable {
    let patients: [PatientBody]
    let nextCursor: String?
    let since: String?

    init(_ page: PatientPage) {
        patients = page.entries.map(PatientBody.init)
        nextCursor = page.nextCursor
        since = page.since
    }

    enum CodingKeys: String, CodingKey {
        case success, patients, since
        case nextCursor = "next_cursor"
    }

    func encode(to encoder: any Encoder) throws {
        var body = encoder.container(keyedBy: CodingKeys.self)
        try body.encode(true, forKey: .success)
        try body.encode(patients, forKey: .patients)
        try body.encode(nextCursor, forKey: .nextCursor)
        try body.encode(since, forKey: .since)
    }
}

/// What has changed in the list.
struct ChangesBody: Encodable {
    let success = true
    let patients: [PatientBody]
    let gone: [PatientID]
    let since: String

    init(_ changes: PatientChanges) {
        patients = changes.entries.map(PatientBody.init)
        gone = changes.gone
        since = changes.since
    }

    enum CodingKeys: String, CodingKey {
        case success, patients, gone, since
    }
}

/// One patient, where they could be read.
struct PatientInfoBody: Encodable {
    let success = true
    let patient: PatientBody?

    enum CodingKeys: String, CodingKey {
        case success, patient
    }
}

/// How many patients each filter shows.
struct PatientCountsBody: Encodable {
    let success = true
    let counts: [String: Int64]

    init(_ counts: [PatientFilter: Int64]) {
        self.counts = Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) })
    }

    enum CodingKeys: String, CodingKey {
        case success, counts
    }
}
