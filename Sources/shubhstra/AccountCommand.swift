import ArgumentParser
import Conversations
import Server
import Storage

struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "The people of a clinic.", subcommands: [Add.self, Password.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let one more person of a clinic sign in. The last line of the output is their UUID.")

        @Option(help: "The e-mail address of the doctor whose clinic it is.") var doctor: String
        @Option(help: "The person's name.") var name: String
        @Option(help: "The e-mail address to sign in with.") var email: String
        @Flag(help: "Read the password from standard input: one line, 8 to 200 characters.")
        var passwordStdin = false

        func validate() throws {
            try PersonalData.requireName(name, "--name")
            _ = try PersonalData.email(email)
            guard passwordStdin else { throw ValidationError("--password-stdin is needed") }
        }

        func run() async throws {
            let password = try PersonalData.readPassword()
            let id = try await CommandContext.with { context in
                let clinic = try await context.clinic(ofDoctor: doctor)
                return try await context.database.operator.addAccount(
                    name: name, email: try PersonalData.email(email),
                    passwordHash: try await PasswordHasher().hash(password), to: clinic.id)
            }
            print(id)
        }
    }

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a person another password, and sign them out everywhere.")

        @Option(help: "The e-mail address they sign in with.") var email: String
        @Flag(help: "Read the password from standard input: one line, 8 to 200 characters.")
        var passwordStdin = false

        func validate() throws {
            _ = try PersonalData.email(email)
            guard passwordStdin else { throw ValidationError("--password-stdin is needed") }
        }

        func run() async throws {
            let password = try PersonalData.readPassword()
            let isKnown = try await CommandContext.with { context in
                try await context.database.operator.setPassword(
                    email: try PersonalData.email(email), passwordHash: try await PasswordHasher().hash(password))
            }
            guard isKnown else { throw CommandFailure.failed("nobody signs in with the e-mail address \(email)") }
            print("The password is changed.")
        }
    }
}
