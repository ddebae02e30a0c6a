package import Assistant
import Classification
package import Foundation

/// Where the words are that make a text medical, and what was learnt of answers: files that are copied beside the executable.
package enum MedicalFile {
    package struct Missing: Error, CustomStringConvertible {
        let name: String

        package var description: String {
            "a file of the assistant is missing: shubhstra_Assistant.resources/\(name) must lie beside the executable"
        }
    }

    /// What was learnt of answers can't be used.
    package struct Unfit: Error, CustomStringConvertible {
        package let description: String
    }

    /// Throws `Missing`, or `MedicalTextError` where it is not whole.
    package static func load(from folder: URL = ExecutableFile.folder) throws -> MedicalCheck {
        try MedicalCheck(try bytes("medical.txt", folder))
    }

    /// What looks at a model's answers. Throws what `load` throws, and `Unfit`.
    package static func answerCheck(from folder: URL = ExecutableFile.folder) throws -> AnswerCheck {
        let medical = try load(from: folder)
        let learnt = try bytes(AnswerClassifier.fileName, folder)
        do {
            return AnswerCheck(medical: medical, classifier: try AnswerClassifier(learnt))
        } catch {
            throw Unfit(description: "what was learnt of answers can't be used: answers.bin \(error.rawValue)")
        }
    }

    private static func bytes(_ name: String, _ folder: URL) throws -> [UInt8] {
        let file = folder.appendingPathComponent(bundleName).appendingPathComponent(name)
        guard let bytes = try? Data(contentsOf: file) else { throw Missing(name: name) }
        return [UInt8](bytes)
    }

    #if os(Linux)
        private static let bundleName = "shubhstra_Assistant.resources"
    #else
        private static let bundleName = "shubhstra_Assistant.bundle/Contents/Resources"
    #endif
}
