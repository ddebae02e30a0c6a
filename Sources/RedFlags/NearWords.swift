/// Words that are one slip away: a letter too many, one too few, another one, or two in the wrong order.
///
/// Each word lies under its own letters and under each of its forms with one letter taken out; so does a look-up.
/// Whoever meets is compared.
struct NearWords {
    /// Shorter words have too many neighbours.
    static let least = 5
    static let most = 24

    private struct Entry {
        let letters: [UInt8]
        let word: Int32
    }

    private var entries: [Entry] = []
    private var byHash: [UInt64: [Int32]] = [:]

    mutating func insert(_ letters: [UInt8], _ word: Int32) {
        guard (Self.least...Self.most).contains(letters.count) else { return }
        let index = Int32(entries.count)
        entries.append(Entry(letters: letters, word: word))
        for skipped in -1..<letters.count { byHash[Self.hash(letters, without: skipped), default: []].append(index) }
    }

    /// The first letter must be right: a slip there makes another word more often than not.
    func words(near letters: some RandomAccessCollection<UInt8>) -> [Int32] {
        let letters = Array(letters)
        guard (Self.least...Self.most).contains(letters.count) else { return [] }
        var found: [Int32] = []
        for skipped in -1..<letters.count {
            for index in byHash[Self.hash(letters, without: skipped)] ?? [] {
                let entry = entries[Int(index)]
                guard entry.letters[0] == letters[0], !found.contains(entry.word) else { continue }
                if Self.areNear(entry.letters, letters) { found.append(entry.word) }
            }
        }
        return found
    }

    private static func hash(_ letters: [UInt8], without skipped: Int) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in letters.indices where index != skipped {
            hash = (hash ^ UInt64(letters[index])) &* 0x100_0000_01B3
        }
        return hash
    }

    private static func areNear(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard abs(one.count - other.count) <= 1 else { return false }
        let same = zip(one, other).prefix { $0 == $1 }.count
        let one = one[same...], other = other[same...]
        if one.count > other.count { return one.dropFirst().elementsEqual(other) }
        if one.count < other.count { return one.elementsEqual(other.dropFirst()) }
        if one.dropFirst().elementsEqual(other.dropFirst()) { return true }
        let isSwapped = one.count > 1 && one.prefix(2).elementsEqual(other.prefix(2).reversed())
        return isSwapped && one.dropFirst(2).elementsEqual(other.dropFirst(2))
    }
}
