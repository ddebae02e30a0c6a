import ArgumentParser
import Conversations
import Foundation
import Server
import Storage

/// What a command ends with: a status and one line on standard error.
struct CommandFailure: Error {
    let status: Int32
    /// Empty where it has been told already.
    let sentence: String

    /// Wrong words on the command line.
    static func usage(_ sentence: String) -> CommandFailure {
        CommandFailure(status: 64, sentence: "\(sentence) (see: shubhstra --help)")
    }

    static func failed(_ sentence: String) -> CommandFailure { CommandFailure(status: 1, sentence: sentence) }

    static func noDoctor(_ email: String) -> CommandFailure {
        .failed("there is no doctor with the e-mail address \(email) (see: shubhstra doctor list)")
    }

    /// The same, where it has been told.
    var alreadySaid: CommandFailure { CommandFailure(status: status, sentence: "") }

    private init(status: Int32, sentence: String) {
        self.status = status
        self.sentence = sentence
    }

    init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as SettingsError: self.init(status: 78, sentence: "wrong configuration: \(error)")
        case StorageError.wrongKey:
            self.init(
                status: 78,
                sentence:
                    "wrong configuration: \(StorageError.wrongKey): set that one again, or see shubhstra key replace")
        case is CleanExit: self = .usage("a command is missing")
        case let error as Refusal: self = .failed(Self.sentence(for: error))
        default: self = .failed("\(error)")
        }
    }

    func end() -> Never {
        if !sentence.isEmpty {
            let line = sentence.split(whereSeparator: \.isNewline).joined(separator: " ")
            FileHandle.standardError.write(Data("shubhstra: \(line)\n".utf8))
        }
        exit(status)
    }

    private static func sentence(for refusal: Refusal) -> String {
        switch refusal {
        case .emailTaken: "this e-mail address is in use already"
        case .phoneNumberIDTaken: "another doctor has this phone number id already"
        case .lastAccount: "this is the only account of the clinic; nothing was changed"
        case .lastDoctor: "this is the only doctor of the clinic; make somebody else a doctor first (account role)"
        case .tooManyTopics(let count):
            "there would be \(count) topics, and a clinic has at most \(Topic.countLimit); nothing was changed"
        case .noSuchPatient, .noSuchMessage, .noSuchClinic, .clientMessageIDTaken, .cannotBeQuoted, .cannotBeReactedTo,
            .badCursor, .readAgain, .alreadyLeft, .alreadyQueued, .draftIsStale, .nothingToUndo, .held, .badRange,
            .noSuchTemplate,
            .doctorOnly, .templateNotSendable, .variablesDoNotFit, .templateNeedsFile,
            .templateTakesNoFile, .templateTakesOtherFile, .noSuchTopic, .noSuchQuestion, .topicTaken:
            "\(refusal)"
        }
    }
}
