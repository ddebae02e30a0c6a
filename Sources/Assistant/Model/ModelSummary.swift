import Conversations
import JSON

/// What a model wrote when it was asked for a summary.
struct ModelSummary: Sendable {
    private let talk: String
    private let byPerson: String

    /// Out of a text that may have a fence or thoughts around the object. Nil where the model did not keep to the form.
    init?(within text: String) {
        guard let root = ModelAnswer.object(within: text), let talk = root["summary"]?.string else { return nil }
        let byPerson = root["written_by_person"]
        guard byPerson == nil || byPerson?.kind == .string || byPerson?.kind == .null else { return nil }
        self.talk = talk
        self.byPerson = byPerson?.string ?? ""
    }

    /// Throws where it is of no use: empty, without what a person of the clinic wrote though one did, or not in words.
    func summary(of stretch: Stretch) throws(ModelError) -> ConversationSummary {
        guard !talk.isBlank else { throw .empty }
        guard !byPerson.isBlank || !stretch.hasPerson else { throw .noAnswer }
        // A mark, a rule or a call of a tool in it comes from a text that tries to be more than data.
        for text in [talk, byPerson] { if let unfit = UnfitReply(text) { throw .unfit(unfit) } }
        return ConversationSummary(
            talk: Self.short(talk), byPerson: stretch.hasPerson ? Self.short(byPerson) : "",
            hadEmergency: stretch.hasEmergency)
    }

    private static func short(_ text: String) -> String { String(text.prefix(ConversationSummary.textLimit)) }
}
