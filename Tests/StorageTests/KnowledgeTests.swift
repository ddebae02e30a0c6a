import Conversations
@testable import Storage
import TestSupport
import Testing

/// What the assistant may say, and who has approved it.
@Suite struct KnowledgeTests {
    private static let hours = Topic(title: "Hours", answer: "9 to 6")
    private static let fever = Topic(title: "Fever", answer: "Take paracetamol")

    /// As the adoption of an older system leaves medical advice.
    private static func withdraw(_ title: String, _ clinic: TestClinic) async throws {
        try await clinic.engine.write(as: .system) {
            try $0.execute("UPDATE knowledge SET approved = FALSE WHERE topic = \(title)")
        }
    }

    private static func used(_ clinic: TestClinic) async throws -> [Topic] {
        try await clinic.database.operator.topics(of: clinic.clinicID)
    }

    @Test(arguments: TestEngine.available)
    func `an import does not approve what is not approved, with the same words or with others`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let desk = clinic.database.operator
            let first = try await desk.importTopics([Self.hours, Self.fever], for: clinic.clinicID)
            #expect(first == KnowledgeImport(added: 2, changed: 0, kept: 0, unapproved: []))
            try await Self.withdraw("Fever", clinic)
            for answer in ["Take paracetamol", "Take two tablets"] {
                let again = try await desk.importTopics(
                    [Self.hours, Topic(title: "fever", answer: answer)], for: clinic.clinicID)
                #expect(again.unapproved == ["fever"])
                #expect(try await Self.used(clinic) == [Self.hours])
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `approval falls with the wording, and stays with it`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let desk = clinic.database.operator
            _ = try await desk.importTopics([Self.hours, Self.fever], for: clinic.clinicID)
            let other = Topic(title: "Hours", answer: "10 to 6")
            let report = try await desk.importTopics([other, Self.fever], for: clinic.clinicID)
            #expect(report == KnowledgeImport(added: 0, changed: 1, kept: 1, unapproved: ["Hours"]))
            #expect(try await Self.used(clinic) == [Self.fever])
        }
    }

    @Test(arguments: TestEngine.available)
    func `only the operator's word approves all of a file`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let desk = clinic.database.operator
            _ = try await desk.importTopics([Self.hours, Self.fever], for: clinic.clinicID)
            try await Self.withdraw("Fever", clinic)
            let changed = Topic(title: "Hours", answer: "10 to 6")
            let report = try await desk.importTopics([changed, Self.fever], approves: true, for: clinic.clinicID)
            #expect(report.unapproved.isEmpty)
            #expect(try await Self.used(clinic) == [changed, Self.fever])
        }
    }

    // MARK: The whole of a clinic's knowledge

    private static func titles(_ clinic: TestClinic) async throws -> [String] {
        try await clinic.database.operator.knowledge(of: clinic.clinicID).map(\.topic.title)
    }

    private static func numbered(_ numbers: ClosedRange<Int>) -> [TopicEntry] {
        numbers.map { TopicEntry(Topic(title: "Topic \($0)", answer: "\($0)"), isApproved: true) }
    }

    @Test(arguments: TestEngine.available)
    func `a file that is the whole truth removes others, keeps its order, and leaves approval as it was`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let desk = clinic.database.operator
            let other = Topic(title: "Parking", answer: "Behind the house")
            _ = try await desk.importTopics([Self.hours, Self.fever, other], for: clinic.clinicID)
            _ = try await desk.importTopics([Self.hours], for: clinic.otherAccount.clinicID)
            try await Self.withdraw("Fever", clinic)
            let fees = Topic(title: "Fees", answer: "500")
            let file = [fees, Self.fever, Self.hours].map { TopicEntry($0, isApproved: true) }
            let report = try await desk.importTopics(file, replaces: true, for: clinic.clinicID)
            #expect(
                report == KnowledgeImport(added: 1, changed: 0, kept: 2, removed: ["Parking"], unapproved: ["Fever"]))
            #expect(try await Self.titles(clinic) == ["Fees", "Fever", "Hours"])
            #expect(try await Self.used(clinic) == [fees, Self.hours])
            #expect(try await desk.topics(of: clinic.otherAccount.clinicID) == [Self.hours], "of one clinic only")
            let again = try await desk.importTopics(file, replaces: true, for: clinic.clinicID)
            #expect(again.removed == [] && again.kept == 3)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a title that differs only in accents, case, blanks or apostrophes is the same topic, and said so`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let desk = clinic.database.operator
            _ = try await desk.importTopics([Topic(title: "Doctor’s Café", answer: "x")], for: clinic.clinicID)
            let report = try await desk.importTopics(
                [Topic(title: "DOCTOR'S\u{A0} CAFE", answer: "x")], for: clinic.clinicID)
            #expect(report.added == 0 && report.changed == 1)
            #expect(report.respelled == [.init(before: "Doctor’s Café", title: "DOCTOR'S CAFE")])
            #expect(try await desk.removeTopic("doctorʼs café", of: clinic.otherAccount.clinicID) == nil)
            #expect(try await desk.removeTopic("doctorʼs café", of: clinic.clinicID)?.title == "DOCTOR'S CAFE")
            #expect(try await Self.titles(clinic).isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `the limit counts all topics, approved or not, and what is too much changes nothing`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let desk = clinic.database.operator
            _ = try await desk.importTopics(Self.numbered(1...499), for: clinic.clinicID)
            try await clinic.engine.write(as: .system) { try $0.execute("UPDATE knowledge SET approved = FALSE") }
            await #expect(throws: Refusal.tooManyTopics(502)) {
                try await desk.importTopics(Self.numbered(498...502), for: clinic.clinicID)
            }
            #expect(try await Self.titles(clinic).count == 499)
            #expect(try await desk.importTopics(Self.numbered(400...500), for: clinic.clinicID).added == 1)
            await #expect(throws: Refusal.tooManyTopics(501)) {
                try await desk.importTopics(Self.numbered(600...1100), replaces: true, for: clinic.clinicID)
            }
            #expect(try await Self.titles(clinic).first == "Topic 1")
            let report = try await desk.importTopics(Self.numbered(501...1000), replaces: true, for: clinic.clinicID)
            #expect(report.added == 500 && report.removed?.count == 500)
        }
    }

    @Test(arguments: TestEngine.available)
    func `where an adoption has left more than the limit, topics can still be changed and removed`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let desk = clinic.database.operator
            _ = try await desk.importTopics(Self.numbered(1...500), for: clinic.clinicID)
            try await clinic.engine.write(as: .system) { transaction in
                try transaction.execute(
                    """
                    INSERT INTO knowledge (doctor_id, topic_key, topic, answer, position, updated_at)
                    VALUES (\(clinic.clinicID), 'one more', 'One more', 'x', 999, \(transaction.now))
                    """)
            }
            let changed = [TopicEntry(Topic(title: "Topic 1", answer: "changed"), isApproved: true)]
            #expect(try await desk.importTopics(changed, for: clinic.clinicID).changed == 1)
            #expect(try await desk.removeTopic("one more", of: clinic.clinicID) != nil)
        }
    }
}
