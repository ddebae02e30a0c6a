/// A template with the parameters of a message.
struct FilledTemplate {
    let category: String
    var header: String?
    /// The file in its header: a member `id` or `link`, and its kind.
    var media: (kind: MediaKind, content: JSON)?
    var place: JSON?
    var body = ""
    let footer: String?
    var buttons: [Bubble.Button] = []
}
