import Conversations
@testable import Storage
import TestSupport
import Testing

/// What models may do for a clinic in a day, and what they did.
@Suite struct ModelUsageTests {
    @Test(arguments: TestEngine.available)
    func `calls end where the budget ends, however many ask at once`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            _ = try await clinic.chats.changeClinic { $0.budget = ModelBudget(calls: 10, tokens: nil) }
            let usage = clinic.database.modelUsage
            let words = try await withThrowingTaskGroup(of: ModelPermission.self) { group in
                for _ in 1...25 {
                    group.addTask { try await usage.begin("m", isInHouse: true, for: clinic.clinicID) }
                }
                return try await group.reduce(into: [ModelPermission]()) { $0.append($1) }
            }
            #expect(words.count { $0 == .usedUp } == 15)
            #expect(words.count { $0 == .granted(.nearEnd) } == 1 && words.count { $0 == .granted(.usedUp) } == 1)
            let day = try await clinic.chats.modelDay()
            #expect(day.use.calls == 10 && day.note == .usedUp)
            // The other clinic has a budget of its own: none.
            #expect(
                try await usage.begin("m", isInHouse: false, for: clinic.otherAccount.clinicID) == .granted(nil))
        }
    }

    @Test(arguments: TestEngine.available)
    func `tokens are counted and end the day, told once each`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            _ = try await clinic.chats.changeClinic { $0.budget = ModelBudget(calls: nil, tokens: 1000) }
            let usage = clinic.database.modelUsage
            let id = clinic.clinicID
            #expect(try await usage.begin("a", isInHouse: true, for: id) == .granted(nil))
            #expect(try await usage.end("a", for: id, inputTokens: 700, outputTokens: 90) == nil)
            #expect(try await usage.end("b", for: id, inputTokens: 10, outputTokens: nil) == .nearEnd)
            #expect(try await usage.end("b", for: id, inputTokens: nil, outputTokens: nil) == nil)
            #expect(try await clinic.chats.modelDay().note == .nearEnd)
            #expect(try await usage.end("b", for: id, inputTokens: 500, outputTokens: 1) == .usedUp)
            #expect(try await usage.end("b", for: id, inputTokens: 500, outputTokens: 1) == nil)
            #expect(try await usage.begin("a", isInHouse: true, for: id) == .usedUp)
            let day = try await clinic.chats.modelDay()
            #expect(day.entries.map(\.model) == ["a", "b"])
            #expect(day.entries.first?.use == ModelUse(calls: 1, inputTokens: 700, outputTokens: 90))
        }
    }

    @Test(arguments: TestEngine.available)
    func `what was used is forgotten after a week`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let usage = clinic.database.modelUsage
            func days() async throws -> Int64 {
                try await clinic.engine.read(as: .system) {
                    try $0.rows("SELECT COUNT(*) AS n FROM model_usage")[0]["n"]
                }
            }
            for _ in 1...4 {
                _ = try await usage.begin("m", isInHouse: true, for: clinic.clinicID)
                clinic.clock.advance(by: .seconds(24 * 3600))
            }
            #expect(try await days() == 4)
            _ = try await clinic.database.operator.sweep()
            #expect(try await days() == 4)
            clinic.clock.advance(by: .seconds(9 * 24 * 3600))
            _ = try await usage.begin("m", isInHouse: true, for: clinic.clinicID)
            _ = try await clinic.database.operator.sweep()
            #expect(try await days() == 1)
            #expect(try await clinic.chats.modelDay().use.calls == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a day is the clinic's own`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let usage = clinic.database.modelUsage
            // Fourteen hours before one and twelve after another: some days differ at any time.
            _ = try await clinic.chats.changeClinic { $0.timeZone = "Pacific/Kiritimati" }
            let east = try await clinic.chats.modelDay().day
            _ = try await usage.begin("m", isInHouse: true, for: clinic.clinicID)
            _ = try await clinic.chats.changeClinic { $0.timeZone = "Pacific/Midway" }
            let west = try await clinic.chats.modelDay()
            #expect(west.day < east && west.use.calls == 0)
            clinic.clock.advance(by: .seconds(25 * 3600))
            #expect(try await clinic.chats.modelDay().day >= east)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a clinic that keeps to its house asks no other model`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let usage = clinic.database.modelUsage
            #expect(try await usage.begin("gemini", isInHouse: false, for: clinic.clinicID) == .granted(nil))
            _ = try await clinic.chats.changeClinic { $0.models = .house }
            #expect(try await usage.begin("gemini", isInHouse: false, for: clinic.clinicID) == .houseOnly)
            #expect(try await usage.begin("house", isInHouse: true, for: clinic.clinicID) == .granted(nil))
            #expect(try await clinic.chats.modelDay().use.calls == 2)
        }
    }
}
