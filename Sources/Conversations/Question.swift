/// What the clinic lets the assistant say: one topic and its answer.
package struct Topic: Hashable, Sendable {
    package let title: String
    package let answer: String
    package let kind: TopicKind

    package init(title: String, answer: String, kind: TopicKind = .administrative) {
        self.title = title
        self.answer = answer
        self.kind = kind
    }

    /// What the clinic wrote for itself is neither said nor told to a model.
    fileprivate var withoutComments: Topic {
        Topic(title: title, answer: Markdown.withoutComments(answer), kind: kind)
    }
}

/// What a topic is about, and so who answers for it.
package enum TopicKind: String, Hashable, Sendable, CaseIterable {
    /// Hours, fees, the way to the clinic: a model may put it in its own words.
    case administrative
    /// It leaves word for word, and only where a doctor has approved these words.
    case medical
}

/// One message of the past, as the assistant is shown it.
package struct Turn: Hashable, Sendable {
    package let author: Author
    package let kind: MessageType
    /// Its words: the text, the caption, a place or a choice in words. Empty where it has none.
    package let text: String
    package let at: Timestamp
    /// It raised a red flag, which a person has closed since.
    package let raisedFlag: Bool
    /// Its words were spoken, and a machine wrote them down.
    package let isTranscript: Bool

    package init(
        author: Author, kind: MessageType = .text, text: String, at: Timestamp, raisedFlag: Bool = false,
        isTranscript: Bool = false
    ) {
        self.author = author
        self.kind = kind
        self.text = text
        self.at = at
        self.raisedFlag = raisedFlag
        self.isTranscript = isTranscript
    }
}

/// Everything an assistant may know when it answers.
package struct Question: Sendable {
    package let clinicName: String
    package let doctorName: String
    package let clinicAddress: String?
    package let topics: [Topic]
    /// Oldest first; ends with the patient's unanswered messages (the burst).
    package let history: [Turn]
    /// Whose patient asks; nil where nobody's does. No model outside of the house is asked without it.
    package private(set) var clinicID: ClinicID?
    private let burstLength: Int
    /// When the clinic is open; nil where that is not known.
    package let hours: HoursNow?
    /// What was said before the history, in a model's words; nil where there is none. It supports no claim of an answer.
    package let summary: ConversationSummary?
    /// Codes of `ClinicSettings.knownLanguages`: what is spoken at the clinic. Empty where that is not known.
    package let languages: [String]

    /// `burstLength` is how many turns at the end of `history` are to be answered; by default every message of the
    /// patient after the last one of the clinic.
    /// `now` is when it is answered; without it nothing is known of the clinic's hours.
    package init(
        clinic: Clinic, topics: [Topic], history: [Turn], burstLength: Int? = nil, now: Timestamp? = nil,
        summary: ConversationSummary? = nil
    ) {
        let hours = clinic.calendar.flatMap { calendar in now.map { HoursNow(calendar, at: $0) } }
        self.init(
            clinicName: clinic.displayName, doctorName: clinic.doctorName, clinicAddress: clinic.address,
            topics: topics, history: history, burstLength: burstLength, hours: hours, languages: clinic.languages,
            summary: summary)
        clinicID = clinic.id
    }

    package init(
        clinicName: String, doctorName: String, clinicAddress: String?, topics: [Topic], history: [Turn],
        burstLength: Int? = nil, hours: HoursNow? = nil, languages: [String] = [],
        summary: ConversationSummary? = nil
    ) {
        self.clinicName = clinicName
        self.doctorName = doctorName
        self.clinicAddress = clinicAddress
        self.topics = topics.map(\.withoutComments).filter { !$0.answer.isBlank }
        self.history = history
        self.burstLength = burstLength ?? history.reversed().prefix { $0.author == .patient }.count
        self.hours = hours
        self.languages = languages
        self.summary = summary
    }

    /// The patient's messages that are to be answered, oldest first.
    package var burst: [Turn] { Array(history.suffix(burstLength)) }

    /// Whether an answer rests on what a machine heard: then it may not leave by itself.
    package var restsOnTranscript: Bool { burst.contains(where: \.isTranscript) }
}

/// What an assistant decided.
package enum Answer: Hashable, Sendable {
    case reply(Reply)
    /// A person of the clinic has to answer. The caller tells the patient so in one fixed sentence.
    case human(NeedsHuman)
}

/// Something that thinks: the model behind an API, or the built-in one. It never fails: every problem becomes a
/// hand-over.
package protocol Answering: Sendable {
    func answer(_ question: Question) async -> Answer
}
