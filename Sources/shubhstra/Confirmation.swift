import Foundation

/// The question before something is destroyed.
enum Confirmation {
    /// Whether there is somebody to ask.
    private static var isAtTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// Throws a failure with status 64 where nobody can be asked and `yes` was not given. To be called first.
    static func requireAnswer(yes: Bool) throws {
        guard yes || isAtTerminal else {
            throw CommandFailure.usage("this destroys something: it needs --yes where there is no terminal")
        }
    }

    /// Asks, unless `yes` was given. Throws a failure where the answer isn't yes.
    static func ask(_ question: String, yes: Bool) throws {
        try requireAnswer(yes: yes)
        if yes { return }
        FileHandle.standardError.write(Data("\(question) [y/N] ".utf8))
        guard ["y", "yes"].contains(readLine()?.lowercased()) else {
            throw CommandFailure.failed("nothing was changed")
        }
    }
}
