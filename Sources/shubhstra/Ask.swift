import ArgumentParser
import Assistant
import Conversations
import Foundation
import RedFlags
import Server
import Storage

struct Ask: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what the assistant would answer. Nothing is sent, and no question or answer is stored.",
        discussion:
            "One JSON object on each line: question, answer, topic, needs_human, reason, red_flag. Where a human is needed, "
            + "the answer is the sentence that the patient would get. Where a model is asked, its calls and tokens are counted for the "
            + "clinic, against its budget of the day.")

    @Option(help: "The doctor's e-mail address.") var doctor: String
    @Flag(help: "Read questions from standard input, one on each line.") var stdin = false
    @Argument(help: "The question.") var question: String?

    func validate() throws {
        guard stdin == (question == nil) else { throw ValidationError("give either a question or --stdin") }
        if let question, question.isBlank { throw ValidationError("the question is empty") }
    }

    func run() async throws {
        try await CommandContext.with { context in
            let clinic = try await context.clinic(ofDoctor: doctor)
            let topics = try await context.database.operator.topics(of: clinic.id)
            if topics.isEmpty { try await Self.tellWhy(clinic, context.database.operator) }
            let gate = try RedFlagFiles.load()
            let check = try MedicalFile.answerCheck().ofReplies
            let ledger = context.database.modelUsage
            try await Composition.withAssistant(context.basics, ledger: ledger, logger: context.logger) { assistant in
                let asked = AskedClinic(
                    clinic: clinic, topics: topics,
                    desk: AskingDesk(
                        assistant: assistant, check: check, gate: RedFlagGate { gate.flag(in: $0, adding: $1) }))
                if let question { await asked.show(question) }
                while stdin, let line = readLine() {
                    if !line.isBlank { await asked.show(line) }
                }
            }
        }
    }
}

extension Ask {
    /// Why every question will be handed over.
    private static func tellWhy(_ clinic: Clinic, _ knowledge: Operator) async throws {
        let count = try await knowledge.knowledge(of: clinic.id).count
        StandardError.tell(
            count == 0
                ? "The clinic has no topics yet, so a human has to answer nearly everything (see: shubhstra knowledge import)."
                : "None of the clinic's topics is approved (there are \(count)), so a human has to answer nearly everything "
                    + "(see: shubhstra knowledge list).")
    }
}

/// A clinic that is asked, outside of any conversation.
private struct AskedClinic {
    let clinic: Clinic
    let topics: [Topic]
    let desk: AskingDesk

    func show(_ text: String) async {
        var line = JSONLine()
        line.add("question", text)
        switch await desk.outcome(of: text, to: clinic, knowing: topics) {
        case .redFlag(let flag, let answer):
            line.add(answer, topics: [], reason: .redFlag)
            line.add("red_flag", flag.category.rawValue)
        case .decision(let decision):
            Self.add(decision, to: &line)
            line.add("red_flag", nil)
        }
        FileHandle.standardOutput.write(Data((line.text + "\n").utf8))
    }

    private static func add(_ decision: Decision, to line: inout JSONLine) {
        switch decision {
        case .draft(let answer, let basis, let why, let alarm, _):
            line.add(answer.whole, topics: basis.topics, reason: alarm ?? .draftWaits)
            line.add("why", why.sentence)
        case .say(let answer, let basis, let alarm):
            line.add(answer.whole, topics: basis.topics, reason: alarm)
        case .handOver(let reason, let sentence):
            line.add(sentence.whole, topics: [], reason: reason)
        }
    }
}

extension JSONLine {
    fileprivate mutating func add(_ answer: String, topics: [String], reason: NeedsHuman?) {
        add("answer", answer)
        add("topic", topics.isEmpty ? nil : topics.joined(separator: ", "))
        add("needs_human", reason != nil)
        add("reason", reason?.word)
    }
}
