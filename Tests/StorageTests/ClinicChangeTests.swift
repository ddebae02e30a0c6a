import Conversations
@testable import Storage
import TestSupport
import Testing

/// A clinic that is changed while it is served, and one that is removed.
@Suite struct ClinicChangeTests {
    @Test(arguments: TestEngine.available)
    func `a new token and number count at once, and nobody's address or number is taken`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            var changes = ClinicChanges()
            changes.accessToken = Secret("new")
            changes.phoneNumberID = .some("71")
            changes.doctorName = "Dr B"
            changes.email = "b@clinic.example"
            try await clinic.database.operator.change(clinic.clinicID, changes)
            let credentials = try await clinic.outbox.credentials(of: clinic.clinicID)
            #expect(credentials?.accessToken == Secret("new") && credentials?.phoneNumberID == "71")
            let account = try #require(await clinic.database.signIn.account(email: "b@clinic.example")?.account)
            #expect(account.id == clinic.account.id && account.name == "Dr B")
            var taken = ClinicChanges()
            taken.email = "ravi@clinic.example"
            await #expect(throws: Refusal.emailTaken) {
                try await clinic.database.operator.change(clinic.clinicID, taken)
            }
            taken = ClinicChanges()
            taken.phoneNumberID = .some(TestClinic.otherNumber)
            await #expect(throws: Refusal.phoneNumberIDTaken) {
                try await clinic.database.operator.change(clinic.clinicID, taken)
            }
            #expect(
                try await clinic.outbox.credentials(of: clinic.otherAccount.clinicID)?.phoneNumberID
                    == TestClinic.otherNumber)
        }
    }

    @Test(arguments: TestEngine.available)
    func `of a removed clinic no row is left in any table, and the other keeps all of its own`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            for number in 10...30 {
                let patient = try await clinic.patientWrites(
                    "Hello", from: "9190000000\(number)", userID: "user.\(number)")
                try await clinic.doctorWrites("Good morning", to: patient)
            }
            try await clinic.patientWrites("One more")
            _ = try await clinic.takeReply()
            try await clinic.metaReports(.delivered, wamid: "unknown")
            try await clinic.database.signIn.addSession(tokenHash: "t", for: clinic.account)
            _ = try await clinic.database.operator.importTopics([Topic(title: "A", answer: "B")], for: clinic.clinicID)
            try await clinic.patientWrites("Hello", to: TestClinic.otherNumber)
            let before = try await Self.counts(clinic, of: clinic.otherAccount.clinicID)
            try await clinic.engine.write(as: .system) {
                try $0.execute("UPDATE outbox SET state = 'sending', send_deadline = \($0.now) WHERE author = 'doctor'")
            }

            try await clinic.database.removal(of: clinic.clinicID, fallbackNumber: nil).run()
            let left = try await Self.counts(clinic, of: clinic.clinicID)
            #expect(left.allSatisfy { $0.value == 0 }, "\(left)")
            #expect(try await Self.counts(clinic, of: clinic.otherAccount.clinicID) == before)
            #expect(try await clinic.database.operator.clinics().map(\.clinic.id) == [clinic.otherAccount.clinicID])
        }
    }

    @Test(arguments: TestEngine.available)
    func `what comes for a removed number is dropped and counted, and what came for an unknown one is kept`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            try await clinic.database.removal(of: clinic.clinicID, fallbackNumber: nil).run()
            func deliver(to number: PhoneNumberID) async throws -> AppliedDeliveries? {
                let message = InboundMessage(
                    wamid: Wamid("in.\(number.text)")!, person: WhatsAppPerson(phone: "919876543210"),
                    sentAt: clinic.clock.now,
                    body: "Hello")
                try await clinic.inbox.receive(Array("{}".utf8), for: [number])
                var last: AppliedDeliveries?
                for lane in try await clinic.inbox.claim(limit: 99) {
                    last = try await clinic.inbox.applyNext(in: lane) {
                        ReadDelivery(
                            id: $0.id, updates: [InboundUpdate(.message(message), at: number)], problem: nil,
                            numbers: [number])
                    }
                }
                return last
            }
            let dropped = try await deliver(to: TestClinic.number)
            #expect(dropped?.dropped == 1 && dropped?.problems.isEmpty == true)
            #expect(
                try await clinic.engine.read(as: .system) { try $0.count("SELECT COUNT(*) AS n FROM deliveries") } == 0)
            #expect(try await deliver(to: "123")?.problems.values.first == "unknown_number")
        }
    }

    /// Without a number of its own it would be taken for the clinic that receives on the number in the settings.
    @Test(arguments: TestEngine.available)
    func `the clinic of the number in the settings is removed, and takes that number with it`(on engine: TestEngine)
        async throws
    {
        var rules = Rules.forTests
        rules.fallbackPhoneNumberID = "555"
        try await engine.clinic(rules: rules) { clinic in
            var changes = ClinicChanges()
            changes.phoneNumberID = .some(nil)
            try await clinic.database.operator.change(clinic.clinicID, changes)
            #expect(try await clinic.database.operator.isConnected(clinic.clinicID, fallbackNumber: "555"))
            try await clinic.database.removal(of: clinic.clinicID, fallbackNumber: "555").run()
            let numbers = try await clinic.engine.read(as: .system) {
                try $0.rows("SELECT phone_number_id FROM removed_numbers").map { try $0["phone_number_id"] as String }
            }
            #expect(numbers == ["555"])
        }
    }

    /// Rows of a clinic in every table that has any.
    private static func counts(_ clinic: TestClinic, of id: ClinicID) async throws -> [String: Int64] {
        try await clinic.engine.read(as: .owner) { transaction in
            var counts: [String: Int64] = [:]
            for table in Table.all {
                guard case .clinic(let key, _) = table.tenancy else { continue }
                counts[table.name] = try transaction.count(
                    "SELECT COUNT(*) AS n FROM \(table.sql) WHERE \(SQL(stringLiteral: key)) = \(id)")
            }
            return counts
        }
    }
}
