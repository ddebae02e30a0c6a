import Conversations
import Foundation
import Labelled
import RedFlags

// Learns the classifier of the red-flag gate from Tests/eval/flags/tuning: bin/train-red-flags.
//
// It first says what to expect of messages by somebody new: each writer's are judged by what was learnt from all others.
// Then it learns from all and writes the file. What is held out is never read here.

let arguments = CommandLine.arguments
guard arguments.count == 5, let alone = Float(arguments[3]), let withRule = Float(arguments[4]) else {
    fatalError("usage: train RED-FLAGS-FOLDER MESSAGES-FOLDER ALONE WITH-RULE")
}
let gateFolder = URL(filePath: arguments[1])
let names = ["rules.txt"] + ["en", "hi", "mr", "hi_Latn", "mr_Latn"].map { "words.\($0).txt" }
let files = try names.map { ($0, Array(try Data(contentsOf: gateFolder.appending(path: $0)))) }
let rules = try RedFlagRules(Dictionary(uniqueKeysWithValues: files))
let messages = try LabelledMessage.all(in: URL(filePath: arguments[2]))
let school = School(rules: rules, messages: messages)

print("\(messages.count) messages")
var total = Tally()
for writer in Set(messages.map(\.writer)).sorted() {
    let tally = school.examine(writer, alone: alone, withRule: withRule)
    print(writer, tally)
    print(tally.bars())
    total.add(tally)
}
print("all", total)
print(total.bars())
try Data(school.classifier(alone: alone, withRule: withRule)).write(to: gateFolder.appending(path: "classifier.bin"))
