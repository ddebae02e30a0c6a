import Conversations
import Foundation
@testable import Storage
import TestSupport
import Testing

/// Two rows that turn out to be one person.
@Suite struct JoinTests {
    private static let phone: PhoneNumber = "919876543210"
    private static let user: WhatsAppUserID = "IN.1"

    /// A row that is known by number and one that is known by user id alone.
    private static func twoRows(_ clinic: TestClinic) async throws -> (byNumber: PatientID, byUserID: PatientID) {
        let byNumber = try await clinic.patientWrites("By number", name: nil)
        try await clinic.apply(.message(.hidden(user)))
        let other = try #require(await clinic.patients(clinic.account).first { $0.patient.id != byNumber })
        return (byNumber, other.patient.id)
    }

    /// A message that shows that both are one.
    private static func join(_ clinic: TestClinic) async throws {
        var reaction = InboundMessage.both(phone, user)
        reaction.type = .reaction
        try await clinic.apply(.message(reaction))
    }

    private static func set(_ clinic: TestClinic, _ patient: PatientID, _ changes: SQL) async throws {
        try await clinic.engine.write(as: .system) {
            try $0.execute("UPDATE patients SET \(changes) WHERE id = \(patient)")
        }
    }

    @Test(arguments: TestEngine.available)
    func `nothing that is known of either is lost, and the search finds all of it`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let (byNumber, byUserID) = try await Self.twoRows(clinic)
            try await Self.set(clinic, byUserID, "name = 'Zoë Kulkarni', email = 'zoe@home.example'")
            try await Self.join(clinic)
            let patient = try await clinic.patient(byNumber)
            #expect(
                patient.name == "Zoë Kulkarni" && patient.email == "zoe@home.example" && patient.userID == Self.user)
            for words in ["zoe kul", "ZOË", "zoe@home", "asha", "98765"] {
                let found = try await clinic.chats.patients(search: words, limit: 9).entries.map(\.patient.id)
                #expect(found == [byNumber], "\(words)")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `what the row that stays knows itself is kept`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let (byNumber, byUserID) = try await Self.twoRows(clinic)
            try await Self.set(clinic, byNumber, "name = 'Asha', email = 'asha@home.example'")
            try await Self.set(clinic, byUserID, "name = 'Somebody', email = 'other@home.example'")
            try await Self.join(clinic)
            let patient = try await clinic.patient(byNumber)
            #expect(patient.name == "Asha" && patient.email == "asha@home.example")
        }
    }

    @Test(arguments: TestEngine.available)
    func `the id of the row that went keeps working and answers with the one that stays`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let (present, former) = try await Self.twoRows(clinic)
            try await Self.join(clinic)
            #expect(try await clinic.patient(former).id == present)
            #expect(try await clinic.history(former) == clinic.history(present))
            let sent = try await clinic.doctorWrites("Good morning", to: former)
            #expect(sent.patientID == present && sent.seq == 4)
            try await clinic.chats.setPaused(false, patient: former)
            #expect(try await !clinic.patient(present).isPaused)
            try await clinic.chats.markRead(patient: former, upTo: 9)
            try await clinic.chats.markDone(patient: former)
            #expect(try await clinic.patient(present).unreadCount == 0)
            let other = clinic.database.chats(of: clinic.otherAccount)
            await #expect(throws: Refusal.noSuchPatient) { try await other.patient(former) }
            await #expect(throws: Refusal.noSuchPatient) { try await other.setPaused(true, patient: former) }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a row that joined a row that joins another means the last one`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let (second, first) = try await Self.twoRows(clinic)
            try await Self.join(clinic)
            // The same person, with a new number, and later known by both.
            let third = try await clinic.patientWrites("From my new phone", from: "919800000001", name: nil)
            try await clinic.apply(.message(.both("919800000001", Self.user)))
            let all = try await clinic.patients(clinic.account).map(\.patient.id)
            let last = try #require(all.first)
            #expect(all.count == 1)
            for id in [first, second, third] { #expect(try await clinic.patient(id).id == last) }
        }
    }

    @Test(arguments: TestEngine.available)
    func `open streams are told of both`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let (present, former) = try await Self.twoRows(clinic)
            let heard = Recorder()
            let listening = clinic.database.changes.listen { all in all.forEach { heard.note("\($0)") } }
            try await Self.join(clinic)
            for id in [present, former] {
                try await eventually("\(id)") {
                    heard.notes.contains { $0.contains("patient(") && $0.contains("\(id)") } ? true : nil
                }
            }
            withExtendedLifetime(listening) {}
        }
    }

    @Test(arguments: TestEngine.available)
    func `alarms of both stay open, the worst is shown, and they point at the messages' new numbers`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let (present, former) = try await Self.twoRows(clinic)
            clinic.clock.advance(by: clinic.rules.replyDelay)
            for claim in try await clinic.replies.claim(limit: 9) {
                let reason: NeedsHuman = claim.patientID == former ? .asked : .unsure
                _ = try await clinic.replies.handOver(reason, sentence: nil, for: claim)
            }
            try await Self.join(clinic)
            #expect(try await clinic.patient(present).needsHuman == .asked)
            let alarms = try await clinic.engine.read(as: .system) {
                try $0.rows("SELECT reason, seq FROM alarms WHERE patient_id = \(present) ORDER BY seq")
                    .map { "\(try $0["reason"] as String) \(try $0["seq"] as Int64)" }
            }
            #expect(alarms == ["assistant_unsure 1", "patient_asked 2"])
        }
    }

    @Test func `a column of a patient says what a join does with it, and few stay as they are`() {
        let kept = Table.patients.columns.filter { if case .stays = $0.joining { true } else { false } }.map(\.name)
        #expect(kept == ["id", "doctor_id", "bot_generation", "read_seq", "created_at", "attended_seq"])
    }
}
