/// A thought that comes in pieces: "my father" / "is not" / "breathing".
package enum Thought {
    /// In words. Who writes more than this has said what there is to say in each message, and that was judged by itself;
    /// read together, plain messages ring more often than they mean anything (docs/decisions/0038-classifier.md).
    static let limit = 12

    /// The message at `index` with those before and after it that may be one thought with it: as many as have few words
    /// together, the nearest first.
    package static func pieces(around index: Int, of texts: [String]) -> [String] {
        let counts = texts.map { $0.split(whereSeparator: \.isWhitespace).count }
        var (first, last, words) = (index, index, counts[index])
        while first > 0, words + counts[first - 1] <= limit {
            first -= 1
            words += counts[first]
        }
        while last + 1 < texts.count, words + counts[last + 1] <= limit {
            last += 1
            words += counts[last]
        }
        return Array(texts[first...last])
    }
}
