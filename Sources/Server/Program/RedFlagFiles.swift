import Foundation
package import RedFlags

/// Where the rules of the red-flag gate are: files that are copied beside the executable.
package enum RedFlagFiles {
    package struct Missing: Error, CustomStringConvertible {
        package let description =
            "the red-flag rules are missing: shubhstra_Server.resources/red-flags must lie beside the executable"
    }

    /// Throws `Missing`, or `RedFlagRulesError` where the rules are not whole.
    package static func load() throws -> RedFlagRules {
        guard let folder = ServerResources.file("red-flags") else { throw Missing() }
        return try load(from: folder)
    }

    static func load(from folder: URL) throws -> RedFlagRules {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        else { throw Missing() }
        var files: [String: [UInt8]] = [:]
        for name in names where name.hasSuffix(".txt") || name == RedFlagRules.classifierFile {
            guard let bytes = try? Data(contentsOf: folder.appendingPathComponent(name)) else { throw Missing() }
            // A form whose words are gone would be read by the others' words alone, and nobody would know.
            guard bytes.contains(where: { $0 > 0x20 }) else {
                throw RedFlagRulesError(file: name, line: 0, reason: "is empty")
            }
            files[name] = Array(bytes)
        }
        guard files[RedFlagRules.classifierFile] != nil else { throw Missing() }
        return try RedFlagRules(files)
    }
}
