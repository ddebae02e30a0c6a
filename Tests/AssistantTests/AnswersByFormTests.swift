import Conversations
import Testing

@testable import Assistant

/// How much the offline assistant answers in each of the five forms, at clinics that word their topics differently.
@Suite struct AnswersByFormTests {
    @Test func `at clinics it was fitted to it is right`() async {
        let count = await Count(of: LabelledQuestion.all(of: tunedQuestionsOfOtherClinics))
        print("offline assistant, other clinics, fitted: \(count)")
        #expect(count.cases >= 400)
        #expect(count.wrong == 0)
        #expect(count.right["", default: 0] >= 280)
    }

    private static let parts = [questionsOfPartOne, questionsOfPartTwo, questionsOfPartThree, questionsOfPartFour]

    @Test(arguments: parts.indices)
    func `on questions written last it answers most in every form, and hardly any wrongly`(part: Int) async {
        let count = await Count(of: LabelledQuestion.all(of: Self.parts[part]))
        print("offline assistant, written last, part \(part + 1): \(count)")
        #expect(count.wrong * 100 <= count.cases)
        #expect(count.answerable.count == 5)
        for (form, answerable) in count.answerable {
            let share = Double(count.right[form, default: 0]) / Double(answerable)
            #expect(share >= (form == "en" ? 0.6 : 0.45), "\(form)")
        }
    }

    @Test func `the labels name topics of their clinic`() {
        let questions = (Self.parts + [tunedQuestionsOfOtherClinics]).flatMap(LabelledQuestion.all)
        for question in questions {
            let titles = askedClinics[question.clinic, default: []].map(\.title) + ["-human", "-asked"]
            #expect(titles.contains(question.expected), "\(question)")
        }
    }
}

/// Counts over a labelled set, by form.
private struct Count: CustomStringConvertible {
    private(set) var cases = 0
    private(set) var wrong = 0
    private(set) var answerable: [String: Int] = [:]
    private(set) var right: [String: Int] = [:]

    var description: String {
        let forms = answerable.sorted { $0.key < $1.key }.map { "\($0.key) \(right[$0.key, default: 0])/\($0.value)" }
        return "\(cases) cases, \(wrong) wrong, right \(forms.joined(separator: ", "))"
    }

    init(of questions: [LabelledQuestion]) async {
        for question in questions {
            let given = await question.given()
            cases += 1
            if !question.expected.hasPrefix("-") { answerable[question.form, default: 0] += 1 }
            guard !given.hasPrefix("-") else { continue }
            if given == question.expected { right[question.form, default: 0] += 1 } else { wrong += 1 }
        }
    }
}
