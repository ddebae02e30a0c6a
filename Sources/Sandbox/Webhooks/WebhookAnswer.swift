/// How the webhook answered one delivery.
struct WebhookAnswer: Sendable {
    /// Nil if no answer came.
    let status: Int?
    let body: String
    /// Whether it need not be tried again.
    let isAccepted: Bool

    /// The app has not subscribed to the account's webhooks, so nothing was posted.
    static let unsubscribed = WebhookAnswer(status: nil, body: "The app is not subscribed", isAccepted: true)

    init(status: Int?, body: String) {
        self.init(status: status, body: body, isAccepted: status == 200)
    }

    private init(status: Int?, body: String, isAccepted: Bool) {
        self.status = status
        self.body = body
        self.isAccepted = isAccepted
    }
}
