/// What the classifier looks at in a text: every run of three to five letters, by sound and as it is written, and the
/// concepts that stand in it with what takes them back. Each as a number, each once.
///
/// Runs of letters carry over to spellings and endings that no list has: "dukhtay" and "dukhtoy" have most of them in
/// common, and words that are written together have all but one or two.
struct TextFeatures {
    private static let shortest = 3, longest = 5

    /// In ascending order.
    let hashes: [UInt32]

    init(_ words: ArraySlice<PatientWords.Word>, _ hits: [[Hit]], concepts: [String]) {
        var found: [UInt32] = []
        Self.appendRuns(of: Self.line(words, \.key), seed: UInt8(ascii: "k"), to: &found)
        Self.appendRuns(of: Self.line(words, \.letters), seed: UInt8(ascii: "l"), to: &found)
        for (name, hits) in zip(concepts, hits) where !hits.isEmpty {
            Self.append(name, hits, to: &found)
        }
        found.sort()
        var last: UInt32?
        hashes = found.filter { hash in
            defer { last = hash }
            return hash != last
        }
    }

    /// All words with one space between; a sentence ends with a full stop, and a number is one letter for its size.
    private static func line(
        _ words: ArraySlice<PatientWords.Word>, _ letters: KeyPath<PatientWords.Word, [UInt8]>
    ) -> [UInt8] {
        let space = UInt8(ascii: " ")
        var line = [space]
        for (index, word) in zip(words.indices, words) {
            if index > words.startIndex, word.sentence != words[index - 1].sentence {
                line += [UInt8(ascii: "."), space]
            }
            let written = word.value.map { size(of: $0, word.second) } ?? word[keyPath: letters]
            if !written.isEmpty { line += written + [space] }
        }
        return line
    }

    /// Bounds between which one number says the same as another: ages, temperatures, sugar, pressures, oxygen, money.
    private static let bounds: [Double] = [
        1, 2, 3, 5, 8, 10, 13, 18, 28, 40, 55, 70, 80, 91, 100, 104, 110, 130, 160, 180, 200, 250, 300, 400, 600, 1000,
        3000,
    ]

    private static func size(of first: Double, _ second: Double?) -> [UInt8] {
        let one = 0x80 + UInt8(bounds.count { first >= $0 })
        return second.map { second in [one, 0xC0 + UInt8(bounds.count { second >= $0 })] } ?? [one]
    }

    private static func appendRuns(of line: [UInt8], seed: UInt8, to found: inout [UInt32]) {
        found.reserveCapacity(found.count + (longest - shortest + 1) * line.count)
        for start in line.indices {
            var hash = Hash(seed)
            for (count, letter) in line[start...].prefix(longest).enumerated() {
                hash.append(letter)
                if count + 1 >= shortest { found.append(hash.value) }
            }
        }
    }

    /// The concept, and the concept with each guard; a guard anywhere counts by itself too.
    private static func append(_ name: String, _ hits: [Hit], to found: inout [UInt32]) {
        let concept = Hash(UInt8(ascii: "c"), name)
        found.append(concept.value)
        for guards in Set(hits.map(\.guards.rawValue)) {
            if guards == 0 { found.append(concept.appending(UInt8(ascii: "-")).value) }
            for (index, named) in Guards.byName.enumerated() where named.guards.rawValue & guards != 0 {
                found.append(concept.appending(UInt8(index)).value)
                found.append(Hash(UInt8(ascii: "g")).appending(UInt8(index)).value)
            }
        }
    }
}

/// FNV-1a of some bytes, in 32 bits, with its bits mixed: tables use the lowest of them.
private struct Hash {
    private var state: UInt32 = 0x811C_9DC5

    init(_ seed: UInt8, _ name: String = "") {
        append(seed)
        for byte in name.utf8 { append(byte) }
    }

    mutating func append(_ byte: UInt8) { state = (state ^ UInt32(byte)) &* 0x0100_0193 }

    func appending(_ byte: UInt8) -> Hash {
        var hash = self
        hash.append(byte)
        return hash
    }

    var value: UInt32 {
        var mixed = state
        mixed = (mixed ^ (mixed >> 16)) &* 0x85EB_CA6B
        mixed = (mixed ^ (mixed >> 13)) &* 0xC2B2_AE35
        return mixed ^ (mixed >> 16)
    }
}
