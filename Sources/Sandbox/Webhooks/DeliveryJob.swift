/// Something to post to the webhook later: the statuses of a message, or again a delivery that was not accepted.
enum DeliveryJob: Sendable {
    case statuses(StatusPlan)
    case retry(Delivery, epoch: Int)
    case read(wamid: String, epoch: Int)
}

/// The statuses that follow one accepted message.
struct StatusPlan: Sendable {
    let number: Int
    let statuses: [String]
    var code: Int?
    let epoch: Int
}
