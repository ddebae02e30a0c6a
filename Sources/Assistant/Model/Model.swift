package import Conversations

/// One model that can be asked, whoever serves it. It never fails: every problem is an outcome.
package protocol Model: Sendable {
    /// As it is asked for.
    var name: String { get }
    /// Whether it runs in the clinic's own house.
    var isInHouse: Bool { get }
    func ask(_ question: Question) async -> ModelOutcome
    func summarise(_ stretch: Stretch) async -> ModelOutcome
}

/// What became of asking a model.
package struct ModelOutcome: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// Also where the model says that a person has to answer.
        case answered(Answer)
        case summarised(ConversationSummary)
        /// It works, but gave nothing that a patient may read. That may lie in the question, so no other is asked what
        /// this one refused, and nothing is held against it.
        case declined(NeedsHuman)
        /// Another model may be asked. `retryAfter` is how long the server wants to be left alone, where it says so.
        case failed(retryAfter: Duration?)
        /// Nobody waits for the answer any more.
        case cancelled
    }

    package let kind: Kind
    /// Nil where the server does not count, or did not answer.
    package var inputTokens: Int64?
    package var outputTokens: Int64?

    package init(_ kind: Kind, inputTokens: Int64? = nil, outputTokens: Int64? = nil) {
        self.kind = kind
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
    }

    /// Where no other model is asked.
    var answer: Answer { kind.answer }
}

extension ModelOutcome.Kind {
    var answer: Answer {
        switch self {
        case .answered(let answer): answer
        case .declined(let reason): .human(reason)
        case .failed, .cancelled, .summarised: .human(.failed)
        }
    }
}
