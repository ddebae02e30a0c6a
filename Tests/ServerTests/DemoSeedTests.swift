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

        let store = try await Composition.openStore(setup.settings.basics, logger: logger)
        let doctor = try #require(try await store.doctor(email: setup.email))
        let patients = try await store.patients(of: doctor.id, search: nil, filter: .all, cursor: nil, limit: 100)
            .entries
        #expect(try await store.topics(of: doctor.id) == DemoClinic.topics)
        #expect(patients.count == DemoPatient.all.count)
        #expect(patients.filter { $0.patient.needsHuman != nil }.map(\.patient.name) == ["Fatima Shaikh"])
        #expect(patients.filter(\.patient.isBotPaused).map(\.patient.name) == ["Suresh Patil"])
        #expect(patients.filter { $0.patient.unreadCount > 0 }.map(\.patient.name) == ["Fatima Shaikh"])
        for (seeded, known) in DemoPatient.all.map({ seeded in
            (seeded, patients.first { $0.patient.phoneNumber == seeded.phone })
        }) {
            let count = seeded.exchanges.map(\.steps.count).reduce(0, +)
            #expect(known?.patient.lastSeq == Int64(count), "\(seeded.name)")
        }
        #expect(try await store.nextReplyDue() == nil)
        #expect(try await store.nextSendDue() == nil)
        try await store.engine.close()
    }
}
