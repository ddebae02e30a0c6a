import Foundation
import Testing

@testable import Server

/// Without its lexicon the program does not start.
@Suite struct LexiconFileTests {
    @Test func `it lies beside the executable`() throws {
        _ = try LexiconFile.load()
    }

    @Test func `a missing one is named`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        let error = #expect(throws: LexiconFile.Missing.self) { try LexiconFile.load(from: folder) }
        #expect("\(try #require(error))".contains("lexicon.txt must lie beside the executable"))
    }
}
