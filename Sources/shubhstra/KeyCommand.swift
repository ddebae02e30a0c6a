import ArgumentParser
import Conversations
import Server
import Storage

struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "The key that seals access tokens.", subcommands: [Replace.self])

    struct Replace: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Seal everything anew with SECRET_KEY that SECRET_KEY_OLD opens. Stop serve on all nodes first.",
            discussion: "Sessions and passwords stay.")

        @Flag(help: "Remove the access tokens that neither key opens, and name the clinics.")
        var forgetTokens = false
        @Flag(help: "Don't ask, with --forget-tokens.") var yes = false

        func run() async throws {
            if forgetTokens { try Confirmation.requireAnswer(yes: yes) }
            let basics = try BasicSettings(.process(), needsSecretKey: true, needsOldSecretKey: !forgetTokens)
            let report = try await CommandContext.with(basics) { context in
                // A server that runs goes on with the key that it has.
                let lock = try Composition.lock(basics.database)
                defer { withExtendedLifetime(lock) {} }
                if forgetTokens { try Confirmation.ask("Remove the tokens that neither key opens?", yes: yes) }
                let old = basics.oldSecretKey.flatMap(TokenSealer.init(secretKey:))
                return try await context.database.operator.replaceKey(from: old, forgets: forgetTokens)
            }
            print("Sealed anew: \(report.resealed). Sealed with SECRET_KEY already: \(report.kept).")
            for clinic in report.forgotten {
                print("The access token of \(clinic.text) is removed: give it another one.")
            }
            print("SECRET_KEY is the key of this database. SECRET_KEY_OLD can be removed from the settings.")
        }
    }
}
