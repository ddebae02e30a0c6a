package import Assistant
package import Foundation

/// Where the words are that make a text medical: a file that is copied beside the executable.
package enum MedicalFile {
    package struct Missing: Error, CustomStringConvertible {
        package let description =
            "the medical words are missing: shubhstra_Assistant.resources/medical.txt must lie beside the executable"
    }

    /// Throws `Missing`, or `MedicalTextError` where it is not whole.
    package static func load(from folder: URL = ExecutableFile.folder) throws -> MedicalCheck {
        let bundle = folder.appendingPathComponent(bundleName)
        guard let bytes = try? Data(contentsOf: bundle.appendingPathComponent("medical.txt")) else { throw Missing() }
        return try MedicalCheck([UInt8](bytes))
    }

    #if os(Linux)
        private static let bundleName = "shubhstra_Assistant.resources"
    #else
        private static let bundleName = "shubhstra_Assistant.bundle/Contents/Resources"
    #endif
}
