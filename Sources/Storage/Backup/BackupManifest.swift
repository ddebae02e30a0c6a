import Conversations
import Foundation

/// What a backup says about itself.
package struct BackupManifest: Codable, Sendable, Hashable {
    static let format = "shubhstra backup"

    let format: String
    let version: Int
    /// RFC 3339.
    package let madeAt: String
    /// The version of the program that made it.
    package let program: String
    /// How many rows each table has.
    package let rows: [String: Int64]
    /// How many files of messages there are, small pictures included. Nil in a backup from before there were any, and where
    /// they are not in a folder of the same machine.
    package let files: Int64?

    enum CodingKeys: String, CodingKey {
        case format, version, program, rows, files
        case madeAt = "made_at"
    }

    init(madeAt: Timestamp, program: String, rows: [String: Int64], files: Int64?) {
        format = Self.format
        version = Backup.version
        self.madeAt = madeAt.description
        self.program = program
        self.rows = rows
        self.files = files
    }

    /// How many rows there are in all.
    package var rowCount: Int64 { rows.values.reduce(0, +) }

    var bytes: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            return Array(try encoder.encode(self)) + [10]
        }
    }

    /// Throws `BackupTrouble`: where a newer version made it, nothing but that number is understood.
    init(_ bytes: [UInt8], of path: String) throws {
        struct Form: Decodable {
            let format: String
            let version: Int
        }
        let data = Data(bytes)
        guard let form = try? JSONDecoder().decode(Form.self, from: data), form.format == Self.format, form.version > 0
        else { throw BackupTrouble.notABackup(path) }
        guard form.version <= Backup.version else { throw BackupTrouble.newer(path, version: form.version) }
        guard let manifest = try? JSONDecoder().decode(BackupManifest.self, from: data) else {
            throw BackupTrouble.damaged(path, "its manifest cannot be read")
        }
        self = manifest
    }
}
