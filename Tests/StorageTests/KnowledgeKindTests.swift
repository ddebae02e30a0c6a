import Conversations
@testable import Storage
import TestSupport
import Testing

/// Medical topics, who may approve them, and what nobody could answer.
@Suite struct KnowledgeKindTests {
    private static let hours = Topic(title: "Hours", answer: "9 to 6")
    private static let fever = Topic(title: "Fever", answer: "Take ibuprofen")

    private static func receptionist(_ clinic: TestClinic) async throws -> Chats {
        let email: EmailAddress = "asha@clinic.example"
        _ = try await clinic.database.operator.addAccount(
            name: "Asha", email: email, passwordHash: "hash", to: clinic.clinicID)
        return clinic.database.chats(of: try #require(try await clinic.database.signIn.account(email: email)).account)
    }

    private static func change(_ body: (inout TopicChange) -> Void) -> TopicChange {
        var change = TopicChange()
        body(&change)
        return change
    }

    private static func used(_ clinic: TestClinic) async throws -> [String] {
        try await clinic.database.operator.topics(of: clinic.clinicID).map(\.title)
    }

    @Test(arguments: TestEngine.available)
    func `what speaks of medicine is medical and unapproved, by whatever road it comes`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let desk = clinic.database.operator
            let report = try await desk.importTopics([Self.hours, Self.fever], approves: true, for: clinic.clinicID)
            #expect(report.medical == ["Fever"] && report.unapproved == ["Fever"])
            let pain = try await clinic.chats.addTopic(
                Topic(title: "About ibuprofen", answer: "Ask us"), isApproved: true)
            #expect(pain.topic.kind == .medical && !pain.isApproved, "also by a doctor who approves at once")
            let fees = try await clinic.chats.addTopic(Topic(title: "Fees", answer: "500"), isApproved: true)
            #expect(fees.topic.kind == .administrative && fees.isApproved && fees.approvedBy == clinic.account.name)
            let changed = try await clinic.chats.changeTopic(
                fees.id, Self.change { ($0.answer, $0.isApproved) = ("500, with ibuprofen", true) })
            #expect(changed.topic.kind == .medical && !changed.isApproved && changed.approvedBy == nil)
            _ = try await clinic.chats.importTopics(
                [TopicEntry(Topic(title: "New", answer: "ibuprofen"), isApproved: true)], replaces: false)
            #expect(try await Self.used(clinic) == ["Hours"])
            #expect(try await desk.knowledge(of: clinic.clinicID).filter { $0.topic.kind == .medical }.count == 4)
        }
    }

    @Test(arguments: TestEngine.available)
    func `only a doctor approves and says of which kind a topic is, and both fall with its words`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let asha = try await Self.receptionist(clinic)
            let fever = try await asha.addTopic(Self.fever, isApproved: false)
            for refused in [Self.change { $0.isApproved = true }, Self.change { $0.kind = .administrative }] {
                await #expect(throws: Refusal.doctorOnly) { try await asha.changeTopic(fever.id, refused) }
            }
            await #expect(throws: Refusal.doctorOnly) { try await asha.addTopic(Self.hours, isApproved: true) }
            let same = try await asha.changeTopic(
                fever.id, Self.change { ($0.isApproved, $0.kind) = (false, .medical) })
            #expect(same == fever, "what is so already is no change")
            let doctor = clinic.chats
            let approved = try await doctor.changeTopic(fever.id, Self.change { $0.isApproved = true })
            #expect(approved.isApproved && approved.approvedBy == clinic.account.name && approved.approvedAt != nil)
            #expect(try await Self.used(clinic) == ["Fever"])
            // Other words of a receptionist's.
            let reworded = try await asha.changeTopic(fever.id, Self.change { $0.answer = "Take two ibuprofen" })
            #expect(!reworded.isApproved && reworded.approvedBy == nil && reworded.topic.kind == .medical)
            await #expect(throws: Refusal.doctorOnly) {
                try await asha.changeTopic(
                    fever.id, Self.change { ($0.answer, $0.isApproved) = ("Take five ibuprofen", true) })
            }
            // Those of a doctor, approved with them.
            let signed = try await doctor.changeTopic(
                fever.id, Self.change { ($0.answer, $0.isApproved) = ("Take one ibuprofen", true) })
            #expect(signed.isApproved && signed.topic.answer == "Take one ibuprofen")
            // Words that are not medical make no administrative topic of it.
            let plain = try await asha.changeTopic(fever.id, Self.change { $0.answer = "Come and see us" })
            #expect(plain.topic.kind == .medical && !plain.isApproved)
            // What a doctor says holds for these words.
            let back = try await doctor.changeTopic(fever.id, Self.change { $0.answer = "No ibuprofen sold here" })
            let said = try await doctor.changeTopic(
                back.id, Self.change { ($0.kind, $0.isApproved) = (.administrative, true) })
            #expect(said.topic.kind == .administrative && said.isApproved)
            let moved = try await asha.changeTopic(fever.id, Self.change { $0.position = 0 })
            #expect(moved.topic.kind == .administrative && moved.isApproved)
            _ = try await clinic.database.operator.importTopics([said.topic], for: clinic.clinicID)
            #expect(try await Self.used(clinic) == ["Fever"], "the same words again")
            let again = try await asha.changeTopic(fever.id, Self.change { $0.answer = "No ibuprofen sold at all" })
            #expect(again.topic.kind == .medical && !again.isApproved)
            // To call it administrative together with other medical words says nothing about those.
            let echo = try await doctor.changeTopic(
                fever.id, Self.change { ($0.answer, $0.kind) = ("ibuprofen!", .administrative) })
            #expect(echo.topic.kind == .medical && !echo.isApproved)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an approval that was an import's does not do for a medical topic`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            _ = try await clinic.database.operator.importTopics([Self.hours], for: clinic.clinicID)
            let hours = try #require(try await clinic.chats.knowledge().first)
            #expect(hours.isApproved && hours.approvedBy == nil)
            let medical = try await clinic.chats.changeTopic(hours.id, Self.change { $0.kind = .medical })
            #expect(!medical.isApproved)
            _ = try await clinic.database.operator.importTopics([Self.hours], approves: true, for: clinic.clinicID)
            #expect(try await Self.used(clinic).isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `titles are taken once, the order is the clinic's, and another clinic's topic is none`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let chats = clinic.chats
            var ids: [TopicID] = []
            for name in ["A", "B", "C"] {
                ids.append(try await chats.addTopic(Topic(title: name, answer: "x"), isApproved: true).id)
            }
            await #expect(throws: Refusal.topicTaken) {
                try await chats.addTopic(Topic(title: "a", answer: "y"), isApproved: false)
            }
            await #expect(throws: Refusal.topicTaken) {
                try await chats.changeTopic(ids[0], Self.change { $0.title = "b" })
            }
            #expect(try await chats.orderTopics([ids[2]]).map(\.topic.title) == ["C", "A", "B"])
            _ = try await chats.changeTopic(ids[2], Self.change { $0.position = 99 })
            #expect(try await chats.knowledge().map(\.topic.title) == ["A", "B", "C"])
            let other = clinic.database.chats(of: clinic.otherAccount)
            await #expect(throws: Refusal.noSuchTopic) {
                try await other.changeTopic(ids[0], Self.change { $0.answer = "z" })
            }
            await #expect(throws: Refusal.noSuchTopic) { try await other.removeTopic(ids[0]) }
            await #expect(throws: Refusal.noSuchTopic) { _ = try await other.orderTopics([ids[0]]) }
            try await chats.removeTopic(ids[0])
            await #expect(throws: Refusal.noSuchTopic) { try await chats.removeTopic(ids[0]) }
            #expect(try await chats.knowledge().map(\.topic.title) == ["B", "C"])
            #expect(try await other.knowledge().isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `at the upgrade what is medical waits for a doctor, and is named`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            _ = try await clinic.database.operator.importTopics([Self.hours, Self.fever], for: clinic.clinicID)
            try await clinic.engine.write(as: .system) {
                try $0.execute("UPDATE knowledge SET id = NULL, kind = 'administrative', approved = TRUE")
            }
            let backfill = try #require(Migration.knowledgeKinds.backfill)
            let notes = Recorder()
            try await clinic.engine.write(as: .owner) { transaction in
                var cursor: String?
                repeat {
                    let batch = try backfill.batch(transaction, cursor, .forTests)
                    batch.notes.forEach { notes.note($0) }
                    cursor = batch.cursor
                } while cursor != nil
            }
            #expect(notes.notes.count == 1 && notes.notes[0].contains("\"Fever\"") && !notes.notes[0].contains("Hours"))
            let topics = try await clinic.chats.knowledge()
            #expect(topics.map(\.isApproved) == [true, false])
            #expect(topics.map(\.topic.kind) == [.administrative, .medical])
            // Where nobody can tell, everything waits.
            try await clinic.engine.write(as: .owner) { _ = try backfill.batch($0, nil, Rules()) }
            #expect(try await Self.used(clinic).isEmpty)
        }
    }

    // MARK: What it was used for

    @Test(arguments: TestEngine.available)
    func `a reply counts for the topic that it rests on, and one that is stopped does not`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            _ = try await clinic.database.operator.importTopics([Self.hours], for: clinic.clinicID)
            try await clinic.patientWrites("When are you open?")
            let claim = try #require(try await clinic.takeReply())
            let text = try #require(ReplyText("9 to 6"))
            #expect(
                try await clinic.replies.enqueue(text, Provenance(kind: .knowledge, topics: ["Hours"]), for: claim)
                    == .enqueued)
            let topic = try #require(try await clinic.chats.knowledge().first)
            #expect(topic.used == 1 && topic.lastUsedAt == clinic.clock.now)
            let patient = try await clinic.patientWrites("And on Sunday?")
            let second = try #require(try await clinic.takeReply())
            try await clinic.chats.setPaused(true, patient: patient)
            #expect(
                try await clinic.replies.enqueue(text, Provenance(kind: .knowledge, topics: ["Hours"]), for: second)
                    == .stopped)
            #expect(try await clinic.chats.knowledge().first?.used == 1)
        }
    }

    private static func isNotAnswered(
        _ text: String, from phone: String, because reason: NeedsHuman = .unsure, in clinic: TestClinic
    ) async throws -> PatientID {
        let patient = try await clinic.patientWrites(text, from: phone)
        let claim = try #require(try await clinic.takeReply())
        _ = try await clinic.replies.handOver(reason, sentence: nil, for: claim)
        clinic.clock.advance(by: .seconds(60))
        return patient
    }

    @Test(arguments: TestEngine.available)
    func `what the assistant was not sure of is kept in groups, until it is dealt with or its patient goes`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let asha = try await Self.isNotAnswered("Do you do X-rays?", from: "919876500001", in: clinic)
            _ = try await Self.isNotAnswered("do you do  x-rays?", from: "919876500002", in: clinic)
            _ = try await Self.isNotAnswered("Is there a lift?", from: "919876500003", in: clinic)
            _ = try await Self.isNotAnswered("The doctor please", from: "919876500004", because: .asked, in: clinic)
            let groups = try await clinic.chats.unanswered()
            #expect(groups.map(\.text) == ["Is there a lift?", "do you do  x-rays?"] && groups.map(\.count) == [1, 2])
            let other = clinic.database.chats(of: clinic.otherAccount)
            #expect(try await other.unanswered().isEmpty)
            await #expect(throws: Refusal.noSuchQuestion) { try await other.removeUnanswered(groups[0].id) }
            // A topic that answers it takes its place.
            _ = try await clinic.chats.addTopic(
                Topic(title: "Lift", answer: "Yes"), isApproved: true, answering: groups[0].id)
            await #expect(throws: Refusal.noSuchQuestion) {
                try await clinic.chats.addTopic(
                    Topic(title: "Lift 2", answer: "Yes"), isApproved: true, answering: groups[0].id)
            }
            #expect(try await clinic.chats.knowledge().map(\.topic.title) == ["Lift"])
            try await clinic.engine.write(as: .system) {
                try $0.execute("DELETE FROM patients WHERE doctor_id = \(clinic.clinicID) AND id = \(asha)")
            }
            #expect(try await clinic.chats.unanswered().map(\.count) == [1])
            try await clinic.chats.removeUnanswered(groups[1].id)
            #expect(try await clinic.chats.unanswered().isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `no more groups and questions are kept than may be`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let patient = try await Self.isNotAnswered("First", from: "919876500001", in: clinic)
            try await clinic.engine.write(as: .system) { transaction in
                for number in 1...UnansweredQuestion.groupLimit {
                    let id = Identifier<UnansweredQuestion>.make()
                    try transaction.post(
                        """
                        INSERT INTO unanswered_questions (id, doctor_id, patient_id, question_id, text, asked_at)
                        VALUES (\(id), \(clinic.clinicID), \(patient), \(id), \("q\(number)"), \(transaction.now))
                        """)
                }
            }
            clinic.clock.advance(by: .seconds(60))
            _ = try await Self.isNotAnswered("Last", from: "919876500002", in: clinic)
            let groups = try await clinic.chats.unanswered()
            #expect(groups.count == UnansweredQuestion.groupLimit && groups.first?.text == "Last")
            #expect(!groups.contains { $0.text == "First" })
        }
    }
}
