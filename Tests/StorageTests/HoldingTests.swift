import Conversations
@testable import Storage
import TestSupport
import Testing

/// What leaves a clinic whose data was brought back from a backup: nothing, until somebody switches it on again.
@Suite struct HoldingTests {
    @Test(arguments: TestEngine.available) func `nothing is computed or handed out while a clinic is held`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let asha = try await clinic.patientWrites("When are you open?")
            let claim = try #require(await clinic.takeReply())
            try await clinic.database.holding.holdAll()
            #expect(try await clinic.replies.enqueue(MessageText("At nine.")!, for: claim) == .stopped)
            try await clinic.patientWrites("Hello?")
            try await clinic.patientWrites("Hello too", from: "919876543299", to: TestClinic.otherNumber)
            #expect(try await clinic.takeReply() == nil)
            #expect(try await clinic.replies.nextDue() == nil, "nobody looks again and again")
            await #expect(throws: Refusal.held) { try await clinic.doctorWrites("Come at ten", to: asha) }
            await #expect(throws: Refusal.held) { try await clinic.chats.setPaused(false, patient: asha) }
            #expect(try await clinic.takeSend(asha) == nil)
            #expect(try await clinic.history(asha).map(\.author) == [.patient, .patient], "the list shows what came")
        }
    }

    /// Also what came into the outbox in the moment in which the clinic was held.
    @Test(arguments: TestEngine.available) func `the gate itself knows that a clinic is held`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let asha = try await clinic.patientWrites("When are you open?")
            try await clinic.doctorWrites("At nine", to: asha)
            try await clinic.engine.write(as: .system) { try Holding.hold(clinic.clinicID, in: $0) }
            #expect(try await clinic.outbox.claim(limit: 9).isEmpty)
            #expect(try await clinic.takeSend(asha) == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what waited to be sent when the backup was made is not sent again by itself`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let asha = try await clinic.patientWrites("When are you open?")
            try await clinic.assistantAnswers("At nine.")
            let mary = try await clinic.patientWrites("Are you there?", from: "919876543299")
            try await clinic.doctorWrites("Yes", to: mary)
            try await clinic.database.holding.holdAll()
            for patient in [asha, mary] {
                let last = try #require(await clinic.history(patient).last)
                #expect(last.status == .failed && last.failure == .unconfirmed && last.failure?.canRetry == true)
                #expect(try await clinic.patient(patient).needsHuman == .sendFailed)
            }
            #expect(try await clinic.database.holding.releaseAll() == 2)
            clinic.clock.advance(by: .seconds(60))
            #expect(try await clinic.outbox.claim(limit: 9).isEmpty)
            #expect(try await clinic.replies.claim(limit: 9).isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a failure that WhatsApp reports meanwhile is not tried again`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let asha = try await clinic.patientWrites("When are you open?")
            try await clinic.doctorWrites("At nine", to: asha)
            let claim = try #require(await clinic.takeSend(asha))
            try await clinic.outbox.recordAccepted(claim, wamid: "wamid.1")
            try await clinic.database.holding.holdAll()
            let busy = StatusReport(
                wamid: "wamid.1", status: .failed, callbackID: claim.messageID,
                failure: SendFailure(.meta(code: 131000), sentence: "A fault.", canRetry: true),
                retry: .backoff(maxAttempts: nil))
            try await clinic.apply(.status(busy))
            #expect(try await clinic.history(asha).last?.status == .failed)
            _ = try await clinic.database.holding.releaseAll()
            clinic.clock.advance(by: .seconds(3000))
            #expect(try await clinic.takeSend(asha) == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `switching on pauses what was active in the thirty days before, by nobody, and calls a human`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let old = try await clinic.patientWrites("Long ago", from: "919000000011")
            clinic.clock.advance(by: .seconds(31 * 24 * 3600))
            let asha = try await clinic.patientWrites("When are you open?")
            let taken = try await clinic.patientWrites("I have a question", from: "919000000012")
            try await clinic.chats.setPaused(true, patient: taken)
            let elsewhere = try await clinic.patientWrites(
                "Hello", from: "919000000013", to: TestClinic.otherNumber)
            // The backup is a year old: what was active in its last month counts.
            clinic.clock.advance(by: .seconds(365 * 24 * 3600))
            try await clinic.database.holding.holdAll()
            let standing = { try await clinic.database.holding.standing(of: clinic.clinicID) }
            #expect(try await standing() == ClinicStanding(heldSince: clinic.clock.now, assistant: .answer))
            let new = try await clinic.patientWrites("Hello?", from: "919000000014")

            try await clinic.database.holding.release(clinic.clinicID)
            #expect(try await standing() == ClinicStanding(heldSince: nil, assistant: .answer))
            for patient in [asha, new] {
                let now = try await clinic.patient(patient)
                #expect(now.isPaused && now.pause?.isRestored == true && now.pause?.personName == nil)
                #expect(now.needsHuman == .restored)
            }
            #expect(try await clinic.patient(taken).pause?.isRestored == false, "who had it still has it")
            #expect(try await clinic.patient(taken).pause?.personName != nil)
            #expect(try await clinic.patient(taken).needsHuman == .restored)
            #expect(try await !clinic.patient(old).isPaused)
            #expect(try await clinic.takeReply() == nil)
            let other = clinic.database.chats(of: clinic.otherAccount)
            #expect(try await !other.patient(elsewhere).patient.isPaused, "another clinic's doctor decides for theirs")
            #expect(try await clinic.database.holding.heldClinics() == [clinic.otherAccount.clinicID])
        }
    }

    @Test(arguments: TestEngine.available)
    func `the screens are told that a clinic is held, and that it is on again`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let heard = Recorder()
            let listening = clinic.database.changes.listen { all in all.forEach { heard.note("\($0)") } }
            let ours = { heard.notes.count { $0.hasPrefix("clinic") && $0.contains("\(clinic.clinicID)") } }
            try await clinic.database.holding.holdAll()
            try await eventually("they know that it is held") { ours() == 1 ? true : nil }
            try await clinic.database.holding.release(clinic.clinicID)
            try await eventually("they know that it is on again") { ours() == 2 ? true : nil }
            withExtendedLifetime(listening) {}
        }
    }

    @Test(arguments: TestEngine.available)
    func `a doctor who writes into a conversation that was paused by the restore has it`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let asha = try await clinic.patientWrites("When are you open?")
            try await clinic.database.holding.holdAll()
            _ = try await clinic.database.holding.releaseAll()
            try await clinic.doctorWrites("At nine", to: asha)
            let pause = try #require(await clinic.patient(asha).pause)
            #expect(!pause.isRestored && pause.personName == clinic.account.name)
            try await clinic.chats.setPaused(false, patient: asha)
            try await clinic.patientWrites("And on Sundays?")
            #expect(try await clinic.takeReply() != nil)
        }
    }

    @Test(arguments: TestEngine.available) func `sessions end when a database is held`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let signIn = clinic.database.signIn
            try await signIn.addSession(tokenHash: "t", for: clinic.account)
            try await clinic.database.holding.holdAll()
            #expect(try await signIn.session(tokenHash: "t") == nil)
        }
    }
}

#if PostgreSQL
    /// `pg_restore` makes the tables anew, and a copy is another database.
    @Suite(.enabled(if: PostgresDatabase.isExpected)) struct RestoredDumpTests {
        @Test func `a database that is at another place than when it was last served is held, once`() async throws {
            try await TestEngine.postgres.clinic { clinic in
                let holding = clinic.database.holding
                #expect(try await !holding.holdIfRestored(), "the first start")
                #expect(try await !holding.holdIfRestored())
                try await clinic.engine.write(as: .owner) { transaction in
                    try transaction.execute("CREATE TABLE anew (LIKE installation INCLUDING ALL)")
                    try transaction.execute("INSERT INTO anew SELECT * FROM installation")
                    try transaction.execute("DROP TABLE installation")
                    try transaction.execute("ALTER TABLE anew RENAME TO installation")
                    for statement in Table.installation.access { try transaction.execute(statement) }
                }
                #expect(try await holding.holdIfRestored())
                #expect(try await holding.heldClinics().count == 2)
                #expect(try await holding.releaseAll() == 2)
                #expect(try await !holding.holdIfRestored())
                #expect(try await holding.heldClinics().isEmpty)
            }
        }
    }
#endif
