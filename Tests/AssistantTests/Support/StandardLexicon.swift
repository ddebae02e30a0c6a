import Foundation

@testable import Assistant

extension Lexicon {
    /// The one that the program ships.
    static let standard: Lexicon = {
        do { return try Lexicon(bytes) } catch { fatalError("\(error)") }
    }()

    /// The file's bytes, as they lie in the sources.
    static let bytes: Data = {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../Sources/Assistant/Resources/lexicon.txt")
        do { return try Data(contentsOf: sources) } catch { fatalError("\(error)") }
    }()
}

extension OfflineAssistant {
    /// One for all tests, so that a clinic's topics are prepared once.
    static let standard = OfflineAssistant(lexicon: .standard)
}
