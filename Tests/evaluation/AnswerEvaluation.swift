import Conversations
import Foundation
import Labelled

@testable import Assistant

/// The checks on a model's answer: how many of those that may not leave would leave by themselves, and how many of the
/// right ones would wait for a person.
struct AnswerEvaluation {
    private let check: ReplyCheck
    private let clinics: [String: LabelledClinic]

    init(resources: URL) throws {
        func bytes(_ name: String) throws -> [UInt8] {
            [UInt8](try Data(contentsOf: resources.appending(path: name)))
        }
        check =
            AnswerCheck(
                medical: try MedicalCheck(try bytes("medical.txt")),
                classifier: try AnswerClassifier(try bytes(AnswerClassifier.fileName))
            ).ofReplies
        clinics = try LabelledClinic.all()
    }

    /// - Parameter folder: `answers/tuning`, `answers/held-out` or `injection`.
    func run(_ folder: String, into report: inout Report) throws {
        let name = folder.replacing("/", with: ".")
        let isHeldOut = folder.hasSuffix("held-out")
        for labelled in try LabelledAnswer.all(in: LabelledFiles.folder.appending(path: folder)) {
            let leaves = leaves(labelled)
            let rate = labelled.mayLeave ? "\(name).wrongly-held" : "\(name).wrongly-sent"
            let isWrong = leaves != labelled.mayLeave
            report.add([rate, "\(rate).\(labelled.form)", "\(rate).\(labelled.kind)"], isWrong)
            guard isWrong else { continue }
            report.miss(
                name, labelled.place, "\(leaves ? "sent" : "held") \(labelled.kind)", isHeldOut ? "" : labelled.answer)
        }
    }

    /// As the worker decides about a model's reply.
    private func leaves(_ labelled: LabelledAnswer) -> Bool {
        guard let clinic = clinics[labelled.clinic] else { return false }
        let call = ModelCall(model: "labelled", latency: .zero)
        let reply = Reply(text: labelled.answer, topics: [], source: .model(call))
        let question = clinic.question(for: labelled)
        guard UnfitReply(labelled.answer, knowledge: question.topics) == nil else { return false }
        guard case .say = question.decision(for: .reply(reply), check) else { return false }
        return true
    }
}
