import ArgumentParser
import Conversations
import Foundation
import Server
import Storage

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Add and list doctors.", subcommands: [Add.self, List.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a doctor. The last line of the output is the new doctor's UUID.")

        @Option(help: "The doctor's name, as patients know it.") var name: String
        @Option(help: "The e-mail address to sign in with.") var email: String
        @Option(help: "The clinic's WhatsApp number with the country code.") var phone: String
        @Option(help: "The number's id at Meta; without it the one of PHONE_NUMBER_ID is used.")
        var phoneNumberId: String?
        @Option(help: "The access token of the number; without it the one of WHATSAPP_TOKEN is used.")
        var accessToken: String?
        @Option(help: "The clinic's name.") var clinicName: String?
        @Option(help: "The clinic's address, which the assistant may tell.") var clinicAddress: String?
        @Flag(help: "Read the password from standard input: one line, 8 to 200 characters.")
        var passwordStdin = false

        func validate() throws {
            try PersonalData.requireName(name, "--name")
            try PersonalData.requireEmail(email)
            _ = try PersonalData.phoneDigits(phone)
            if let clinicName { try PersonalData.requireName(clinicName, "--clinic-name") }
            if let phoneNumberId, phoneNumberId.isEmpty || !PersonalData.isDigits(phoneNumberId) {
                throw ValidationError("--phone-number-id must be digits only")
            }
            if let accessToken, accessToken.isEmpty || !accessToken.utf8.allSatisfy({ (33...126).contains($0) }) {
                throw ValidationError("--access-token must be one word of ASCII characters")
            }
        }

        func run() async throws {
            let password = passwordStdin ? try PersonalData.readPassword() : nil
            let id = try await CommandContext.with(needsSecretKey: true) { context in
                var hash: String?
                if let password { hash = try await PasswordHasher().hash(password) }
                return try await context.store.add(
                    NewDoctor(
                        name: name, email: email, phoneNumber: try PersonalData.phoneDigits(phone),
                        clinicName: clinicName, clinicAddress: clinicAddress, phoneNumberID: phoneNumberId,
                        accessToken: accessToken.map(Secret.init(_:)), passwordHash: hash))
            }
            if password == nil {
                let hint = "Nobody of this clinic can sign in yet: add a person with shubhstra account add.\n"
                FileHandle.standardError.write(Data(hint.utf8))
            }
            print(id)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the doctors, one a line.")

        func run() async throws {
            let doctors = try await CommandContext.with { try await $0.store.doctors() }
            for entry in doctors {
                let cells = [
                    entry.doctor.id.description, entry.doctor.email, entry.phoneNumber, entry.phoneNumberID ?? "-",
                    entry.doctor.name, entry.doctor.clinicName ?? "-",
                ]
                print(cells.map { $0.replacing("\t", with: " ") }.joined(separator: "\t"))
            }
        }
    }
}
