package import Conversations

/// What is done about a burst: the last word, whichever assistant was asked.
package enum Decision: Hashable, Sendable {
    case say(ReplyText, topic: String?, alarm: NeedsHuman? = nil)
    /// A person is called, and the patient is told so in `sentence`.
    case handOver(NeedsHuman, sentence: ReplyText)
}

extension Question {
    /// Asks `assistant`, unless there are no words to ask about.
    package func decision(of assistant: any Answering) async -> Decision {
        decision(for: await answer(from: assistant))
    }

    /// What `answer` says, made for WhatsApp. One with nothing to be seen in it has failed; one that needs too many
    /// messages is a person's to give.
    package func decision(for answer: Answer) -> Decision {
        switch minding(answer) {
        case .reply(let written, let topic, let alarm):
            guard written.utf16.count <= ReplyText.sourceLimit else { return decision(for: .human(.unsure)) }
            let text = Markdown.forWhatsApp(written)
            if let reply = ReplyText(text) { return .say(reply, topic: topic, alarm: alarm) }
            return decision(for: .human(text.isBlank ? .failed : .unsure))
        case .human(let reason):
            let sentence = HandOverSentence.text(for: reason, patientTexts: patientTexts)
            // The sentences are ours, and short.
            return .handOver(reason, sentence: ReplyText(sentence)!)
        }
    }
}
