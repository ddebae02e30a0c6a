import Conversations

/// A table as the copy sees it. A test compares this with the real schema of both engines.
struct CopiedTable: Sendable {
    enum Kind: String, Sendable { case text, uuid, timestamp, bigint, boolean }

    let name: String
    let columns: [(name: String, kind: Kind)]
    /// The primary key.
    let key: [String]
    /// Rows that are read and written at once. Bodies of webhooks may have three megabytes each.
    var pageSize = 500

    init(_ name: String, key: [String], pageSize: Int = 500, _ columns: KeyValuePairs<String, Kind>) {
        self.name = name
        self.key = key
        self.pageSize = pageSize
        self.columns = columns.map { ($0.key, $0.value) }
    }

    var table: SQL { SQL(stringLiteral: name) }
    var columnList: SQL { SQL(stringLiteral: columns.map(\.name).joined(separator: ", ")) }
    var keyList: SQL { SQL(stringLiteral: key.joined(separator: ", ")) }

    /// A value of a row, bound with the type of its column.
    func binding(_ row: ResultRow, _ column: String) throws -> Binding {
        switch columns.first(where: { $0.name == column })?.kind {
        case .text: .text(try row[column])
        case .uuid: .uuid((try row[column] as Identifier<CopiedTable>?)?.uuid)
        case .timestamp: .timestamp(try row[column])
        case .bigint: .bigint(try row[column])
        case .boolean: .boolean(try row[column])
        case nil: throw StorageError.noSuchColumn(column)
        }
    }

    /// What comes before depends on nothing that comes after.
    static let all = [
        CopiedTable(
            "doctors", key: ["id"],
            [
                "id": .uuid, "name": .text, "email": .text, "phone_number": .text, "clinic_name": .text,
                "clinic_address": .text, "whatsapp_phone_number_id": .text, "whatsapp_access_token": .text,
                "created_at": .timestamp,
            ]),
        CopiedTable(
            "accounts", key: ["id"],
            [
                "id": .uuid, "doctor_id": .uuid, "name": .text, "email": .text, "password_hash": .text,
                "created_at": .timestamp,
            ]),
        CopiedTable(
            "sessions", key: ["token_hash"],
            [
                "token_hash": .text, "doctor_id": .uuid, "account_id": .uuid, "created_at": .timestamp,
                "expires_at": .timestamp,
            ]),
        CopiedTable(
            "sign_in_failures", key: ["subject"],
            ["subject": .text, "failures": .bigint, "window_ends_at": .timestamp]),
        CopiedTable(
            "knowledge", key: ["doctor_id", "topic_key"],
            [
                "doctor_id": .uuid, "topic_key": .text, "topic": .text, "answer": .text, "position": .bigint,
                "updated_at": .timestamp, "approved": .boolean,
            ]),
        CopiedTable(
            "patients", key: ["doctor_id", "id"],
            [
                "id": .uuid, "doctor_id": .uuid, "name": .text, "username": .text, "phone_number": .text,
                "whatsapp_user_id": .text, "email": .text, "search_text": .text, "is_bot_paused": .boolean,
                "bot_paused_at": .timestamp, "bot_paused_by": .uuid, "bot_paused_by_account": .uuid,
                "bot_resumed_at": .timestamp, "bot_generation": .bigint, "answered_seq": .bigint, "last_seq": .bigint,
                "last_patient_seq": .bigint, "read_seq": .bigint, "unread_count": .bigint, "needs_human": .boolean,
                "needs_human_reason": .text, "hand_over_told": .boolean, "reply_due_at": .timestamp,
                "reply_burst_at": .timestamp, "reply_started_at": .timestamp, "reply_lease_until": .timestamp,
                "reply_attempts": .bigint, "reply_tries": .bigint, "last_activity_at": .timestamp,
                "last_seen_at": .timestamp, "window_closes_at": .timestamp, "created_at": .timestamp,
            ]),
        CopiedTable(
            "patient_aliases", key: ["doctor_id", "whatsapp_user_id"],
            ["doctor_id": .uuid, "whatsapp_user_id": .text, "patient_id": .uuid, "created_at": .timestamp]),
        CopiedTable(
            "messages", key: ["doctor_id", "id"],
            [
                "id": .uuid, "doctor_id": .uuid, "patient_id": .uuid, "seq": .bigint, "account_id": .uuid,
                "phone_number": .text, "direction": .text, "author": .text, "message_type": .text,
                "message_body": .text, "media": .text, "media_url": .text, "whatsapp_message_id": .text,
                "context_message_id": .text, "client_message_id": .text, "status": .text, "error_code": .bigint,
                "error": .text, "can_retry": .boolean, "sent_at": .timestamp, "created_at": .timestamp,
            ]),
        CopiedTable(
            "outbox", key: ["doctor_id", "id"],
            [
                "id": .uuid, "doctor_id": .uuid, "patient_id": .uuid, "kind": .text, "author": .text, "seq": .bigint,
                "generation": .bigint, "state": .text, "attempts": .bigint, "resends": .bigint,
                "not_before": .timestamp, "send_deadline": .timestamp, "expires_at": .timestamp,
                "whatsapp_message_id": .text, "created_at": .timestamp,
            ]),
        CopiedTable(
            "parked_statuses", key: ["doctor_id", "whatsapp_message_id", "status"],
            [
                "doctor_id": .uuid, "whatsapp_message_id": .text, "status": .text, "error_code": .bigint,
                "error": .text, "can_retry": .boolean, "created_at": .timestamp,
            ]),
        CopiedTable(
            "retired_wamids", key: ["doctor_id", "whatsapp_message_id"],
            ["doctor_id": .uuid, "whatsapp_message_id": .text, "created_at": .timestamp]),
        CopiedTable(
            "inbox", key: ["id"], pageSize: 20,
            [
                "id": .uuid, "received_at": .timestamp, "body": .text, "encoding": .text, "state": .text,
                "problem": .text, "lane": .bigint,
            ]),
    ]
}
