/// Why a lexicon can't be used. Its description is a sentence for whoever runs the program.
package enum LexiconError: Error, Equatable, CustomStringConvertible {
    case notText
    case badLine(Int)
    case unknownSection(String, line: Int)
    case repeatedSection(String, line: Int)
    case unknownSpelling(String, line: Int)
    case wrongSpelling(String, section: String)
    case noForms(section: String, spelling: String)
    case missingSection(String)
    case noEnd

    package var description: String { "the assistant's lexicon can't be used: \(fault)" }

    private var fault: String {
        switch self {
        case .notText: "it is not UTF-8 text"
        case .badLine(let line): "line \(line) is neither a [section] nor forms such as 'english: car, bike'"
        case .unknownSection(let name, let line): "line \(line): there is no section [\(name)]"
        case .repeatedSection(let name, let line): "line \(line): the section [\(name)] is there twice"
        case .unknownSpelling(let name, let line): "line \(line): '\(name)' is no spelling"
        case .wrongSpelling(let spelling, let section): "the section [\(section)] can't have the spelling '\(spelling)'"
        case .noForms(let section, let spelling): "the section [\(section)] has no forms for '\(spelling)'"
        case .missingSection(let name): "the section [\(name)] is missing"
        case .noEnd: "it doesn't end with [end], so something may be cut off"
        }
    }
}

/// The sections of a lexicon file, complete and in order.
struct LexiconText {
    typealias Forms = [LexiconSection.Spelling: [String]]

    private(set) var sections: [(section: LexiconSection, forms: Forms)] = []

    /// Throws where anything is not as the file's own first lines say. It repairs nothing: what is left out in silence
    /// could be a word of caution.
    init(_ bytes: some Collection<UInt8>) throws(LexiconError) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText }
        var hasEnded = false
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.trimmingWhitespace
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard !hasEnded else { throw .badLine(index + 1) }
            if line == "[end]" { hasEnded = true } else { try read(line, number: index + 1) }
        }
        guard hasEnded else { throw .noEnd }
        try check()
    }

    private mutating func read(_ line: Substring, number: Int) throws(LexiconError) {
        if line.hasPrefix("["), line.hasSuffix("]") { return try open(String(line.dropFirst().dropLast()), number) }
        guard let colon = line.firstIndex(of: ":"), !sections.isEmpty else { throw .badLine(number) }
        let name = String(line[..<colon])
        guard let spelling = LexiconSection.Spelling(rawValue: name) else {
            throw .unknownSpelling(name, line: number)
        }
        let forms = line[line.index(after: colon)...].split(separator: ",", omittingEmptySubsequences: false)
            .map { String($0.trimmingWhitespace) }
        guard !forms.contains(where: \.isEmpty) || forms == [""] else { throw .badLine(number) }
        sections[sections.count - 1].forms[spelling, default: []] += forms.filter { !$0.isEmpty }
    }

    private mutating func open(_ name: String, _ number: Int) throws(LexiconError) {
        guard let section = LexiconSection(named: name) else { throw .unknownSection(name, line: number) }
        guard !sections.contains(where: { $0.section.name == name }) else {
            throw .repeatedSection(name, line: number)
        }
        sections.append((section, [:]))
    }

    private func check() throws(LexiconError) {
        for (section, forms) in sections {
            for spelling in LexiconSection.Spelling.allCases {
                let isEmpty = forms[spelling, default: []].isEmpty
                if section.spellings.contains(spelling), isEmpty {
                    throw .noForms(section: section.name, spelling: spelling.rawValue)
                }
                if !section.spellings.contains(spelling), !isEmpty {
                    throw .wrongSpelling(spelling.rawValue, section: section.name)
                }
            }
        }
        let names = Set(sections.map(\.section.name))
        for name in LexiconSection.required where !names.contains(name) { throw .missingSection(name) }
    }
}

extension Substring {
    fileprivate var trimmingWhitespace: Substring {
        let start = drop { $0.isWhitespace }
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return start[...last]
    }
}
