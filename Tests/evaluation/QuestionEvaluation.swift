import Assistant
import Conversations
import Foundation
import Labelled

/// The assistant without a model on labelled questions: how many of its answers are right, how many of the questions that
/// the clinic's knowledge answers it answers, and how many it hands over.
struct QuestionEvaluation {
    private let assistant: OfflineAssistant
    private let clinics: [String: [Topic]]

    init(resources: URL) throws {
        let lexicon = try Data(contentsOf: resources.appending(path: "lexicon.txt"))
        assistant = OfflineAssistant(lexicon: try Lexicon(lexicon))
        clinics = try LabelledQuestion.clinics()
    }

    func run(into report: inout Report) async throws {
        for (set, questions) in try LabelledQuestion.sets() {
            for question in questions { try await measure(question, of: set, into: &report) }
        }
    }

    private func measure(_ question: LabelledQuestion, of set: String, into report: inout Report) async throws {
        guard let topics = clinics[question.clinic],
            topics.contains(where: { $0.title == question.expected }) || Self.others.contains(question.expected)
        else { throw WrongLabel(place: question.place) }
        let given = await answer(question, topics)
        let name = "offline.\(set)"
        let form = question.form.isEmpty ? [] : [".\(question.form)"]
        let isAnswered = !given.hasPrefix("-")
        report.add([name + ".handed-over"], given == "-human" || given == "-asked")
        if isAnswered { report.add([name + ".precision"], given == question.expected) }
        if !question.expected.hasPrefix("-") {
            report.add(([""] + form).map { "\(name).recall\($0)" }, given == question.expected)
        }
        if isAnswered, given != question.expected {
            report.miss(name, question.place, "\(question.expected), not \(given)", question.text)
        }
    }

    private static let others: Set<String> = ["-human", "-asked", "-polite"]

    private func answer(_ question: LabelledQuestion, _ topics: [Topic]) async -> String {
        let turn = Turn(author: .patient, text: question.text, at: Timestamp(milliseconds: 1_786_336_200_000))
        let asked = Question(
            clinicName: "Laxmi Clinic", doctorName: "Dr. Anita Kulkarni", clinicAddress: "FC Road, Pune",
            topics: topics,
            history: [turn])
        return switch await assistant.answer(asked) {
        case .reply(let reply): reply.topics.isEmpty ? "-polite" : reply.topics.joined(separator: ", ")
        case .human(.asked): "-asked"
        case .human: "-human"
        }
    }

    /// A label that is no topic of its clinic.
    private struct WrongLabel: Error, CustomStringConvertible {
        let place: String

        var description: String { "\(place): no such topic" }
    }
}
