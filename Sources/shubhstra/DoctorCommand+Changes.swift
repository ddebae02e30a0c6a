import ArgumentParser
import Conversations
import Server
import Storage

extension DoctorCommand {
    struct Change: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set",
            abstract: "Change what is known of a doctor and the clinic. It counts at once, also on nodes that run.",
            discussion: "A message that failed for want of a token can be sent again in the dashboard (Retry).")

        @Option(help: "The e-mail address of the doctor.") var doctor: String
        @Option(help: "The doctor's name, as patients know it.") var name: String?
        @Option(help: "Another e-mail address; the doctor signs in with it from now on.") var email: String?
        @Option(help: "The clinic's WhatsApp number with the country code.") var phone: String?
        @Option(help: "The number's id at Meta. Empty: the one of PHONE_NUMBER_ID.") var phoneNumberId: String?
        @OptionGroup var token: TokenOptions
        @Option(help: "The clinic's name. Empty: none.") var clinicName: String?
        @Option(help: "The clinic's address, which the assistant may tell. Empty: none.") var clinicAddress: String?

        func validate() throws {
            if let name { try PersonalData.name(name, "--name") }
            _ = try email.map(PersonalData.email)
            _ = try phone.map(PersonalData.phone)
            if let clinicName, !clinicName.isEmpty { try PersonalData.name(clinicName, "--clinic-name") }
            if let phoneNumberId, !phoneNumberId.isEmpty { _ = try PersonalData.phoneNumberID(phoneNumberId) }
            let given = [name, email, phone, phoneNumberId, clinicName, clinicAddress].contains { $0 != nil }
            guard given || token.isGiven else { throw ValidationError("there is nothing to change") }
        }

        func run() async throws {
            let changes = try changes()
            try await CommandContext.with(needsSecretKey: token.isGiven) { context in
                let clinic = try await context.clinic(ofDoctor: doctor)
                try await context.database.operator.change(clinic.id, changes)
            }
            print("Changed.")
            if phoneNumberId != nil {
                StandardError.tell("What came for a number that nobody had is kept: see shubhstra inbox --replay.")
            }
        }

        private func changes() throws -> ClinicChanges {
            var changes = ClinicChanges()
            changes.doctorName = try name.map { try PersonalData.name($0, "--name") }
            changes.email = try email.map(PersonalData.email)
            changes.phoneNumber = try phone.map(PersonalData.phone)
            changes.name = try clinicName.map { $0.isEmpty ? nil : try PersonalData.name($0, "--clinic-name") }
            changes.address = clinicAddress.map { $0.isEmpty ? nil : $0 }
            changes.phoneNumberID = try phoneNumberId.map { $0.isEmpty ? nil : try PersonalData.phoneNumberID($0) }
            changes.accessToken = try token.read()
            return changes
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove a doctor, the clinic, and everything of its patients, for good.",
            discussion: "What WhatsApp delivers for its number afterwards is dropped. Backups still hold it.")

        @Option(help: "The e-mail address of the doctor.") var doctor: String
        @Option(
            help: "The same e-mail address once more: don't ask, and remove it even while it is connected and served.")
        var yes: String?

        func run() async throws {
            try Confirmation.requireAnswer(yes: yes != nil)
            if let yes, EmailAddress(yes) != EmailAddress(doctor) {
                throw CommandFailure.usage("--yes must repeat the e-mail address of --doctor")
            }
            try await CommandContext.with { context in
                let clinic = try await context.clinic(ofDoctor: doctor)
                if yes == nil { try await ask(about: clinic, context) }
                let removal = context.database.removal(of: clinic.id, fallbackNumber: context.basics.phoneNumberID)
                let line = ProgressLine()
                try await removal.run { line.show("rows removed:", $0, of: $0) }
            }
            print("Removed. Backups still hold it, and so does WhatsApp.")
        }

        private func ask(about clinic: Clinic, _ context: CommandContext) async throws {
            let isConnected = try await context.database.operator.isConnected(
                clinic.id, fallbackNumber: context.basics.phoneNumberID)
            if isConnected && Composition.mayBeServed(context.basics.database) {
                throw CommandFailure.failed(
                    "the clinic of \(doctor) is connected to WhatsApp and served: stop serve, or give --yes \(doctor)")
            }
            try Confirmation.ask("Remove the clinic of \(doctor) with all its conversations?", yes: false)
        }
    }
}
