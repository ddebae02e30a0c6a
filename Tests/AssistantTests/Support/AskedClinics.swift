import Conversations
import Labelled

@testable import Assistant

/// What the clinics of Tests/eval/questions know, by their names.
let askedClinics: [String: [Topic]] = {
    do { return try LabelledQuestion.clinics() } catch { fatalError("\(error)") }
}()

/// A text, the clinic that it is sent to, and what is right.
struct AskedQuestion: Sendable, CustomStringConvertible {
    let clinic: String
    let expected: String
    let text: String
    /// Empty where the set doesn't tell.
    let form: String

    var description: String { "[\(clinic)] \(text)" }

    /// The title of the topic that the offline assistant answers with, `-polite`, `-asked` or `-human`.
    func given() async -> String {
        let turn = Turn(author: .patient, text: text, at: Timestamp(milliseconds: 0))
        let question = Question(
            clinicName: "Laxmi Clinic", doctorName: "Dr. Anita Kulkarni", clinicAddress: nil,
            topics: askedClinics[clinic] ?? [], history: [turn])
        return await Self.given(question)
    }

    static func given(_ question: Question) async -> String {
        switch await OfflineAssistant.standard.answer(question) {
        case .reply(let reply): reply.topics.isEmpty ? "-polite" : reply.topics.joined(separator: ", ")
        case .human(.asked): "-asked"
        case .human: "-human"
        }
    }

    static func all(of labelled: String) -> [AskedQuestion] {
        var clinic = ""
        return labelled.split(separator: "\n").compactMap { line in
            if line.hasPrefix("@") { clinic = String(line.dropFirst()) }
            let parts = line.split(separator: "\t").map(String.init)
            guard parts.count > 1 else { return nil }
            return AskedQuestion(
                clinic: clinic, expected: parts[0], text: parts[1], form: parts.count > 2 ? parts[2] : "")
        }
    }
}
