import Conversations
import Testing

@testable import Assistant

/// How often the offline assistant is right, measured on labelled questions.
@Suite struct AnswerQualityTests {
    @Test func `on the questions it was fitted to it is right and answers most`() async {
        let figures = await Figures(of: tunedQuestions + "\n" + moreTunedQuestions)
        print("offline assistant, fitted questions: \(figures)")
        #expect(figures.cases >= 300)
        #expect(figures.precision >= 0.97)
        #expect(figures.recall >= 0.75)
        #expect(figures.reaction >= 0.95)
    }

    @Test func `on questions that were held out it is right`() async {
        let figures = await Figures(of: heldOutQuestions)
        print("offline assistant, held-out questions: \(figures)")
        #expect(figures.cases >= 60)
        #expect(figures.precision >= 0.93)
        #expect(figures.recall >= 0.6)
    }

    @Test func `on questions written after the fitting it is right`() async {
        let figures = await Figures(of: freshQuestions)
        print("offline assistant, fresh questions: \(figures)")
        #expect(figures.cases >= 50)
        #expect(figures.precision >= 0.93)
        #expect(figures.recall >= 0.5)
    }

    @Test func `the labels name topics of the clinic`() {
        let known = Set(FixtureClinic.topics.map(\.title) + ["-human", "-asked", "-polite"])
        let sets = [tunedQuestions, moreTunedQuestions, heldOutQuestions, freshQuestions]
        let cases = sets.flatMap(Figures.cases)
        #expect(cases.count >= 160)
        #expect(cases.allSatisfy { known.contains($0.expected) })
        #expect(Set(cases.map(\.text)).count == cases.count)
    }
}

/// Counts over a labelled set.
struct Figures: CustomStringConvertible {
    private(set) var cases = 0
    private(set) var answerable = 0
    private(set) var answered = 0
    private(set) var right = 0
    /// Exactly what the label says, the kind of hand-over included.
    private(set) var exact = 0

    var precision: Double { answered > 0 ? Double(right) / Double(answered) : 0 }
    var recall: Double { answerable > 0 ? Double(right) / Double(answerable) : 0 }
    var reaction: Double { cases > 0 ? Double(exact) / Double(cases) : 0 }

    var description: String {
        "\(cases) cases, precision \(right)/\(answered) = \(percent(precision)), recall \(right)/\(answerable) = "
            + "\(percent(recall)), exactly as labelled \(exact)/\(cases)"
    }

    init(of labelled: String) async {
        let assistant = OfflineAssistant.standard
        for (expected, text) in Self.cases(of: labelled) {
            let given = Self.label(await assistant.answer(FixtureClinic.question(text)))
            cases += 1
            if !expected.hasPrefix("-") { answerable += 1 }
            if !given.hasPrefix("-") { answered += 1 }
            if given == expected { exact += 1 }
            if given == expected, !given.hasPrefix("-") { right += 1 }
        }
    }

    static func cases(of labelled: String) -> [(expected: String, text: String)] {
        labelled.split(separator: "\n").map { line in
            let halves = line.split(separator: "\t", maxSplits: 1)
            return (String(halves[0]), halves.count > 1 ? String(halves[1]) : "")
        }
    }

    private static func label(_ answer: Answer) -> String {
        switch answer {
        case .reply(let reply): reply.topics.isEmpty ? "-polite" : reply.topics.joined(separator: ", ")
        case .human(.asked): "-asked"
        case .human: "-human"
        }
    }

    private func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }
}
