import ArgumentParser
import Conversations
import Foundation
import Server
import Storage

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Add, list, change and remove doctors.",
        subcommands: [Add.self, List.self, Change.self, Remove.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a doctor. The last line of the output is the new doctor's UUID.")

        @Option(help: "The doctor's name, as patients know it.") var name: String
        @Option(help: "The e-mail address to sign in with.") var email: String
        @Option(help: "The clinic's WhatsApp number with the country code.") var phone: String
        @Option(help: "The number's id at Meta; without it the one of PHONE_NUMBER_ID is used.")
        var phoneNumberId: String?
        @OptionGroup var token: TokenOptions
        @Option(help: "The clinic's name.") var clinicName: String?
        @Option(help: "The clinic's address, which the assistant may tell.") var clinicAddress: String?
        @Flag(help: "Read the password from standard input: one line, 10 to 200 characters.")
        var passwordStdin = false

        func validate() throws {
            try PersonalData.name(name, "--name")
            _ = try PersonalData.email(email)
            _ = try PersonalData.phone(phone)
            if let clinicName { try PersonalData.name(clinicName, "--clinic-name") }
            _ = try phoneNumberId.map(PersonalData.phoneNumberID)
            if passwordStdin && token.accessTokenStdin {
                throw ValidationError("standard input is for the password; use --access-token-file")
            }
        }

        func run() async throws {
            let email = try PersonalData.email(email)
            let name = try PersonalData.name(name, "--name")
            let clinicName = try clinicName.map { try PersonalData.name($0, "--clinic-name") }
            var hash: String?
            if passwordStdin {
                let owner = PasswordOwner(emails: [email], names: [name, clinicName])
                hash = try await PersonalData.hash(PersonalData.readPassword(), of: owner)
            }
            let accessToken = try token.read()
            let id = try await CommandContext.with(needsSecretKey: true) { [hash] context in
                try await context.database.operator.add(
                    NewClinic(
                        doctorName: name, email: email,
                        phoneNumber: try PersonalData.phone(phone), name: clinicName, address: clinicAddress,
                        phoneNumberID: try phoneNumberId.map(PersonalData.phoneNumberID),
                        accessToken: accessToken, passwordHash: hash))
            }
            if hash == nil {
                let hint = "Nobody of this clinic can sign in yet: add a person with shubhstra account add.\n"
                FileHandle.standardError.write(Data(hint.utf8))
            }
            print(id)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the doctors, one on each line.")

        func run() async throws {
            let clinics = try await CommandContext.with { try await $0.database.operator.clinics() }
            for entry in clinics {
                let cells = [
                    entry.clinic.id.description, entry.clinic.email.text, entry.phoneNumber.text,
                    entry.phoneNumberID?.text ?? "-", entry.clinic.doctorName, entry.clinic.name ?? "-",
                ]
                print(cells.map { $0.replacing("\t", with: " ") }.joined(separator: "\t"))
            }
        }
    }
}
