import FoundationEssentials

/// One attempt, for the control API.
struct WebhookRecord: Sendable {
    let kind: String
    let wamid: String?
    let status: String?
    let attempt: Int
    /// Of the answer; nil when none came.
    let httpStatus: Int?

    var json: JSON {
        [
            "at": .string(Date().rfc3339), "kind": .string(kind), "wamid": .text(wamid), "status": .text(status),
            "attempt": .integer(attempt), "webhook_status": httpStatus.map(JSON.integer) ?? .null,
        ]
    }
}
