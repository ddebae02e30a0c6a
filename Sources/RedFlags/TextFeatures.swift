import Classification
import Conversations

/// What the classifier looks at in a text: every run of three to five letters, by sound and as it is written, and the
/// concepts that stand in it with what takes them back.
enum TextFeatures {
    static func features(
        _ words: ArraySlice<PatientWords.Word>, _ hits: [[Hit]], concepts: [String]
    ) -> Features {
        var found: [UInt32] = []
        Features.appendRuns(of: line(words, \.key), lengths: 3...5, seed: "k", to: &found)
        Features.appendRuns(of: line(words, \.letters), lengths: 3...5, seed: "l", to: &found)
        for (name, hits) in zip(concepts, hits) where !hits.isEmpty {
            append(name, hits, to: &found)
        }
        return Features(found)
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

    /// The concept, and the concept with each guard; a guard anywhere counts by itself too.
    private static func append(_ name: String, _ hits: [Hit], to found: inout [UInt32]) {
        let concept = FeatureHash("c", name)
        found.append(concept.value)
        for guards in Set(hits.map(\.guards.rawValue)) {
            if guards == 0 { found.append(concept.appending(UInt8(ascii: "-")).value) }
            for (index, named) in Guards.byName.enumerated() where named.guards.rawValue & guards != 0 {
                found.append(concept.appending(UInt8(index)).value)
                found.append(FeatureHash("g").appending(UInt8(index)).value)
            }
        }
    }
}
