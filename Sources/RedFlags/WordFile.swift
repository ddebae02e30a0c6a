/// Reads a file of words: `CONCEPT: word, two words, begin*, one ~ other`. A concept may have several lines.
struct WordFile {
    let name: String
    let isEnglish: Bool

    init(name: String) {
        self.name = name
        isEnglish = name == "words.en.txt"
    }

    func read(_ text: String, into book: inout WordBook) throws(RedFlagRulesError) {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.trimmed
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            guard let colon = line.firstIndex(of: ":"), let concept = ConceptName(line[..<colon]) else {
                throw error(index, "is no line of the form CONCEPT: word, word")
            }
            let number = book.define(concept.value, file: name, line: index + 1)
            for phrase in line[line.index(after: colon)...].split(separator: ",") where !phrase.trimmed.isEmpty {
                try add(phrase.trimmed, to: number, line: index, &book)
            }
        }
    }

    private func add(_ phrase: String, to concept: Int, line: Int, _ book: inout WordBook) throws(RedFlagRulesError) {
        var words: [WrittenWord] = []
        var gaps: [Bool] = []
        var isGap = false
        for part in phrase.split(separator: " ") {
            if part == "~" {
                isGap = true
                continue
            }
            for word in try written(String(part), line: line) {
                words.append(word)
                gaps.append(isGap)
                isGap = false
            }
        }
        guard !words.isEmpty, !isGap, gaps[0] == false else { throw error(line, "\"\(phrase)\" begins or ends with ~") }
        book.add(words, gaps: gaps, to: concept)
        if isEnglish, words.count == 1, words[0].kind == .letters { book.markPlainEnglish(words[0].key) }
        // What is written in Latin letters on purpose stands even where English has the same word.
        if name.contains("_Latn") {
            for word in PatientWords(phrase).words where word.letters.count > 2 { book.allowBothWays(word.letters) }
        }
    }

    private func written(_ part: String, line: Int) throws(RedFlagRulesError) -> [WrittenWord] {
        let isBeginning = part.hasSuffix("*")
        let words = PatientWords(isBeginning ? String(part.dropLast()) : part).words
        guard !words.isEmpty, !part.dropLast().contains("*") else { throw error(line, "\"\(part)\" is no word") }
        var written: [WrittenWord] = []
        for (index, word) in words.enumerated() {
            guard word.script != .number else { throw error(line, "\"\(part)\" has a digit") }
            let isLast = index == words.count - 1
            let isByLetters = isEnglish && word.script == .latin
            written.append(
                WrittenWord(
                    kind: isByLetters ? .letters : .sound, key: isByLetters ? word.letters : word.key,
                    isBeginning: isBeginning && isLast))
        }
        return written
    }

    private func error(_ index: Int, _ reason: String) -> RedFlagRulesError {
        RedFlagRulesError(file: name, line: index + 1, reason: reason)
    }
}

/// Capital letters, digits and `_`, with a letter in front.
struct ConceptName {
    let value: String

    init?(_ text: some StringProtocol) {
        let isName = text.utf8.allSatisfy { (65...90).contains($0) || (48...57).contains($0) || $0 == 95 }
        guard isName, let first = text.utf8.first, (65...90).contains(first) else { return nil }
        value = String(text)
    }
}

extension StringProtocol {
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(self[first...self.lastIndex { !$0.isWhitespace }!])
    }
}
