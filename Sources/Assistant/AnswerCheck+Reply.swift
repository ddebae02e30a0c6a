import Conversations

extension AnswerCheck {
    /// Asked of every reply that a model has written: what the clinic wrote itself may leave, and a topic's words leave as
    /// they were approved.
    package var ofReplies: ReplyCheck {
        { reply, text, question in
            guard case .model = reply.source else { return nil }
            let approved = question.topics.map { Markdown.forWhatsApp($0.answer) }
            guard
                let objection = objection(
                    to: text.whole, in: question, approvedAnswers: approved, facts: question.facts)
            else { return nil }
            return DraftReason(objection)
        }
    }
}

extension DraftReason {
    fileprivate init(_ objection: Objection) {
        let isMedical = if case .medical = objection { true } else { false }
        self.init(rule: objection.word, sentence: objection.sentence, isMedical: isMedical)
    }
}
