import Foundation
import Labelled

// bin/eval: what the gate, the assistant without a model and the checks on a model's answers make of labelled texts.
//
// It prints each rate with the bounds that so few texts allow, and fails where one is beyond Tests/eval/floor.tsv. With
// --misses it names what came out wrong; of what is held out only the place, since nobody who tunes may read it.

func report() async throws -> Report {
    let sources = LabelledFiles.folder.appending(path: "../../Sources")
    let assistantFiles = sources.appending(path: "Assistant/Resources")
    var report = Report()
    let gate = try GateEvaluation(resources: sources.appending(path: "Server/Resources"))
    let answers = try AnswerEvaluation(resources: assistantFiles)
    // What the classifiers have learnt from says nothing: bin/train measures that by leaving each writer out.
    try gate.run("held-out", into: &report)
    for set in ["answers/held-out", "injection"] { try answers.run(set, into: &report) }
    try await QuestionEvaluation(resources: assistantFiles).run(into: &report)
    return report
}

let measured = try await report()
if CommandLine.arguments.contains("--misses") { for miss in measured.misses { print(miss) } }
for line in measured.lines { print(line) }
let broken = try Floor.broken(by: measured)
for sentence in broken { print("WORSE: \(sentence)") }
exit(broken.isEmpty ? 0 : 1)
