import Conversations

/// Recognises the rules of the instruction in a text: as many of their words in a row as nobody says by chance.
enum InstructionWords {
    private static let runLength = 7
    /// A rule that is shorter counts as a whole.
    private static let shortest = 5

    /// - Parameter knowledge: what the clinic wrote itself does not count.
    static func leak(into text: String, knowledge: [Topic]) -> Bool {
        let found = runs(in: words(of: text)).intersection(ruleRuns)
        guard !found.isEmpty else { return false }
        return !found.isSubset(of: knowledge.reduce(into: []) { $0.formUnion(runs(in: words(of: $1.answer))) })
    }

    private static let ruleRuns: Set<[String]> = SystemInstruction.sentences.reduce(into: []) { runs, sentence in
        let words = words(of: sentence)
        runs.formUnion(Self.runs(in: words, of: min(runLength, max(shortest, words.count))))
    }

    private static func runs(in words: [String]) -> Set<[String]> {
        (shortest...runLength).reduce(into: []) { $0.formUnion(runs(in: words, of: $1)) }
    }

    private static func runs(in words: [String], of length: Int) -> Set<[String]> {
        guard words.count >= length else { return [] }
        return Set((0...words.count - length).map { Array(words[$0..<$0 + length]) })
    }

    private static func words(of text: String) -> [String] { TextFolding.words(of: text) }
}
