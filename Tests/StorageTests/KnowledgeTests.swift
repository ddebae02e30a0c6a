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
}
