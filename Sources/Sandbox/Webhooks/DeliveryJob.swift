/// Something to post to the webhook later: the statuses of a message, or again a delivery that was not accepted.
enum DeliveryJob: Sendable {
    case statuses(StatusPlan)
    case retry(Delivery, epoch: Int)
    case read(wamid: String, epoch: Int)
}

/// Why a message fails after it has been accepted.
struct StatusFailure: Sendable {
    let code: Int
    /// Nil takes the sentence of Meta's documentation.
    var details: String?
}

/// The statuses that follow one accepted message.
struct StatusPlan: Sendable {
    let number: Int
    let statuses: [String]
    var failure: StatusFailure?
    let epoch: Int
}
