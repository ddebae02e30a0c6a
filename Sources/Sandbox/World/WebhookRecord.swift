import FoundationEssentials

/// One attempt to deliver a webhook, as the control API lists it.
struct WebhookRecord: Sendable {
    let kind: String
    let wamid: String?
    let status: String?
    let attempt: Int
    /// The status of the answer; nil if no answer came.
    let httpStatus: Int?

    var json: JSON {
        [
            "at": .string(Date().rfc3339), "kind": .string(kind), "wamid": .text(wamid), "status": .text(status),
            "attempt": .integer(attempt), "webhook_status": httpStatus.map(JSON.integer) ?? .null,
        ]
    }
}
