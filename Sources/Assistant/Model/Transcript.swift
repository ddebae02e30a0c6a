import Conversations

/// The conversation as any model is shown it. What the patient wrote stands in lines of the patient's side and nowhere
/// else.
struct Transcript: Sendable {
    enum Side: Sendable {
        /// The patient, and the notes that only we write.
        case patient
        /// The assistant, and the person of the clinic who wrote in its place.
        case clinic
    }

    struct Line: Equatable, Sendable {
        let side: Side
        let text: String
    }

    /// Oldest first; the first is of the patient's side.
    let lines: [Line]

    /// Nil when no unanswered message has words.
    init?(_ question: Question) {
        guard question.burst.contains(where: { !$0.text.isBlank }) else { return nil }
        let turns = HistoryWindow(question).turns
        let stretches = HumanStretches(turns)
        var lines = question.summary.map(SummaryText.lines) ?? []
        for (index, turn) in turns.enumerated() {
            if stretches.begins(at: index) { lines.append(Line(side: .patient, text: Note.humanBegins)) }
            lines.append(Line(turn))
            if stretches.ends(at: index) { lines.append(Line(side: .patient, text: Note.humanEnds)) }
        }
        // Not every model understands a conversation that opens with its own words.
        if lines.first?.side == .clinic { lines.insert(Line(side: .patient, text: Note.earlierLeftOut), at: 0) }
        self.lines = lines
    }
}

extension Transcript.Line {
    fileprivate init(_ turn: Turn) {
        switch turn.author {
        case .patient: self.init(side: .patient, text: Note.unforged(turn.shown))
        case .assistant: self.init(side: .clinic, text: turn.shown)
        case .doctor: self.init(side: .clinic, text: Note.byPerson + " " + turn.shown)
        }
    }
}
