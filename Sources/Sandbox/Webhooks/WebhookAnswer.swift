/// What happened to one delivery.
struct WebhookAnswer: Sendable {
    /// Nil when no answer came.
    let status: Int?
    let body: String

    var isAccepted: Bool { status == 200 }
}
