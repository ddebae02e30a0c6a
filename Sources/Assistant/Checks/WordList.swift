/// Words and phrases, each with the section that it stands in, to be found in a text whatever its spelling.
struct WordList: Sendable {
    private struct Entry: Sendable {
        let section: String
        let text: String
        let parts: [Set<String>]
    }

    /// A phrase that was found.
    struct Match: Sendable {
        let section: String
        let text: String
        let range: Range<Int>
    }

    private var entries: [Entry] = []
    private var entriesByKey: [String: [Int]] = [:]
    /// Folded forms of harmless words: only as they are written are they words of another section.
    private var harmless: Set<String> = []
    private var prefixes: [(prefix: String, section: String)] = []

    /// `paracetam*` stands for every word that begins so.
    mutating func add(_ form: String, section: String, isIndian: Bool) {
        if form.hasSuffix("*") { return prefixes.append((TextFolding.fold(String(form.dropLast())), section)) }
        let words = TextFolding.words(of: form)
        guard !words.isEmpty else { return }
        if section == "everyday", words.count == 1 { harmless.insert(words[0]) }
        let parts = words.map { WordKeys.ofList($0, isIndian: isIndian) }
        for key in parts[0] { entriesByKey[key, default: []].append(entries.count) }
        entries.append(Entry(section: section, text: form, parts: parts))
    }

    func matches(in sentence: [CheckedText.Word]) -> [Match] {
        sentence.indices.flatMap { start -> [Match] in
            let word = sentence[start]
            var found = prefixes.filter { word.text.hasPrefix($0.prefix) }
                .map { Match(section: $0.section, text: word.text, range: start..<start + 1) }
            let candidates = Set(word.keys.flatMap { entriesByKey[$0] ?? [] })
            for entry in candidates.map({ entries[$0] }) where start + entry.parts.count <= sentence.count {
                let fits = entry.parts.indices.allSatisfy {
                    !entry.parts[$0].isDisjoint(with: keys(of: sentence[start + $0], in: entry))
                }
                guard fits else { continue }
                found.append(
                    Match(section: entry.section, text: entry.text, range: start..<start + entry.parts.count))
            }
            return found
        }
    }

    /// "tak" (until) is no "taak" (buttermilk).
    private func keys(of word: CheckedText.Word, in entry: Entry) -> Set<String> {
        entry.section != "everyday" && harmless.contains(word.text) ? [word.text] : word.keys
    }
}
