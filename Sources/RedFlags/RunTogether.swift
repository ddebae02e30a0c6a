/// Finds the words in a text that was written without spaces: the way to cut it that leaves the fewest letters over.
struct RunTogether {
    static func isLong(_ word: PatientWords.Word) -> Bool { word.letters.count >= 9 || word.key.count >= 7 }

    /// Longer ones are cut here: it takes time by the square.
    static let most = 120

    private struct Step {
        var cost: Int
        var length = 1
        var words: [Int32] = []
    }

    /// Letters that belong to no word cost this, and a word that: one of two letters may stand there by chance.
    private static let letterCost = 3, wordCost = 2, shortWordCost = 4

    /// The words in order, and how many of 100 letters they leave over.
    static func pieces(of letters: [UInt8], in tree: WordTree) -> (words: [[Int32]], rest: Int) {
        let letters = Array(letters.prefix(most))
        var steps = [Step](repeating: Step(cost: 0), count: letters.count + 1)
        for start in letters.indices.reversed() {
            var best = Step(cost: steps[start + 1].cost + letterCost)
            tree.walk(letters, from: start) { length, words in
                let cost = steps[start + length].cost + (length > 2 ? wordCost : shortWordCost)
                if length > 1, cost < best.cost { best = Step(cost: cost, length: length, words: words) }
            }
            steps[start] = best
        }
        return read(steps, count: letters.count)
    }

    private static func read(_ steps: [Step], count: Int) -> (words: [[Int32]], rest: Int) {
        var words: [[Int32]] = []
        var rest = 0
        var index = 0
        while index < count {
            if steps[index].words.isEmpty { rest += 1 } else { words.append(steps[index].words) }
            index += steps[index].length
        }
        return (words, 100 * rest / max(count, 1))
    }
}
