package import Conversations

/// What is done about a burst: the last word, whichever assistant was asked.
package enum Decision: Hashable, Sendable {
    case say(ReplyText, Provenance, alarm: NeedsHuman? = nil)
    /// An answer that may not leave by itself: it is kept for a person, who is called. The patient is told so in `sentence`.
    case draft(ReplyText, Provenance, why: DraftReason, alarm: NeedsHuman? = nil, sentence: ReplyText)
    /// A person is called, and the patient is told so in `sentence`.
    case handOver(NeedsHuman, sentence: ReplyText)
}

/// Says why a reply, as the patient would read it, may not leave by itself; nil where it may.
package typealias ReplyCheck = @Sendable (_ reply: Reply, _ text: ReplyText, _ question: Question) -> DraftReason?

extension Question {
    /// Asks `assistant`, unless there are no words to ask about.
    package func decision(of assistant: any Answering, _ check: ReplyCheck = { _, _, _ in nil }) async -> Decision {
        decision(for: await answer(from: assistant), check)
    }

    /// What `answer` says, made for WhatsApp. One with nothing to be seen in it has failed; one that needs too many
    /// messages is a person's to give.
    package func decision(for answer: Answer, _ check: ReplyCheck = { _, _, _ in nil }) -> Decision {
        switch minding(answer) {
        case .reply(let reply):
            guard reply.text.utf16.count <= ReplyText.sourceLimit else { return decision(for: .human(.unsure)) }
            let text = Markdown.forWhatsApp(reply.text)
            guard !text.isBlankBesideMarks else { return decision(for: .human(.failed)) }
            guard let made = ReplyText(text) else { return decision(for: .human(.unsure)) }
            guard let why = why(check(reply, made, self)) else {
                return .say(made, Provenance(of: reply), alarm: reply.alarm)
            }
            var provenance = Provenance(of: reply)
            provenance.rule = why.rule
            return .draft(
                made, provenance, why: why, alarm: reply.alarm, sentence: sentence(for: reply.alarm ?? .unsure))
        case .human(let reason): return .handOver(reason, sentence: sentence(for: reason))
        }
    }

    /// Why an answer waits for a person; nil where it may leave. What rests on a transcript never may.
    private func why(_ objection: DraftReason?) -> DraftReason? {
        restsOnTranscript ? .transcript(isMedical: objection?.isMedical ?? false) : objection
    }

    private func sentence(for reason: NeedsHuman) -> ReplyText {
        // The sentences are ours, and short.
        ReplyText(HandOverSentence.text(for: reason, patientTexts: patientTexts, hours: hours))!
    }
}
