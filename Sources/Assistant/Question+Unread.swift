import Conversations

/// The one rule about what no assistant can read in a burst: it is never passed over in silence, whichever assistant
/// answers the rest.
extension Question {
    /// What becomes of the burst. Where nothing in it has words, `assistant` isn't even asked.
    func answer(from assistant: any Answering) async -> Answer {
        isUnreadable ? .human(.unreadable) : minding(await assistant.answer(self))
    }

    /// Whether the burst has no words at all, but something else.
    var isUnreadable: Bool {
        burst.allSatisfy(\.text.isBlank) && burst.contains { $0.kind != .text }
    }

    /// Whether something in the burst is not told by its words.
    var hasUnread: Bool { burst.contains(where: \.isUnread) }

    /// `answer`, unless it ignores something that can't be read. An answer that rests on a topic is worth sending, but a
    /// person is called as well. Without a topic it may be an answer to the wrong thing: "Hello! How can we help you?"
    /// to someone who has just sent a report.
    func minding(_ answer: Answer) -> Answer {
        guard hasUnread else { return answer }
        switch answer {
        case .human(let reason): return .human(reason.orWorse(.unreadable))
        case .reply(var reply):
            reply.alarm = .unreadable.orWorse(reply.alarm)
            return reply.topics.isEmpty ? .human(.unreadable.orWorse(reply.alarm)) : .reply(reply)
        }
    }
}

extension Turn {
    /// A place, a card or a choice is told by its text; without one it is as unknown as a photo. A voice note is told by what
    /// was heard in it.
    fileprivate var isUnread: Bool {
        switch kind {
        case .location, .contacts, .order, .interactive, .button, .template: text.isBlank
        case .text, .image, .document, .audio, .video, .sticker, .reaction, .system, .unsupported:
            kind.holdsMoreThanText && !isTranscript
        }
    }
}

extension NeedsHuman {
    fileprivate func orWorse(_ other: NeedsHuman?) -> NeedsHuman {
        guard let other, other.severity > severity else { return self }
        return other
    }
}
