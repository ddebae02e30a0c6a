import Foundation
import JSON
import Testing

@testable import WhatsApp

/// The example payloads beside the repository; not everybody has them.
enum SharedPayloads {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/payloads").standardizedFileURL

    static let areThere: Bool = {
        let found = FileManager.default.fileExists(atPath: folder.path())
        if !found {
            print("SKIPPED: the example payloads (../shared/payloads) are not there; only own examples are tested")
        }
        return found
    }()

    static func bytes(_ path: String) throws -> [UInt8] { try Array(Data(contentsOf: folder.appending(path: path))) }

    static func json(_ path: String) throws -> JSONElement { try JSONElement(bytes(path), .strict) }

    static func names(_ subfolder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: subfolder).path())
            .filter { $0.hasSuffix(".json") }.sorted()
    }
}
