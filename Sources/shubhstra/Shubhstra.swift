import ArgumentParser
import Foundation
import Server

/// The command line: exit status 0, 64 for wrong usage, 78 for wrong configuration, 1 otherwise.
@main
struct Shubhstra: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shubhstra",
        abstract: "Answers a clinic's patients on WhatsApp, and lets the doctor take over.",
        version: ServerVersion.current,
        subcommands: [
            Serve.self, Demo.self, Migrate.self, Copy.self, SandboxCommand.self, DoctorCommand.self,
            AccountCommand.self,
            KnowledgeCommand.self, Ask.self, InboxCommand.self, BackupCommand.self, RestoreCommand.self,
            HoldCommand.self,
            KeyCommand.self,
        ])

    static func main() async {
        // A reader of our output that goes away is no reason to die in the middle of a transaction.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parsed()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            let isHelp = !(error is CleanExit) && exitCode(for: error) == .success
            if isHelp { exit(withError: error) }
            CommandFailure(error).end()
        }
    }

    /// Throws a failure with status 64 when the words don't make a command.
    private static func parsed() throws -> any ParsableCommand {
        do {
            return try parseAsRoot()
        } catch {
            guard exitCode(for: error) != .success else { throw error }
            throw CommandFailure.usage(message(for: error))
        }
    }
}
