import Assistant
import Classification
import Conversations
import Foundation
import Labelled
import RedFlags

// Learns the classifiers of the red-flag gate and of the check on a model's answers: bin/train.
//
// It first says what to expect of texts by somebody new: each writer's are judged by what was learnt from all others.
// Then it learns from all and writes the file. What is held out is never read here.

let arguments = CommandLine.arguments
guard arguments.count == 4, let alone = Float(arguments[2]), let withRule = Float(arguments[3]) else {
    fatalError("usage: Training gate|answers ALONE WITH-RULE")
}
let sources = LabelledFiles.folder.appending(path: "../../Sources")

func bytes(_ folder: URL, _ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: name)))
}

func trainGate() throws {
    let folder = sources.appending(path: "Server/Resources/red-flags")
    let names = ["rules.txt"] + ["en", "hi", "mr", "hi_Latn", "mr_Latn"].map { "words.\($0).txt" }
    let rules = try RedFlagRules(Dictionary(uniqueKeysWithValues: try names.map { ($0, try bytes(folder, $0)) }))
    let messages = try LabelledMessage.all(in: LabelledFiles.folder.appending(path: "flags/tuning"))
    let school = GateSchool(rules: rules, messages: messages)
    print("\(messages.count) messages")
    var total = GateTally()
    for writer in Set(messages.map(\.writer)).sorted() {
        let tally = school.examine(writer, alone: alone, withRule: withRule)
        print(writer, tally)
        print(tally.bars())
        total.add(tally)
    }
    print("all", total)
    print(total.bars())
    try Data(school.classifier(alone: alone, withRule: withRule)).write(to: folder.appending(path: "classifier.bin"))
}

func trainAnswers() throws {
    let folder = sources.appending(path: "Assistant/Resources")
    let check = AnswerCheck(medical: try MedicalCheck(try bytes(folder, "medical.txt")), classifier: .blank)
    let answers = try LabelledAnswer.all(in: LabelledFiles.folder.appending(path: "answers/tuning"))
    let school = AnswerSchool(check: check, answers: answers, clinics: try LabelledClinic.all())
    print("\(answers.count) answers")
    var total = AnswerTally()
    for writer in Set(answers.map(\.writer)).sorted() {
        let results = school.examine(writer)
        var tally = AnswerTally()
        tally.add(results)
        print("\(writer): \(tally.line(alone, withRule))")
        total.add(results)
    }
    print("all: \(total.line(alone, withRule))")
    print(total.bars(alone - withRule))
    try Data(school.file(alone: alone, withRule: withRule).bytes)
        .write(to: folder.appending(path: AnswerClassifier.fileName))
}

switch arguments[1] {
case "gate": try trainGate()
case "answers": try trainAnswers()
default: fatalError("gate or answers")
}
