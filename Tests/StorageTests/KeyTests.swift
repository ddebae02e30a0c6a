import Conversations
import Foundation
@testable import Storage
import TestSupport
import Testing

/// The key that a database is sealed with: another one is noticed, and takes its place only where everything opens.
@Suite struct KeyTests {
    private static let other = TokenSealer(secretKey: Secret(Data(repeating: 9, count: 32).base64EncodedString()))!
    private static let lost = TokenSealer(secretKey: Secret(Data(repeating: 8, count: 32).base64EncodedString()))!

    @Test(arguments: [false, true], TestEngine.available)
    func `the first key is the database's, and one from before there was a check is known by what it opens`(
        hasTokens: Bool, on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            if !hasTokens {
                try await clinic.engine.write(as: .system) {
                    try $0.execute("UPDATE doctors SET whatsapp_access_token = NULL")
                }
            }
            let wrong = clinic.database.with(sealer: Self.other)
            if hasTokens { await #expect(throws: StorageError.wrongKey) { try await wrong.operator.checkKey() } }
            for _ in 1...2 { try await clinic.database.operator.checkKey() }
            await #expect(throws: StorageError.wrongKey) { try await wrong.operator.checkKey() }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a new key seals what the old one opens, or nothing`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            try await clinic.database.operator.checkKey()
            let new = clinic.database.with(sealer: Self.other)
            await #expect(throws: KeyTrouble.unopened(["anita@clinic.example", "ravi@clinic.example"])) {
                try await new.operator.replaceKey(from: Self.lost, forgets: false)
            }
            try await clinic.database.operator.checkKey()
            #expect(try await new.operator.replaceKey(from: .forTests, forgets: false).resealed == 2)
            #expect(try await new.outbox.credentials(of: clinic.clinicID)?.accessToken?.exposed.isEmpty == false)
            try await new.operator.checkKey()
            await #expect(throws: StorageError.wrongKey) { try await clinic.database.operator.checkKey() }
            #expect(
                try await new.operator.replaceKey(from: .forTests, forgets: false)
                    == KeyReplacement(resealed: 0, kept: 2))
        }
    }

    @Test(arguments: TestEngine.available)
    func `what no key opens is removed where that is asked for, and the clinics are named`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            try await clinic.database.operator.checkKey()
            let kept = try Self.lost.seal(Secret("kept"), for: clinic.clinicID)
            try await clinic.engine.write(as: .system) {
                try $0.execute("UPDATE doctors SET whatsapp_access_token = \(kept) WHERE id = \(clinic.clinicID)")
            }
            let new = clinic.database.with(sealer: Self.other)
            let report = try await new.operator.replaceKey(from: Self.lost, forgets: true)
            #expect(report.resealed == 1 && report.forgotten == ["ravi@clinic.example"])
            #expect(try await new.outbox.credentials(of: clinic.clinicID)?.accessToken == Secret("kept"))
            #expect(try await new.outbox.credentials(of: clinic.otherAccount.clinicID)?.accessToken == nil)
            try await new.operator.checkKey()
        }
    }

    @Test(arguments: TestEngine.available) func `without any token the old key has to be the right one`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            try await clinic.engine.write(as: .system) {
                try $0.execute("UPDATE doctors SET whatsapp_access_token = NULL")
            }
            try await clinic.database.operator.checkKey()
            let new = clinic.database.with(sealer: Self.other)
            await #expect(throws: KeyTrouble.wrongOldKey) {
                try await new.operator.replaceKey(from: Self.lost, forgets: false)
            }
            _ = try await new.operator.replaceKey(from: .forTests, forgets: false)
            try await new.operator.checkKey()
        }
    }

    /// A column that holds something sealed and is not in the list would be lost with the next key.
    @Test(arguments: TestEngine.available) func `every sealed column is known`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            try await clinic.database.operator.checkKey()
            let known = Set(SealedColumn.all.map { "\($0.table.name).\($0.column)" } + ["installation.value"])
            let found = try await clinic.engine.read(as: .owner) { transaction in
                try Table.all.filter { $0.name != "announcements" || transaction.dialect.isPostgreSQL }.flatMap {
                    table in
                    try table.columns.filter { $0.kind == .text }.filter { column in
                        try transaction.row(
                            "SELECT 1 AS one FROM \(table.sql) WHERE \(column.sql) LIKE 'v1:%' LIMIT 1") != nil
                    }.map { "\(table.name).\($0.name)" }
                }
            }
            #expect(Set(found) == known)
        }
    }
}
