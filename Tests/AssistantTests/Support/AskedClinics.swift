import Conversations

@testable import Assistant

/// The clinics of `otherClinics` and `FixtureClinic`, by name.
let askedClinics: [String: [Topic]] = {
    var clinics = ["fixture": FixtureClinic.topics]
    var name = ""
    for line in otherClinics.split(separator: "\n").map(String.init) {
        if line.hasPrefix("@") {
            name = String(line.dropFirst())
        } else {
            let halves = line.split(separator: "\t", maxSplits: 1).map(String.init)
            clinics[name, default: []].append(Topic(title: halves[0], answer: halves[1]))
        }
    }
    return clinics
}()

/// A text, the clinic that it is sent to, and what is right.
struct LabelledQuestion: Sendable, CustomStringConvertible {
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
        return switch await OfflineAssistant.standard.answer(question) {
        case .reply(let reply): reply.topics.isEmpty ? "-polite" : reply.topics.joined(separator: ", ")
        case .human(.asked): "-asked"
        case .human: "-human"
        }
    }

    static func all(of labelled: String) -> [LabelledQuestion] {
        var clinic = ""
        return labelled.split(separator: "\n").compactMap { line in
            if line.hasPrefix("@") { clinic = String(line.dropFirst()) }
            let parts = line.split(separator: "\t").map(String.init)
            guard parts.count > 1 else { return nil }
            return LabelledQuestion(
                clinic: clinic, expected: parts[0], text: parts[1], form: parts.count > 2 ? parts[2] : "")
        }
    }
}
