/// Words by their letters, for one walk from left to right. Words are numbered by whoever fills the tree.
struct WordTree {
    /// A word that ends in `*` goes on for at most so many letters: endings, not other words.
    private static func endingLimit(_ count: Int) -> Int { min(count + 1, 6) }

    private struct Node {
        var children = [Int32](repeating: 0, count: 26)
        var whole: [Int32] = []
        var beginnings: [Int32] = []
    }

    private var nodes = [Node()]

    mutating func insert(_ letters: [UInt8], _ word: Int32, asBeginning: Bool) {
        var node = 0
        for letter in letters {
            let slot = Int(letter - Letters.a)
            if nodes[node].children[slot] == 0 {
                nodes[node].children[slot] = Int32(nodes.count)
                nodes.append(Node())
            }
            node = Int(nodes[node].children[slot])
        }
        if asBeginning {
            nodes[node].beginnings.append(word)
        } else {
            nodes[node].whole.append(word)
        }
    }

    /// The words that `letters` is, and those with `*` that it begins with.
    func words(of letters: [UInt8]) -> [Int32] {
        var found: [Int32] = []
        var node = 0
        for (index, letter) in letters.enumerated() {
            node = Int(nodes[node].children[Int(letter - Letters.a)])
            if node == 0 { return found }
            if !nodes[node].beginnings.isEmpty, letters.count - index - 1 <= Self.endingLimit(index + 1) {
                found.append(contentsOf: nodes[node].beginnings)
            }
        }
        found.append(contentsOf: nodes[node].whole)
        return found
    }

    /// Calls back with the length of each word that begins at `start`, and the words.
    func walk(_ letters: [UInt8], from start: Int, _ body: (Int, [Int32]) -> Void) {
        var node = 0
        for index in start..<letters.count {
            node = Int(nodes[node].children[Int(letters[index] - Letters.a)])
            if node == 0 { return }
            let words = nodes[node].whole + nodes[node].beginnings
            if !words.isEmpty { body(index - start + 1, words) }
        }
    }
}
