/// What an assistant would say.
package struct Reply: Hashable, Sendable {
    /// Who made it.
    package enum Source: Hashable, Sendable {
        /// The clinic's own words, a topic or several.
        case knowledge
        /// A sentence of ours, such as the answer to a greeting.
        case fixed
        case model(ModelCall)
    }

    /// Markdown, as the clinic or the model wrote it.
    package var text: String
    /// Titles of the topics that it rests on, as far as they are known.
    package var topics: [String]
    /// A person is called as well: the reply does not answer all that the patient sent.
    package var alarm: NeedsHuman?
    package var source: Source

    package init(text: String, topics: [String], alarm: NeedsHuman? = nil, source: Source) {
        self.text = text
        self.topics = topics
        self.alarm = alarm
        self.source = source
    }
}

/// What one answer of a model has cost, and which model it was.
package struct ModelCall: Hashable, Sendable {
    /// As it was asked for.
    package let model: String
    /// As the server names what answered; nil where it does not.
    package let version: String?
    /// From the question to the answer, with whatever was asked again in between.
    package let latency: Duration
    /// Nil where the server does not count.
    package let inputTokens: Int64?
    package let outputTokens: Int64?

    package init(
        model: String, version: String? = nil, latency: Duration, inputTokens: Int64? = nil, outputTokens: Int64? = nil
    ) {
        self.model = model
        self.version = version
        self.latency = latency
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
    }
}
