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
        try await Self.keepPhoto(of: clinic, in: folder)
        // Made while others write.
        async let writing: Void = {
            for n in 1...20 { try await clinic.patientWrites("Number \(n)") }
        }()
        _ = try Backup(databasePath: path, media: Self.media(in: folder), program: "0").write(
            to: folder + "/b", now: Timestamp(.now))
        try await writing
        try await clinic.engine.close()
        try await body(folder, folder + "/b")
    }

    /// As `Files` has them: in folders of their own.
    private static func media(in folder: String) -> MediaFolder {
        MediaFolder(path: folder + "/media") { ["\("\($0)".prefix(2))/\($0)", "\("\($0)".prefix(2))/\($0).small"] }
    }

    private static let photo = Data((0..<1500).map { UInt8(truncatingIfNeeded: $0) })

    /// A patient's photo, with a small picture, and one that is still to be fetched.
    private static func keepPhoto(of clinic: TestClinic, in folder: String) async throws {
        for number in 1...2 {
            var message = InboundMessage(
                wamid: Wamid("in.photo\(number)")!, person: WhatsAppPerson(phone: "919876543210"), sentAt: nil,
                type: .image,
                body: "")
            message.media = InboundMedia(
                id: "m\(number)", mimeType: "image/jpeg", sha256: nil, filename: nil, caption: nil, isVoice: false,
                isAnimated: false)
            try await clinic.apply(.message(message))
        }
        let claim = try #require(await clinic.database.mediaFetches.claim(limit: 1).first)
        for (part, bytes) in zip(media(in: folder).parts(claim.name), [photo, photo.prefix(99)]) {
            let file = URL(fileURLWithPath: "\(folder)/media/\(part)")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try bytes.write(to: file)
        }
        try await clinic.database.mediaFetches.finish(
            claim, KeptFile(name: claim.name, kind: "jpeg", size: Int64(photo.count), thumbnailSize: 99))
    }

    private static func bytes(below folder: String) -> [Data] {
        let all = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
        return all.sorted().compactMap { FileManager.default.contents(atPath: "\(folder)/\($0)") }
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
            #expect(try Self.files(in: folder) == ["b", "clinic.db", "media"])
            let manifest = try await Restore(
                of: backup, to: folder + "/back/clinic.db", media: Self.media(in: folder + "/back")
            ).run()
            #expect(manifest.rows["doctors"] == 2 && manifest.rows["messages"]! >= 1 && manifest.files == 2)
            #expect(try Self.files(in: folder + "/back") == ["clinic.db", "clinic.db.lock", "media"])
            #expect(Self.bytes(below: folder + "/back/media") == [Self.photo, Self.photo.prefix(99)])
            let database = try Database.sqlite(path: folder + "/back/clinic.db")
            #expect(try await database.holding.heldClinics().count == 2)
            try await database.close()
            #expect(try Self.files(in: folder + "/back") == ["clinic.db", "clinic.db.lock", "media"])
        }
    }

    @Test func `a restore writes over no file of a message, and takes none that no row knows`() async throws {
        try await Self.with { folder, backup in
            let target = folder + "/back/clinic.db"
            let media = Self.media(in: folder + "/back")
            try FileManager.default.createDirectory(atPath: media.path + "/drafts", withIntermediateDirectories: true)
            try Data("x".utf8).write(to: URL(fileURLWithPath: media.path + "/drafts/y"))
            await #expect(throws: BackupTrouble.exists(media.path)) {
                try await Restore(of: backup, to: target, media: media).run()
            }
            try FileManager.default.removeItem(atPath: media.path + "/drafts/y")

            for name in ["../../x", "/tmp/x", "3f/3f", "", "media/x"] {
                let bad = folder + "/bad-\(UUID().uuidString)"
                try Self.write(bad, like: backup, adding: name, aside: folder + "/copy.db")
                await #expect(throws: BackupTrouble.damaged(bad, "it holds a file that nobody knows"), "\(name)") {
                    try await Restore(of: bad, to: target, media: media).run()
                }
            }
            #expect(try Self.files(in: folder + "/back") == ["clinic.db.lock", "media"])
            _ = try await Restore(of: backup, to: target, media: media).run()
            #expect(Self.bytes(below: media.path) == [Self.photo, Self.photo.prefix(99)])
        }
    }

    /// A backup of the same database, with one file of this name.
    private static func write(_ path: String, like backup: String, adding name: String, aside: String) throws {
        try? FileManager.default.removeItem(atPath: aside)
        var reader = try BackupArchiveReader(backup)
        let manifest = try BackupManifest(try reader.manifest(), of: backup)
        let copy = try PrivateFile(new: aside)
        try reader.read(.database) { try copy.write($0) }
        var writer = try BackupArchiveWriter(new: path, time: 0)
        let changed = BackupManifest(madeAt: Timestamp(.now), program: "0", rows: manifest.rows, files: 1)
        try writer.add(.manifest, changed.bytes)
        try writer.add(.database, fileAt: aside)
        try writer.add(media: name, fileAt: aside)
        try writer.finish()
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
                    try await Restore(of: folder + "/bad", to: target, media: Self.media(in: folder + "/back")).run()
                }
                try good.prefix(place).write(to: URL(fileURLWithPath: folder + "/bad"))
                await #expect(throws: BackupTrouble.self, "cut at \(place)") {
                    try await Restore(of: folder + "/bad", to: target, media: Self.media(in: folder + "/back")).run()
                }
            }
            #expect(try Self.files(in: folder + "/back") == ["clinic.db.lock"])
            _ = try await Restore(of: backup, to: target, media: Self.media(in: folder + "/back")).run()
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
