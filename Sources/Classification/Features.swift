/// What a model looks at in a text. Each feature is a number, and is there once or not at all.
package struct Features: Sendable {
    /// In ascending order.
    package let hashes: [UInt32]

    package init(_ found: [UInt32]) {
        var last: UInt32?
        hashes = found.sorted().filter { hash in
            defer { last = hash }
            return hash != last
        }
    }

    /// Every run of so many letters. They carry over to spellings and endings that no list has: "dukhtay" and "dukhtoy" have
    /// most of them in common, and words that are written together have all but one or two.
    /// - Parameter line: words with one space between.
    package static func appendRuns(
        of line: [UInt8], lengths: ClosedRange<Int>, seed: Character, to found: inout [UInt32]
    ) {
        found.reserveCapacity(found.count + lengths.count * line.count)
        let start = FeatureHash(seed)
        for first in line.indices {
            var hash = start
            for (count, letter) in line[first...].prefix(lengths.upperBound).enumerated() {
                hash.append(letter)
                if count + 1 >= lengths.lowerBound { found.append(hash.value) }
            }
        }
    }
}
