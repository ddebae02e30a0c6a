import Conversations
import Server
import Storage
import TestSupport
import Testing

/// What an operator reads after an import.
@Suite struct KnowledgeImportTests {
    private let hours = Topic(title: "Clinic hours", answer: "9 AM – 6 PM")
    private let fees = Topic(title: "Fees", answer: "500 rupees")

    @Test(arguments: TestEngine.available)
    func `the operator is told what became of the topics, and what the assistant does not use`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let clinics = clinic.database.operator
            let first = try await clinics.importTopics([hours, fees], for: clinic.clinicID)
            #expect(first.summary == ["Imported 2 topics: 2 added, 0 changed, 0 kept."])

            let dearer = [hours, Topic(title: "Fees", answer: "600 rupees"), Topic(title: "Parking", answer: "Free")]
            let second = try await clinics.importTopics(dearer, for: clinic.clinicID)
            #expect(
                second.summary == [
                    "Imported 3 topics: 1 added, 1 changed, 1 kept.",
                    "1 is not approved: the assistant does not use it until knowledge import --approve.",
                ])
            #expect(try await clinics.topics(of: clinic.clinicID).map(\.title) == ["Clinic hours", "Parking"])

            let third = try await clinics.importTopics([dearer[1]], approves: true, for: clinic.clinicID)
            #expect(third.summary == ["Imported 1 topic: 0 added, 0 changed, 1 kept."])
            #expect(try await clinics.topics(of: clinic.clinicID).map(\.title) == ["Clinic hours", "Fees", "Parking"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `several topics that are not approved are counted`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let clinics = clinic.database.operator
            _ = try await clinics.importTopics([hours, fees], for: clinic.clinicID)
            let other = [hours, fees].map { Topic(title: $0.title, answer: "Ask us.") }
            let report = try await clinics.importTopics(other, for: clinic.clinicID)
            #expect(
                report.summary.last
                    == "2 are not approved: the assistant does not use them until knowledge import --approve.")
        }
    }
}
