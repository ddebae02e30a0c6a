/// What a clinic lets the assistant do.
package enum AssistantMode: String, Sendable, CaseIterable {
    /// It answers by itself. What may not leave by itself becomes a draft.
    case answer
    /// Nothing of it leaves by itself: every answer becomes a draft, also where a person has the conversation.
    case draft
    /// It computes nothing and says nothing.
    case off
}
