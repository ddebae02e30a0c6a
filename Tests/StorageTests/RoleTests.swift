import Conversations
@testable import Storage
import TestSupport
import Testing

/// Who of a clinic is a doctor, and what that decides.
@Suite struct RoleTests {
    private static func role(_ email: EmailAddress, in clinic: TestClinic) async throws -> Role? {
        try await clinic.database.signIn.account(email: email)?.account.role
    }

    private static func add(
        _ name: String, as role: Role? = nil, to clinic: ClinicID, of database: Database
    ) async throws -> Account {
        let email = EmailAddress(known: "\(name)@clinic.example")
        _ = try await database.operator.addAccount(
            name: name, email: email, passwordHash: "hash", role: role, to: clinic)
        return try #require(try await database.signIn.account(email: email)).account
    }

    @Test(arguments: TestEngine.available)
    func `a clinic begins with a doctor, and who comes later is a receptionist unless it is said`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            #expect(try await Self.role(clinic.account.email, in: clinic) == .doctor)
            let database = clinic.database
            #expect(try await Self.add("asha", to: clinic.clinicID, of: database).role == .receptionist)
            #expect(try await Self.add("meera", as: .doctor, to: clinic.clinicID, of: database).role == .doctor)
            let empty = try await database.operator.add(
                NewClinic(doctorName: "New", email: "new@clinic.example", phoneNumber: "919000000001"))
            #expect(try await Self.add("first", to: empty, of: database).role == .doctor, "somebody has to be")
            #expect(try await Self.add("second", to: empty, of: database).role == .receptionist)
            #expect(try await Self.add("new", to: empty, of: database).role == .doctor, "the doctor's own address")
            let asha = try #require(
                try await database.operator.accounts(of: clinic.clinicID).first { $0.name == "asha" })
            try await database.signIn.addSession(tokenHash: "s", for: asha)
            #expect(try await database.signIn.session(tokenHash: "s")?.account.role == .receptionist)
        }
    }

    @Test(arguments: TestEngine.available)
    func `the last doctor stays one, also where two are taken away at once`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let people = clinic.database.operator
            _ = try await Self.add("asha", to: clinic.clinicID, of: clinic.database)
            await #expect(throws: Refusal.lastDoctor) {
                try await people.setRole(.receptionist, email: clinic.account.email)
            }
            await #expect(throws: Refusal.lastDoctor) { try await people.removeAccount(email: clinic.account.email) }
            #expect(try await people.setRole(.doctor, email: clinic.account.email), "again is no change")
            #expect(try await !people.setRole(.doctor, email: "nobody@clinic.example"))
            #expect(try await people.setRole(.doctor, email: "asha@clinic.example"))
            let emails: [EmailAddress] = [clinic.account.email, "asha@clinic.example"]
            let outcomes = await withTaskGroup(of: Bool.self) { group in
                for email in emails {
                    group.addTask { (try? await people.setRole(.receptionist, email: email)) == true }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(outcomes == 1)
            let roles = try await people.accounts(of: clinic.clinicID).map(\.role)
            #expect(roles.filter { $0 == .doctor }.count == 1)
            // Of another clinic nothing has changed.
            #expect(try await Self.role(clinic.otherAccount.email, in: clinic) == .doctor)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a receptionist changes nothing about the clinic, from the moment it is said`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let asha = try await Self.add("asha", as: .doctor, to: clinic.clinicID, of: clinic.database)
            let chats = clinic.database.chats(of: asha)
            _ = try await chats.changeClinic { $0.alarmMinutes = 20 }
            _ = try await clinic.database.operator.setRole(.receptionist, email: asha.email)
            // `asha` is what a request knew that began before.
            await #expect(throws: Refusal.doctorOnly) { try await chats.changeClinic { $0.alarmMinutes = 30 } }
            #expect(try await chats.clinicSettings().alarmMinutes == 20, "reading is for everybody")
            let connections = clinic.database.connections
            for person in [asha.id, clinic.otherAccount.id, .make()] {
                await #expect(throws: Refusal.doctorOnly) {
                    try await connections.change(
                        clinic.clinicID, to: ConfirmedConnection(accessToken: Secret("x")), by: person)
                }
            }
            let patient = try await clinic.patientWrites("Hello")
            try await chats.setPaused(true, patient: patient)
            #expect(try await clinic.patient(patient).isPaused, "conversations are for everybody")
        }
    }

    @Test(arguments: TestEngine.available)
    func `at the upgrade it is whoever has the doctor's address, else who is there longest`(on engine: TestEngine)
        async throws
    {
        let former = Array(Migration.all.prefix { $0.name != Migration.accountRoles.name })
        try await engine.engine { engine in
            _ = try await Migrator(engine: engine, migrations: former).run()
            try await engine.write(as: .owner) { transaction in
                for (clinic, doctor, people) in [
                    ("a", "anita@clinic.example", [("old", "2020"), ("anita", "2024"), ("new", "2025")]),
                    ("b", "gone@clinic.example", [("removed", "2019"), ("oldest", "2021"), ("younger", "2022")]),
                    ("c", "nobody@clinic.example", []),
                ] {
                    let id = ClinicID("\(clinic)0000000-0000-0000-0000-000000000001")!
                    try transaction.execute(
                        """
                        INSERT INTO doctors (id, name, email, phone_number, created_at)
                        VALUES (\(id), 'Dr', \(doctor), '919', \(transaction.now))
                        """)
                    for (name, year) in people {
                        let at = Timestamp("\(year)-01-01T00:00:00.000Z")!
                        let removed: Timestamp? = name == "removed" ? at : nil
                        try transaction.execute(
                            """
                            INSERT INTO accounts (id, doctor_id, name, email, password_hash, created_at, removed_at)
                            VALUES (\(AccountID.make()), \(id), \(name), \("\(name)@clinic.example"), 'hash', \(at), \(removed))
                            """)
                    }
                }
            }
            _ = try await Migrator(engine: engine).run()
            let doctors = try await engine.read(as: .owner) { transaction in
                try transaction.rows("SELECT name FROM accounts WHERE role = 'doctor' ORDER BY name")
                    .map { try $0["name"] as String }
            }
            #expect(doctors == ["anita", "oldest"])
        }
    }
}
