import Conversations

extension Answer {
    /// An answer from the clinic's own words or, without a topic, a sentence of ours.
    static func reply(text: String, topic: String?, alarm: NeedsHuman? = nil) -> Answer {
        .reply(
            Reply(
                text: text, topics: topic.map { [$0] } ?? [], alarm: alarm, source: topic == nil ? .fixed : .knowledge))
    }

    /// The same, as if no model had made it: a test that asks what is said does not ask how long that took.
    var said: Answer {
        guard case .reply(var reply) = self else { return self }
        reply.source = reply.topics.isEmpty ? .fixed : .knowledge
        return .reply(reply)
    }
}
