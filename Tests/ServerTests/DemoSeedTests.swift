import Conversations
import Foundation
import Logging
import Storage
import Testing

@testable import Server

@Suite struct DemoSeedTests {
    @Test func `the demo's clinic has history, one patient for a human and one taken over, and is made once`()
        async throws
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: "shubhstra-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let setup = try DemoSetup(SettingsSource(environment: [:]), sandboxPort: 3002, folder: folder)
        try await setup.seed(logger: logger)
        try await setup.seed(logger: logger)

        let database = try await Composition.openMigrated(setup.settings.basics, logger: logger)
        let doctor = try #require(try await database.signIn.account(email: setup.email)).account
        let patients = try await database.chats(of: doctor).patients(limit: 100).entries
        #expect(try await database.operator.topics(of: doctor.clinicID) == DemoClinic.topics)
        #expect(patients.count == DemoPatient.all.count)
        #expect(patients.filter { $0.patient.needsHuman != nil }.map(\.patient.name) == ["Fatima Shaikh"])
        #expect(patients.filter { $0.patient.pause != nil }.map(\.patient.name) == ["Suresh Patil"])
        #expect(patients.filter { $0.patient.unreadCount > 0 }.map(\.patient.name) == ["Fatima Shaikh"])
        for (seeded, known) in DemoPatient.all.map({ seeded in
            (seeded, patients.first { $0.patient.phoneNumber == seeded.phone })
        }) {
            let count = seeded.exchanges.map(\.steps.count).reduce(0, +)
            #expect(known?.patient.lastSeq == Int64(count), "\(seeded.name)")
        }
        #expect(try await database.replies.nextDue() == nil)
        #expect(try await database.outbox.nextDue() == nil)
        try await database.close()
    }
}
