import Conversations
import Foundation
import Logging
@testable package import Storage

/// A database engine that tests run on: a fresh database each time, which is deleted afterwards.
package enum TestEngine: String, CaseIterable, Sendable {
    case sqlite, postgres

    /// Those that are available, or the one that TEST_ENGINE names, to find out which one fails. With CI=true both have
    /// to be available.
    package static var available: [TestEngine] {
        let environment = ProcessInfo.processInfo.environment
        if let only = environment["TEST_ENGINE"], !only.isEmpty { return allCases.filter { $0.rawValue == only } }
        return PostgresDatabase.isExpected ? allCases : [.sqlite]
    }

    /// Runs `body` with a migrated database and two clinics in it.
    /// - Parameters:
    ///   - wall: where the time comes from instead of the clinic's manual clock.
    ///   - wrapping: what sits between the database and the engine.
    package func clinic<Result>(
        rules: Rules = .forTests, clock wall: WallClock? = nil, wrapping: (any Engine) -> any Engine = { $0 },
        _ body: (TestClinic) async throws -> Result
    ) async throws -> Result {
        let clock = ManualClock()
        return try await engine(clock: wall ?? clock.wall, isMigrated: true) { engine in
            let engine = wrapping(engine)
            return try await body(TestClinic.opened(on: engine, clock: clock, rules: rules))
        }
    }

    /// Runs `body` with an engine on an empty database, or on one that is migrated.
    package func engine<Result>(
        clock: WallClock? = nil, isMigrated: Bool = false, _ body: (any Engine) async throws -> Result
    ) async throws -> Result {
        switch self {
        case .sqlite:
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("shubhstra-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: folder) }
            let path = folder.appendingPathComponent("test.db").path
            if isMigrated { try await Templates.shared.copySQLite(to: path) }
            return try await Self.closing(try SQLiteEngine(path: path, clock: clock ?? .system), body)
        case .postgres:
            let template = isMigrated ? try await Templates.shared.postgres() : nil
            return try await PostgresDatabase.with(template: template) {
                try await Self.closing(try $0.engine(clock: clock), body)
            }
        }
    }

    private static func closing<Result>(
        _ engine: any Engine, _ body: (any Engine) async throws -> Result
    ) async throws -> Result {
        do {
            let result = try await body(engine)
            try await engine.close()
            return result
        } catch {
            try? await engine.close()
            throw error
        }
    }
}
