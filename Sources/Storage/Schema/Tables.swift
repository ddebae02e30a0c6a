extension Table {
    /// No table depends on one that comes after it.
    static let all = [
        doctors, accounts, sessions, knownDevices, failedSignIns, knowledge, changedPatients, patients, searchPieces,
        aliases,
        formerPatients,
        messages,
        amendments,
        media,
        transcripts,
        uploads,
        unansweredQuestions,
        messagePrices,
        templates,
        alarms,
        dueReplies, dueAlarms, doneMarks, queuedTexts, drafts, outbox, parkedStatuses, retiredWamids, deliveries,
        deliveryLanes,
        announcements, migrationProgress, installation, removedNumbers, unwantedFiles,
        modelUsage,
        summaries,
    ]

    private static let id = (Kind.uuid, Joining.stays)
    private static let uuid = (Kind.uuid, Joining.stays)
    private static let text = (Kind.text, Joining.stays)
    private static let time = (Kind.timestamp, Joining.stays)
    private static let number = (Kind.bigint, Joining.stays)
    private static let flag = (Kind.boolean, Joining.stays)
    private static let seq = (Kind.bigint, Joining.renumbers)

    /// The clinics.
    static let doctors = Table(
        "doctors", key: ["id"],
        .clinic(
            key: "id",
            grants: """
                SELECT (id, name, email, clinic_name, clinic_address, created_at, time_zone, alarm_minutes, held_at,
                    templates_synced_at, sending_blocked_at, read_receipts, emergency_text, red_flag_words, assistant,
                    opening_hours, holidays, languages, models, budget_calls, budget_tokens, transcribe,
                    describe_pictures, quiet_ms, resume_after_minutes),
                UPDATE (clinic_name, clinic_address, time_zone, alarm_minutes, read_receipts, emergency_text,
                    red_flag_words, assistant, opening_hours, holidays, languages, models, budget_calls, budget_tokens,
                    transcribe, describe_pictures, quiet_ms, resume_after_minutes)
                """),
        [
            "id": id, "name": text, "email": text, "phone_number": text, "clinic_name": text, "clinic_address": text,
            "whatsapp_phone_number_id": text, "whatsapp_access_token": text, "created_at": time,
            "time_zone": text, "alarm_minutes": number, "held_at": time, "held_activity_since": time,
            "whatsapp_account_id": text, "last_webhook_at": time, "templates_synced_at": time, "templates_due_at": time,
            "sending_blocked_at": time, "sending_blocked_reason": text, "sending_probe_at": time,
            "sending_probes": number, "read_receipts": flag, "emergency_text": text, "red_flag_words": text,
            "assistant": text, "opening_hours": text, "holidays": text, "languages": text, "models": text,
            "budget_calls": number, "budget_tokens": number, "transcribe": flag, "describe_pictures": flag,
            "quiet_ms": number, "resume_after_minutes": number,
        ])

    static let accounts = Table(
        "accounts", key: ["id"], .clinic(grants: "SELECT (id, doctor_id, name, role)"),
        [
            "id": id, "doctor_id": uuid, "name": text, "email": text, "password_hash": text, "created_at": time,
            "removed_at": time, "role": text,
        ])

    static let sessions = Table(
        "sessions", key: ["token_hash"], .clinic(),
        ["token_hash": text, "doctor_id": uuid, "account_id": uuid, "created_at": time, "ends_at": time])

    /// Browsers in which somebody has signed in to the account before.
    static let knownDevices = Table(
        "known_devices", key: ["token_hash", "account_id"], .clinic(),
        ["token_hash": text, "doctor_id": uuid, "account_id": uuid, "ends_at": time])

    static let failedSignIns = Table(
        "failed_sign_ins", key: ["subject"], .system,
        ["subject": text, "account": text, "failures": number, "window_ends_at": time, "wait_ends_at": time])

    /// What the assistant may say. `kind`, and what it means for approval: `Rules.kind`.
    static let knowledge = Table(
        "knowledge", key: ["doctor_id", "topic_key"], .clinic(grants: "SELECT, INSERT, UPDATE, DELETE"),
        [
            "doctor_id": uuid, "topic_key": text, "topic": text, "answer": text, "position": number,
            "updated_at": time, "approved": flag, "id": id, "kind": text, "approved_by": uuid, "approved_at": time,
            "used": number, "last_used_at": time,
        ])

    /// Which patients have changed within the last day, also those that are gone. Before the patients, since whoever
    /// changes one notes it here last.
    static let changedPatients = Table(
        "changed_patients", key: ["doctor_id", "patient_id"], .clinic(grants: "SELECT, INSERT, UPDATE"), pageSize: nil,
        ["doctor_id": uuid, "patient_id": (.uuid, .decided), "changed_in": number, "changed_at": time])

    /// A row is the lock, the order and the fence of a conversation; see docs/TAKEOVER.md.
    static let patients = Table(
        "patients", key: ["doctor_id", "id"], .clinic(grants: "SELECT, UPDATE"),
        [
            "id": id, "doctor_id": uuid, "name": (.text, .fills), "username": (.text, .replaces),
            "phone_number": (.text, .decided), "whatsapp_user_id": (.text, .decided), "email": (.text, .fills),
            "search_text": (.text, .decided), "pieces_of": (.text, .decided), "is_bot_paused": (.boolean, .decided),
            "bot_paused_at": (.timestamp, .decided), "bot_paused_by": (.uuid, .decided),
            "bot_paused_by_account": (.uuid, .decided), "bot_pause_reason": (.text, .decided),
            "bot_resumed_at": (.timestamp, .greatest),
            "bot_generation": number, "answered_seq": (.bigint, .decided), "last_seq": (.bigint, .decided),
            "last_patient_seq": (.bigint, .decided), "read_seq": number, "unread_count": (.bigint, .adds),
            "needs_human": (.boolean, .decided), "needs_human_reason": (.text, .decided),
            "needs_human_severity": (.bigint, .decided), "hand_over_told": (.boolean, .greatest),
            "is_bot_silenced": (.boolean, .greatest), "looked_at": (.timestamp, .greatest),
            "small_talk_at": (.timestamp, .greatest),
            "last_activity_at": (.timestamp, .greatest), "last_seen_at": (.timestamp, .greatest),
            "window_closes_at": (.timestamp, .greatest), "created_at": time,
            "waiting_since": (.timestamp, .decided), "waiting_seq": (.bigint, .decided), "attended_seq": number,
            "list_rank": (.bigint, .decided), "amended_at": (.timestamp, .greatest),
            "blocked_at": (.timestamp, .greatest), "marketing_stopped_at": (.timestamp, .greatest),
            "marketing_resumed_at": (.timestamp, .greatest), "has_draft": (.boolean, .decided),
        ])

    /// Pieces of the search texts (`SearchPieces`).
    static let searchPieces = Table(
        "search_pieces", key: ["doctor_id", "piece", "patient_id"], .clinic(grants: "SELECT"),
        ["doctor_id": uuid, "piece": text, "patient_id": (.uuid, .decided)])

    /// What WhatsApp said about who a person is, each with its own time; number and user id of a patient's row follow from
    /// it. `patient_id` may be that of a person who has no row yet.
    static let aliases = Table(
        "aliases", key: ["doctor_id", "kind", "value", "patient_id"], .clinic(),
        [
            "doctor_id": uuid, "patient_id": (.uuid, .decided), "kind": text, "value": text, "spelling": text,
            "first_said_at": time, "last_said_at": time, "since": time, "until": time, "is_held": flag,
            "stranger_since": time,
        ])

    /// Ids of rows that were joined into another row of the same person: they still mean that person.
    static let formerPatients = Table(
        "former_patients", key: ["doctor_id", "id"], .clinic(grants: "SELECT"),
        ["doctor_id": uuid, "id": id, "patient_id": uuid, "joined_at": time])

    static let messages = Table(
        "messages", key: ["doctor_id", "id"], .clinic(grants: "SELECT, INSERT, UPDATE"),
        [
            "id": id, "doctor_id": uuid, "patient_id": uuid, "seq": seq, "account_id": uuid, "phone_number": text,
            "direction": text, "author": text, "message_type": text, "message_body": text, "content": text,
            "media": text, "media_url": text, "whatsapp_message_id": text, "context_message_id": text,
            "relation": text, "client_message_id": text, "status": text, "failed_by": text, "meta_code": number,
            "error": text, "can_retry": flag, "sent_at": time, "continues": flag, "created_at": time,
            "attempts": number,
            "generation": number, "outbox_since": time, "waits_for_answer": flag, "answers_seq": seq,
            "reactions": text, "earlier": text, "edited_at": time, "deleted_at": time, "red_flag": text,
            "red_flag_rule": text, "provenance": text,
        ])

    /// What was said of messages after them: reactions, other wordings, that they were deleted.
    static let amendments = Table(
        "amendments", key: ["doctor_id", "id"], .clinic(grants: "SELECT, INSERT, UPDATE, DELETE"),
        [
            "id": id, "doctor_id": uuid, "message_id": uuid, "number": number, "kind": text, "author": text,
            "account_id": uuid, "body": text, "whatsapp_message_id": text, "said_at": time, "state": text,
            "attempts": number, "due_at": time, "error": text, "created_at": time,
        ])

    /// The files of messages, as far as they concern us: what WhatsApp says of them is in `messages.media`. A message
    /// of a kind that has a file and has no row here has lost it.
    static let media = Table(
        "media", key: ["doctor_id", "message_id"], .clinic(grants: "SELECT, INSERT, UPDATE"),
        [
            "doctor_id": uuid, "message_id": uuid, "state": text, "file": uuid, "kind": text, "size": number,
            "width": number, "height": number, "milliseconds": number, "thumbnail_size": number, "error": text,
            "attempts": number, "due_at": time, "uploaded_at": time, "pages": number,
        ])

    /// What machines made of the files of patients: what is said in a sound, what a picture shows. A row is there from the
    /// message on, where the clinic lets its file be read.
    static let transcripts = Table(
        "transcripts", key: ["doctor_id", "message_id"], .clinic(grants: "SELECT"),
        [
            "doctor_id": uuid, "message_id": uuid, "kind": text, "state": text, "words": text, "model": text,
            "attempts": number, "due_at": time, "made_at": time,
        ])

    /// A row is a file that WhatsApp has to be given before its message can leave.
    static let uploads = Table(
        "uploads", key: ["doctor_id", "message_id"], .clinic(grants: "SELECT, INSERT, UPDATE, DELETE"),
        ["doctor_id": uuid, "message_id": uuid, "attempts": number, "due_at": time])

    /// A row is a question that ended with a human. `question_id` is the same for all that are the same once folded.
    static let unansweredQuestions = Table(
        "unanswered_questions", key: ["doctor_id", "id"], .clinic(grants: "SELECT, DELETE"),
        [
            "id": id, "doctor_id": uuid, "patient_id": uuid, "question_id": uuid, "text": text, "asked_at": time,
        ])

    /// What WhatsApp said that a message costs, once for each message. It outlives the message.
    static let messagePrices = Table(
        "message_prices", key: ["doctor_id", "message_id"], .clinic(grants: "SELECT"),
        [
            "doctor_id": uuid, "message_id": uuid, "priced_at": time, "category": text, "type": text,
            "is_billable": flag,
        ])

    /// The templates of a clinic's account, as WhatsApp last said: `said_at` is when it said what stands here.
    static let templates = Table(
        "templates", key: ["doctor_id", "name", "language"], .clinic(grants: "SELECT"),
        [
            "doctor_id": uuid, "name": text, "language": text, "template_id": text, "category": text, "status": text,
            "quality": text, "parts": text, "said_at": time,
        ])

    /// Why a person of the clinic was called, and who has looked.
    static let alarms = Table(
        "alarms", key: ["doctor_id", "id"], .clinic(grants: "SELECT, INSERT, UPDATE"),
        [
            "id": id, "doctor_id": uuid, "patient_id": uuid, "reason": text, "severity": number, "seq": seq,
            "raised_at": time, "closed_at": time, "closed_by_account": uuid, "emergency_text_id": uuid,
        ])

    /// A row is a reply that the assistant owes.
    static let dueReplies = Table(
        "due_replies", key: ["doctor_id", "patient_id"], .clinic(grants: "SELECT, INSERT, UPDATE, DELETE"),
        [
            "doctor_id": uuid, "patient_id": (.uuid, .decided), "due_at": time, "latest_at": time, "begun_at": time,
            "leased_until": time, "recomputed": number, "leases": number, "waits_until": time,
        ])

    /// A row is an alarm that is to be raised because a patient waits.
    static let dueAlarms = Table(
        "due_alarms", key: ["doctor_id", "patient_id"], .clinic(grants: "SELECT, INSERT, UPDATE, DELETE"),
        ["doctor_id": uuid, "patient_id": (.uuid, .decided), "arrived_at": time, "due_at": time])

    /// What was before a person said that they had looked, for as long as that can be taken back.
    static let doneMarks = Table(
        "done_marks", key: ["doctor_id", "patient_id"], .clinic(grants: "SELECT, INSERT, UPDATE, DELETE"),
        [
            "doctor_id": uuid, "patient_id": (.uuid, .decided), "done_at": time, "attended_seq": number,
            "hand_over_told": flag, "is_bot_silenced": flag, "looked_at": time,
        ])

    /// Texts that are sent once their patient writes. A row that leaves becomes a message with the same id.
    static let queuedTexts = Table(
        "queued_texts", key: ["doctor_id", "id"], .clinic(grants: "SELECT, INSERT, UPDATE, DELETE"),
        [
            "id": id, "doctor_id": uuid, "patient_id": uuid, "account_id": uuid, "body": text,
            "client_message_id": text, "context_message_id": text, "seen_seq": number, "made_at": time,
            "kept_because": text,
        ])

    /// Answers of the assistant that wait for a person. One that is sent becomes a message with the same id; a join makes
    /// them void.
    static let drafts = Table(
        "drafts", key: ["doctor_id", "patient_id"], .clinic(grants: "SELECT, DELETE"),
        [
            "id": id, "doctor_id": uuid, "patient_id": (.uuid, .decided), "parts": text, "provenance": text,
            "knowledge_digest": text, "mode": text, "rule": text, "why": text, "is_medical": flag,
            "after_seq": number, "up_to_seq": number, "made_at": time,
        ])

    /// What is to be sent or settled.
    static let outbox = Table(
        "outbox", key: ["doctor_id", "id"], .clinic(grants: "SELECT, INSERT, UPDATE, DELETE"),
        [
            "id": id, "doctor_id": uuid, "patient_id": uuid, "kind": text, "author": text, "seq": seq,
            "generation": number, "state": text, "attempts": number, "resends": number, "not_before": time,
            "send_deadline": time, "expires_at": time, "whatsapp_message_id": text, "created_at": time,
            "is_emergency": flag,
        ])

    /// Reports about messages that are not known yet.
    static let parkedStatuses = Table(
        "parked_statuses", key: ["doctor_id", "whatsapp_message_id", "status"], .clinic(),
        [
            "doctor_id": uuid, "whatsapp_message_id": text, "status": text, "meta_code": number, "error": text,
            "can_retry": flag, "created_at": time, "retry": text, "pricing": text,
        ])

    /// Wamids of calls whose message was sent again.
    static let retiredWamids = Table(
        "retired_wamids", key: ["doctor_id", "whatsapp_message_id"], .clinic(grants: "SELECT, INSERT"),
        ["doctor_id": uuid, "whatsapp_message_id": text, "created_at": time, "message_id": uuid])

    /// What models did for a clinic on one day.
    static let modelUsage = Table(
        "model_usage", key: ["doctor_id", "day", "model"], .clinic(grants: "SELECT"),
        [
            "doctor_id": uuid, "day": text, "model": text, "calls": number, "input_tokens": number,
            "output_tokens": number,
        ])

    /// What models have made of the older parts of conversations. No person reads it; a join forgets it.
    static let summaries = Table(
        "summaries", key: ["doctor_id", "patient_id"], .clinic(),
        ["doctor_id": uuid, "patient_id": (.uuid, .decided), "words": text, "up_to_seq": number, "made_at": time])

    /// Webhook bodies as received.
    static let deliveries = Table(
        "deliveries", key: ["id"], .system, pageSize: 20,
        [
            "id": id, "received_at": time, "body": text, "encoding": text, "state": text, "problem": text,
            "lane": number,
        ])

    static let deliveryLanes = Table("delivery_lanes", key: ["lane"], .system, pageSize: nil, ["lane": number])

    /// What nodes tell each other. Only on PostgreSQL.
    static let announcements = Table(
        "announcements", key: ["id"], .system, pageSize: nil,
        ["id": number, "node": uuid, "changes": text, "created_at": time])

    /// How far the backfill of a migration has got.
    static let migrationProgress = Table(
        "migration_progress", key: ["name"], .system, pageSize: nil,
        ["name": text, "last_key": text, "done_rows": number, "total_rows": number])

    /// What a database knows about itself: whether a key is the right one, and where it was when it was last served.
    static let installation = Table(
        "installation", key: ["name"], .system, pageSize: nil, ["name": text, "value": text])

    /// Files that no row of `media` speaks of any more, or not yet, and when they are to be removed.
    static let unwantedFiles = Table(
        "unwanted_files", key: ["file"], .system, ["file": id, "remove_at": time])

    /// What is delivered for these numbers is dropped.
    static let removedNumbers = Table(
        "removed_numbers", key: ["phone_number_id"], .system,
        ["phone_number_id": text, "doctor_id": uuid, "removed_at": time])
}
