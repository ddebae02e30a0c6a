/// One webhook to deliver.
struct Delivery: Sendable {
    enum Kind: String, Sendable {
        case message, status, echo
        /// About a template or a person's wishes.
        case notice
    }

    let kind: Kind
    let payload: JSON
    /// Nil for a notice.
    var wamid: String?
    var status: String?
    var chat: World.Chat?

    /// The WhatsApp Business Account that it is about.
    var accountID: String { payload["entry"]?[0]?["id"]?.string ?? "" }
}
