import Conversations
import Foundation
@testable import Storage
import TestSupport
import Testing

/// The alarm about patients who wait for too long.
@Suite struct WaitingAlarmTests {
    @Test(arguments: TestEngine.available)
    func `it counts from the arrival, is raised once, tells the screens, and needs no pause`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites(
                "My tooth hurts", sentAt: clinic.clock.now.adding(.seconds(-3600)))
            clinic.clock.advance(by: .seconds(599))
            #expect(try await clinic.raisesAlarms() == 0)
            #expect(try await clinic.database.alarms.nextDue() == .seconds(1))
            clinic.clock.advance(by: .seconds(1))
            let heard = Recorder()
            let listening = clinic.database.changes.listen { all in all.forEach { heard.note("\($0)") } }
            #expect(try await clinic.raisesAlarms() == 1)
            try await eventually("the screens are told") {
                heard.notes.contains { $0.contains("\(patient)") } ? true : nil
            }
            withExtendedLifetime(listening) {}
            #expect(try await clinic.patient(patient).needsHuman == .waiting)
            #expect(try await clinic.raisesAlarms() == 0)
            #expect(try await clinic.database.alarms.nextDue() == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `it is raised while a person has the conversation, and ends with the waiting`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("My tooth hurts")
            try await clinic.chats.setPaused(true, patient: patient)
            clinic.clock.advance(by: .seconds(600))
            #expect(try await clinic.raisesAlarms() == 1)
            #expect(try await clinic.patient(patient).needsHuman == .waiting)
            try await clinic.doctorWrites("Come today", to: patient)
            #expect(try await clinic.patient(patient).needsHuman == .waiting, "it was not read and has not left")
            try await clinic.delivers(patient)
            let after = try await clinic.patient(patient)
            #expect(after.needsHuman == nil && after.waitingSince == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `whoever is answered in time raises none`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("When are you open?")
            try await clinic.assistantAnswers("At nine.")
            try await clinic.delivers(patient)
            clinic.clock.advance(by: .seconds(6000))
            #expect(try await clinic.raisesAlarms() == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func `it is worse than all others, which stay behind it`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("I want to talk to a person")
            let claim = try #require(await clinic.takeReply())
            _ = try await clinic.replies.handOver(.asked, sentence: nil, for: claim)
            clinic.clock.advance(by: .seconds(600))
            #expect(try await clinic.raisesAlarms() == 1)
            #expect(try await clinic.patient(patient).needsHuman == .waiting)
            try await clinic.assistantSays("The doctor comes at nine.", to: patient)
            #expect(try await clinic.patient(patient).needsHuman == .asked)
            try await clinic.checkRanks()
        }
    }

    @Test(arguments: TestEngine.available)
    func `the clinic's minutes count, for those who wait already too, and no other clinic's`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let own = try await clinic.patientWrites("My tooth hurts")
            try await clinic.patientWrites("My tooth hurts", to: TestClinic.otherNumber)
            clinic.clock.advance(by: .seconds(120))
            #expect(try await clinic.raisesAlarms() == 0)
            let changed = try await clinic.chats.changeClinic { $0.alarmMinutes = 2 }
            #expect(changed.alarmMinutes == 2)
            #expect(try await clinic.raisesAlarms() == 1)
            #expect(try await clinic.patient(own).needsHuman == .waiting)
            _ = try await clinic.chats.changeClinic { $0.alarmMinutes = 30 }
            let next = try await clinic.patientWrites("Mine too", from: "919800000001")
            clinic.clock.advance(by: .seconds(1799))
            #expect(try await clinic.raisesAlarms() == 1, "that of the other clinic, after ten minutes")
            #expect(try await clinic.patient(next).needsHuman == nil)
            clinic.clock.advance(by: .seconds(1))
            #expect(try await clinic.raisesAlarms() == 1)
            #expect(try await clinic.patient(next).needsHuman == .waiting)
        }
    }

    @Test(arguments: TestEngine.available)
    func `two at once raise it once`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            for number in 0..<20 { try await clinic.patientWrites("Hello?", from: "9198000000\(10 + number)") }
            clinic.clock.advance(by: .seconds(600))
            let raised = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 { group.addTask { try await clinic.raisesAlarms() } }
                return try await group.reduce(0, +)
            }
            let alarms = try await clinic.engine.read(as: .system) {
                try $0.count("SELECT COUNT(*) AS n FROM alarms WHERE reason = 'waiting'")
            }
            #expect(raised == 20 && alarms == 20)
        }
    }

    @Test(.enabled(if: PostgresDatabase.isExpected, "SKIPPED, NOT TESTED: there is no TEST_DATABASE_URL"))
    func `two nodes raise it once`() async throws {
        #if PostgreSQL
            let clock = ManualClock()
            try await PostgresDatabase.with { database in
                let nodes = try [database.engine(clock: clock.wall), database.engine(clock: clock.wall)]
                _ = try await Migrator(engine: nodes[0]).run()
                let clinic = try await TestClinic.opened(on: nodes[0], clock: clock, rules: .withoutWaiting)
                for number in 0..<10 { try await clinic.patientWrites("Hello?", from: "9198000000\(10 + number)") }
                clock.advance(by: .seconds(600))
                let raised = try await withThrowingTaskGroup(of: Int.self) { group in
                    for node in nodes {
                        group.addTask {
                            var count = 0
                            let alarms = Database(engine: node).alarms
                            for key in try await alarms.claim(limit: 99) where try await alarms.raise(key) {
                                count += 1
                            }
                            return count
                        }
                    }
                    return try await group.reduce(0, +)
                }
                let alarms = try await nodes[1].read(as: .system) {
                    try $0.count("SELECT COUNT(*) AS n FROM alarms WHERE reason = 'waiting'")
                }
                #expect(raised == 10 && alarms == 10)
                for node in nodes { try await node.close() }
            }
        #endif
    }
}

extension TestClinic {
    /// An answer of the assistant to what waits for it, delivered.
    fileprivate func assistantSays(_ text: String, to patient: PatientID) async throws {
        try await patientWrites("And when?")
        try await assistantAnswers(text)
        try await delivers(patient)
    }
}
