import ArgumentParser
import Conversations
import Server
import Storage

struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "The people of a clinic.",
        subcommands: [Add.self, List.self, ChangeRole.self, Password.self, Unlock.self, Remove.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let one more person of a clinic sign in. The last line of the output is their UUID.")

        @Option(help: "The e-mail address of the doctor whose clinic it is.") var doctor: String
        @Option(help: "The person's name.") var name: String
        @Option(help: "The e-mail address to sign in with.") var email: String
        @Option(
            help: "doctor or receptionist (unless it is the doctor's own address, or the clinic has no doctor yet).")
        var role: Role?
        @Flag(help: "Read the password from standard input: one line, 10 to 200 characters.")
        var passwordStdin = false

        func validate() throws {
            try PersonalData.name(name, "--name")
            _ = try PersonalData.email(email)
            guard passwordStdin else { throw ValidationError("--password-stdin is needed") }
        }

        func run() async throws {
            let password = try PersonalData.readPassword()
            let email = try PersonalData.email(email)
            let name = try PersonalData.name(name, "--name")
            let id = try await CommandContext.with { context in
                let clinic = try await context.clinic(ofDoctor: doctor)
                let hash = try await PersonalData.hash(password, of: PasswordOwner(email, name, at: clinic))
                return try await context.database.operator.addAccount(
                    name: name, email: email, passwordHash: hash, role: role, to: clinic.id)
            }
            print(id)
        }
    }

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a person another password, and sign them out everywhere.")

        @Option(help: "The e-mail address they sign in with.") var email: String
        @Flag(help: "Read the password from standard input: one line, 10 to 200 characters.")
        var passwordStdin = false

        func validate() throws {
            _ = try PersonalData.email(email)
            guard passwordStdin else { throw ValidationError("--password-stdin is needed") }
        }

        func run() async throws {
            let password = try PersonalData.readPassword()
            let address = try PersonalData.email(email)
            let isKnown = try await CommandContext.with { context in
                guard let person = try await context.database.operator.person(email: address) else { return false }
                let owner = PasswordOwner(address, person.account.name, at: person.clinic)
                return try await context.database.operator.setPassword(
                    email: address, passwordHash: try await PersonalData.hash(password, of: owner))
            }
            guard isKnown else { throw CommandFailure.nobody(email) }
            print("The password is changed.")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "List the people who sign in, one on each line: UUID, e-mail address, name, the doctor's address, role."
        )

        @Option(help: "The e-mail address of the doctor of one clinic; without it everybody is listed.")
        var doctor: String?

        func run() async throws {
            let (accounts, clinics) = try await CommandContext.with { context in
                let people = context.database.operator
                var clinic: Clinic?
                if let doctor { clinic = try await context.clinic(ofDoctor: doctor) }
                return (try await people.accounts(of: clinic?.id), try await people.clinics().map(\.clinic))
            }
            let doctors = Dictionary(clinics.map { ($0.id, $0.email.text) }) { first, _ in first }
            for account in accounts {
                let cells = [
                    account.id.description, account.email.text, account.name, doctors[account.clinicID] ?? "-",
                    account.role.rawValue,
                ]
                print(cells.map { $0.replacing("\t", with: " ") }.joined(separator: "\t"))
            }
        }
    }

    struct ChangeRole: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "role", abstract: "Make a person a doctor or a receptionist.")

        @Option(help: "The e-mail address they sign in with.") var email: String
        @Argument(help: "doctor or receptionist.") var role: Role

        func run() async throws {
            let address = try PersonalData.email(email)
            let isKnown = try await CommandContext.with {
                try await $0.database.operator.setRole(role, email: address)
            }
            guard isKnown else { throw CommandFailure.nobody(email) }
            print("\(address.text) is a \(role.rawValue) now.")
        }
    }

    struct Unlock: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forget how often a person's password was wrong, so that they can sign in at once.")

        @Option(help: "The e-mail address they sign in with.") var email: String

        func run() async throws {
            let address = try PersonalData.email(email)
            let isKnown = try await CommandContext.with {
                try await $0.database.operator.unlockAccount(email: address)
            }
            guard isKnown else { throw CommandFailure.nobody(email) }
            print("The account is unlocked.")
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a person's access away, and sign them out everywhere. What they wrote stays.")

        @Option(help: "The e-mail address they sign in with.") var email: String
        @Flag(help: "Do not ask.") var yes = false

        func run() async throws {
            try Confirmation.requireAnswer(yes: yes)
            let address = try PersonalData.email(email)
            let isKnown = try await CommandContext.with { context in
                guard let person = try await context.database.operator.person(email: address) else { return false }
                let name = "\(person.account.name) (\(person.clinic.displayName))"
                try Confirmation.ask("Take the access of \(name) away?", yes: yes)
                return try await context.database.operator.removeAccount(email: address)
            }
            guard isKnown else { throw CommandFailure.nobody(email) }
            print("The account is removed.")
        }
    }
}

extension CommandFailure {
    fileprivate static func nobody(_ email: String) -> CommandFailure {
        .failed("nobody signs in with the e-mail address \(email) (see: shubhstra account list)")
    }
}

extension PasswordOwner {
    fileprivate init(_ email: EmailAddress, _ name: String, at clinic: Clinic) {
        self.init(emails: [email, clinic.email], names: [name, clinic.doctorName, clinic.name])
    }
}

extension Role: ExpressibleByArgument {}
