package import Conversations

/// A patient's row, locked until the end of the transaction. Whatever touches a conversation goes through here.
struct Conversation {
    let transaction: any Transaction
    let clinicID: ClinicID
    let patientID: PatientID
    let phoneNumber: PhoneNumber?
    let userID: WhatsAppUserID?
    var isBotPaused: Bool
    /// Nothing leaves: the clinic was restored and nobody has switched it on again (`Holding`).
    let isHeld: Bool
    /// WhatsApp lets the clinic send nothing at the moment (`SendingBlocks`).
    let sendsNothing: Bool
    /// An answer of the assistant waits for a person (`drafts`).
    var hasDraft: Bool
    /// What the clinic lets the assistant do.
    let mode: AssistantMode
    /// How long the assistant waits for the patient's next message, where the clinic has decided that.
    let quietTime: Duration?
    /// Since when WhatsApp blocks the patient for the clinic; nil where it does not. Then the assistant is silent.
    var blockedAt: Timestamp?
    var generation: Int64
    var lastSeq: Int64
    var lastPatientSeq: Int64
    /// The clinic has seen everything up to here.
    let readSeq: Int64
    /// A person has said of everything up to here that nobody waits for an answer to it any more.
    var attendedSeq: Int64
    /// Nil while nobody waits (`Conversation+Waiting.swift`).
    var waiting: Unanswered?
    /// Of the worst open alarm; 0 when there is none.
    var severity: Int64
    var handOverTold: Bool
    /// The assistant has answered too often without a person (`AutomaticAnswers`).
    var isSilenced: Bool
    /// When a person of the clinic last wrote, resumed the assistant or said that they had looked.
    var lookedAt: Timestamp?
    /// When a greeting, thanks or a nod was last answered.
    let smallTalkAt: Timestamp?
    let resumedAt: Timestamp?
    /// When the patient last wrote, as it was when the row was locked.
    let lastSeenAt: Timestamp?
    /// Everything up to here is answered, or left to a human.
    var answeredSeq: Int64

    /// Nil when this clinic has no such patient; with `unlessBusy` also when somebody else has the row locked.
    ///
    /// A transaction that locks several patients must not wait for them (`unlessBusy`), unless no other one locks
    /// several of the same patients, as with the inbox of a lane: two that wait for each other's rows would deadlock.
    init?(
        locking patientID: PatientID, of clinicID: ClinicID, in transaction: any Transaction, unlessBusy: Bool = false
    ) throws {
        let lock = unlessBusy ? transaction.dialect.skipLocked : transaction.dialect.rowLock
        let found = try transaction.row(
            "SELECT \(Self.columns) FROM patients WHERE doctor_id = \(clinicID) AND id = \(patientID)\(lock)")
        guard let row = found else { return nil }
        try self.init(locked: row, of: patientID, clinicID, in: transaction)
    }

    /// Of `patients`.
    static let columns: SQL = """
        phone_number, whatsapp_user_id, is_bot_paused, bot_generation, last_seq, last_patient_seq, read_seq, attended_seq,
        waiting_since, waiting_seq, needs_human_severity, hand_over_told, is_bot_silenced, looked_at, small_talk_at,
        bot_resumed_at, answered_seq, has_draft, blocked_at, last_seen_at,
        (SELECT held_at IS NOT NULL FROM doctors d WHERE d.id = patients.doctor_id) AS is_held,
        (SELECT sending_blocked_at IS NOT NULL FROM doctors d WHERE d.id = patients.doctor_id) AS sends_nothing,
        (SELECT assistant FROM doctors d WHERE d.id = patients.doctor_id) AS assistant_mode,
        (SELECT quiet_ms FROM doctors d WHERE d.id = patients.doctor_id) AS quiet_ms
        """

    /// `row` has the columns above, was locked by this transaction, and was not changed by it since.
    init(locked row: ResultRow, of patientID: PatientID, _ clinicID: ClinicID, in transaction: any Transaction) throws {
        self.transaction = transaction
        self.clinicID = clinicID
        self.patientID = patientID
        phoneNumber = try row["phone_number"]
        userID = try row["whatsapp_user_id"]
        isBotPaused = try row["is_bot_paused"]
        isHeld = try row["is_held"]
        sendsNothing = try row["sends_nothing"]
        // A word of a newer version of this program: nothing leaves by itself.
        mode = AssistantMode(rawValue: try row["assistant_mode"]) ?? .off
        let quiet: Int64? = try row["quiet_ms"]
        quietTime = quiet.map { .milliseconds($0) }
        hasDraft = try row["has_draft"]
        blockedAt = try row["blocked_at"]
        generation = try row["bot_generation"]
        lastSeq = try row["last_seq"]
        lastPatientSeq = try row["last_patient_seq"]
        readSeq = try row["read_seq"]
        attendedSeq = try row["attended_seq"]
        waiting = try Unanswered(row: row)
        severity = try row["needs_human_severity"]
        handOverTold = try row["hand_over_told"]
        // Only together with the call for a human: whoever answers that call ends the silence.
        isSilenced = try row["is_bot_silenced"] && severity > 0
        lookedAt = try row["looked_at"]
        smallTalkAt = try row["small_talk_at"]
        resumedAt = try row["bot_resumed_at"]
        lastSeenAt = try row["last_seen_at"]
        answeredSeq = try row["answered_seq"]
    }

    /// Like `init(locking:)`; the id of a row that was joined into another means that one.
    static func present(
        _ patientID: PatientID, of clinicID: ClinicID, in transaction: any Transaction
    ) throws -> Conversation? {
        if let known = try Conversation(locking: patientID, of: clinicID, in: transaction) { return known }
        let present = try FormerPatients.present(patientID, of: clinicID, in: transaction)
        return present == patientID ? nil : try Conversation(locking: present, of: clinicID, in: transaction)
    }

    var now: Timestamp { transaction.now }
    var isBlocked: Bool { blockedAt != nil }
    /// A red flag is open.
    var isUrgent: Bool { severity >= NeedsHuman.redFlag.severity }
    var key: ConversationKey { ConversationKey(clinicID: clinicID, patientID: patientID) }

    /// The WHERE clause of this row.
    var isThis: SQL { "doctor_id = \(clinicID) AND id = \(patientID)" }
    /// The WHERE clause of rows that belong to this patient.
    var belongs: SQL { "doctor_id = \(clinicID) AND patient_id = \(patientID)" }

    func signal() { transaction.signal(.patient(clinicID, patientID, seq: lastSeq)) }

    /// The fence: may the assistant still say what it was asked for under `generation`?
    func letsAssistantSpeak(under generation: Int64) -> Bool {
        !isHeld && !isBlocked && !isBotPaused && !isUrgent && mode == .answer && self.generation == generation
    }
}

/// Names a conversation.
package struct ConversationKey: Sendable, Hashable {
    package let clinicID: ClinicID
    package let patientID: PatientID

    package init(clinicID: ClinicID, patientID: PatientID) {
        self.clinicID = clinicID
        self.patientID = patientID
    }
}

extension ConversationKey {
    init(row: ResultRow) throws {
        self.init(clinicID: try row["doctor_id"], patientID: try row["patient_id"])
    }
}
