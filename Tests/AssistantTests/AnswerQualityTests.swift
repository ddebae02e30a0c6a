import Conversations
import Labelled
import Testing

@testable import Assistant

/// How often the offline assistant is right, on the labelled questions of Tests/eval/questions: bin/eval prints more.
@Suite struct AnswerQualityTests {
    @Test func `hardly any answer is wrong, and most of what is known is answered`() async throws {
        for (set, questions) in try LabelledQuestion.sets() {
            var answered = 0, right = 0, answerable = 0
            for question in questions {
                let asked = AskedQuestion(
                    clinic: question.clinic, expected: question.expected, text: question.text, form: question.form)
                let given = await asked.given()
                if !question.expected.hasPrefix("-") { answerable += 1 }
                guard !given.hasPrefix("-") else { continue }
                answered += 1
                if given == question.expected { right += 1 }
            }
            #expect(answerable >= 30, "\(set)")
            #expect(right * 100 >= answered * 99, "\(set): \(right) of \(answered)")
            #expect(right * 100 >= answerable * 85, "\(set): \(right) of \(answerable)")
        }
    }

    @Test func `the labels name topics of their clinic`() throws {
        let clinics = try LabelledQuestion.clinics()
        for question in try LabelledQuestion.sets().flatMap(\.questions) {
            let titles = clinics[question.clinic, default: []].map(\.title) + ["-human", "-asked", "-polite"]
            #expect(titles.contains(question.expected), "\(question.place)")
        }
    }
}
