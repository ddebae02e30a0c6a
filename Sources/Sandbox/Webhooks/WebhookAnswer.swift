/// How the webhook answered one delivery.
struct WebhookAnswer: Sendable {
    /// Nil if no answer came.
    let status: Int?
    let body: String

    var isAccepted: Bool { status == 200 }
}
