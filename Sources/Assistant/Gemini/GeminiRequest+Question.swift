import Conversations

extension GeminiRequest {
    /// What the model is asked. The system instruction holds only what the clinic wrote; what the patient wrote stands
    /// in user turns and nowhere else.
    ///
    /// Nil when there is no unanswered message with something in it.
    init?(_ question: Question, model: String) {
        guard question.burst.contains(where: { !$0.text.isBlank }) else { return nil }
        let window = HistoryWindow(question)
        self.init(
            systemInstruction: Content(role: nil, parts: [Part(text: SystemInstruction.text(for: question))]),
            contents: Self.joined(Self.lines(of: window)), generationConfig: Configuration(model: model))
    }

    private typealias Line = (role: Role, text: String)

    private static func lines(of window: HistoryWindow) -> [Line] {
        let stretches = HumanStretches(window.turns)
        var lines: [Line] = []
        for (index, turn) in window.turns.enumerated() {
            if stretches.begins(at: index) { lines.append((.user, Note.humanBegins)) }
            lines.append(line(for: turn))
            if stretches.ends(at: index) { lines.append((.user, Note.humanEnds)) }
        }
        // A conversation that opens with the model's own words is not understood by every model.
        if lines.first?.role == .model { lines.insert((.user, Note.earlierLeftOut), at: 0) }
        return lines
    }

    private static func line(for turn: Turn) -> Line {
        switch turn.author {
        case .patient: (.user, Note.unforged(turn.text))
        case .assistant: (.model, turn.text)
        case .doctor: (.model, Note.byPerson + " " + turn.text)
        }
    }

    /// Consecutive lines of one role become the parts of one content.
    private static func joined(_ lines: [Line]) -> [Content] {
        lines.reduce(into: []) { contents, line in
            if contents.last?.role == line.role {
                contents[contents.count - 1].parts.append(Part(text: line.text))
            } else {
                contents.append(Content(role: line.role, parts: [Part(text: line.text)]))
            }
        }
    }
}

/// Marks that only we write. Patients' texts are cleaned of their brackets, so none of them can be forged.
enum Note {
    static let byPerson = "⟦written by a person of the clinic⟧"
    static let humanBegins = "⟦note⟧ From here on a person of the clinic wrote to the patient in your place."
    static let humanEnds = """
        ⟦note⟧ The person of the clinic has stopped writing and you answer again. Keep to what that person said; \
        do not repeat it.
        """
    static let earlierLeftOut = "⟦note⟧ Earlier messages are left out."

    static func unforged(_ text: String) -> String {
        text.replacing("⟦", with: "[").replacing("⟧", with: "]")
    }
}

/// Where persons of the clinic wrote: from their first message to the last before the assistant wrote again.
private struct HumanStretches {
    private var starts: Set<Int> = []
    private var stops: Set<Int> = []

    init(_ turns: [Turn]) {
        var last: Int?
        for (index, turn) in turns.enumerated() {
            switch turn.author {
            case .doctor:
                if last == nil { starts.insert(index) }
                last = index
            case .assistant:
                if let last { stops.insert(last) }
                last = nil
            case .patient: break
            }
        }
        if let last { stops.insert(last) }
    }

    func begins(at index: Int) -> Bool { starts.contains(index) }
    func ends(at index: Int) -> Bool { stops.contains(index) }
}

extension String {
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
