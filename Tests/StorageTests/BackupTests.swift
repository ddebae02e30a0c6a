import Conversations
import Foundation
@testable import Storage
import TestSupport
import Testing

/// A backup as a file: what is in it, and that no other file passes for one.
@Suite struct BackupTests {
    /// A folder with a database of two clinics and a message, and a backup of it.
    private static func with(_ body: (_ folder: String, _ backup: String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("backup-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/clinic.db"
        let clinic = try await Self.clinic(at: path)
        try await clinic.patientWrites("नमस्ते, are you open?")
        // Made while others write.
        async let writing: Void = {
            for n in 1...20 { try await clinic.patientWrites("Number \(n)") }
        }()
        _ = try Backup(databasePath: path, program: "0").write(to: folder + "/b", now: Timestamp(.now))
        try await writing
        try await clinic.engine.close()
        try await body(folder, folder + "/b")
    }

    private static func clinic(at path: String) async throws -> TestClinic {
        let engine = try SQLiteEngine(path: path)
        _ = try await Migrator(engine: engine).run()
        return try await TestClinic.opened(on: engine, clock: ManualClock(), rules: .withoutWaiting)
    }

    private static func files(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    @Test func `a backup that is made while others write is whole, and nothing is left beside it`() async throws {
        try await Self.with { folder, backup in
            #expect(try Self.files(in: folder) == ["b", "clinic.db"])
            let manifest = try await Restore(of: backup, to: folder + "/back/clinic.db").run()
            #expect(manifest.rows["doctors"] == 2 && manifest.rows["messages"]! >= 1)
            #expect(try Self.files(in: folder + "/back") == ["clinic.db", "clinic.db.lock"])
            let database = try Database.sqlite(path: folder + "/back/clinic.db")
            #expect(try await database.holding.heldClinics().count == 2)
            try await database.close()
            #expect(try Self.files(in: folder + "/back") == ["clinic.db", "clinic.db.lock"])
        }
    }

    /// Each byte of the file is altered once in some case or other: heads, manifest, database, sums, padding, end.
    @Test func `a file that differs by one byte, or is cut anywhere, is refused and nothing is placed`() async throws {
        try await Self.with { folder, backup in
            let good = try #require(FileManager.default.contents(atPath: backup))
            let target = folder + "/back/clinic.db"
            let places =
                Array(stride(from: 0, to: 2600, by: 67))
                + Array(stride(from: 2600, to: good.count, by: good.count / 20))
                + Array(good.count - 2600..<good.count).filter { $0 % 127 == 0 } + [good.count - 1]
            for place in places {
                var bad = good
                bad[place] ^= 1
                try bad.write(to: URL(fileURLWithPath: folder + "/bad"))
                await #expect(throws: BackupTrouble.self, "byte \(place)") {
                    try await Restore(of: folder + "/bad", to: target).run()
                }
                try good.prefix(place).write(to: URL(fileURLWithPath: folder + "/bad"))
                await #expect(throws: BackupTrouble.self, "cut at \(place)") {
                    try await Restore(of: folder + "/bad", to: target).run()
                }
            }
            #expect(try Self.files(in: folder + "/back") == ["clinic.db.lock"])
            _ = try await Restore(of: backup, to: target).run()
        }
    }

    @Test(arguments: [0, 1, 511, 512, 0o777_7777_7777, 1 << 33, 1 << 40] as [Int64])
    func `a head is read as it was written, however large the file`(size: Int64) {
        let header = TarHeader(name: "shubhstra.db", size: size, time: 1_800_000_000)
        #expect(header.bytes.count == 512 && TarHeader(header.bytes) == header)
    }

    /// Readers are connections of their own, and may not write the log back when they are closed last.
    @Test func `a database that is closed leaves no write-ahead log, whoever has read it`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("closing-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/clinic.db"
        let clinic = try await Self.clinic(at: path)
        for _ in 1...20 { try await clinic.patientWrites("Hello") }
        await withDiscardingTaskGroup { group in
            for _ in 1...8 { group.addTask { _ = try? await clinic.patients(clinic.account) } }
        }
        #expect(try Self.files(in: folder).contains("clinic.db-wal"))
        try await clinic.engine.close()
        #expect(try Self.files(in: folder) == ["clinic.db"])
    }
}
