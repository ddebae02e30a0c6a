/// One webhook to deliver.
struct Delivery: Sendable {
    enum Kind: String, Sendable {
        case message, status, echo
    }

    let kind: Kind
    let payload: JSON
    let wamid: String
    var status: String?
    let chat: World.Chat
}
