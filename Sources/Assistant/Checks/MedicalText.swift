/// Why the medical words (medical.txt) can't be used. Its description is a sentence for whoever runs the program.
package enum MedicalTextError: Error, Equatable, CustomStringConvertible {
    case notText
    case badLine(Int)
    case badSection(String, line: Int)
    case repeatedSection(String, line: Int)
    case unknownLabel(String, line: Int)
    case unknownClass(String, section: String)
    case noForms(section: String)
    case noReason(section: String)
    case missingSection(String)
    case noEnd

    package var description: String { "the medical words (medical.txt) can't be used: \(fault)" }

    private var fault: String {
        switch self {
        case .notText: "they are not UTF-8 text"
        case .badLine(let line): "line \(line) is neither a [section] nor forms such as 'english: tablet, syrup'"
        case .badSection(let name, let line): "line \(line): [\(name)] is neither words, nor a rule, nor answer"
        case .repeatedSection(let name, let line): "line \(line): the section [\(name)] is there twice"
        case .unknownLabel(let name, let line): "line \(line): '\(name)' is no spelling"
        case .unknownClass(let name, let section): "the section [\(section)] names words that there are not: '\(name)'"
        case .noForms(let section): "the section [\(section)] has no forms"
        case .noReason(let section): "the section [\(section)] has no reason"
        case .missingSection(let name): "the section [\(name)] is missing"
        case .noEnd: "they don't end with [end], so something may be cut off"
        }
    }
}

/// The sections of the resource `medical.txt`, complete and in order.
struct MedicalText {
    enum Role: String {
        /// Words of one kind, which rules name.
        case words
        /// What is medical wherever it stands.
        case rule
        /// What only a model's answer may not say.
        case answer
    }

    struct Section {
        let name: String
        let role: Role
        var reason = ""
        /// Kinds of words, all of which must stand in one sentence.
        var whens: [[String]] = []
        var unless: [String] = []
        var forms: [(text: String, isIndian: Bool)] = []
    }

    private(set) var sections: [Section] = []

    /// Sections that the checks ask for by name.
    static let required = [
        "everyday", "refers", "confirmation", "dose", "counsel", "total", "object", "symptom", "medicine", "body",
        "asks",
        "value", "report",
    ]
    /// Kinds of words that need no list.
    static let builtIn: Set<String> = ["number"]

    /// Throws where anything is not as the file's own first lines say. It repairs nothing: what is left out in silence
    /// could be what a patient must not read.
    init(_ bytes: some Collection<UInt8>) throws(MedicalTextError) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText }
        var hasEnded = false
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = Self.trimmed(line)
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard !hasEnded else { throw .badLine(index + 1) }
            if line == "[end]" { hasEnded = true } else { try read(line, number: index + 1) }
        }
        guard hasEnded else { throw .noEnd }
        try check()
    }

    private mutating func read(_ line: String, number: Int) throws(MedicalTextError) {
        if line.hasPrefix("["), line.hasSuffix("]") { return try open(String(line.dropFirst().dropLast()), number) }
        guard let colon = line.firstIndex(of: ":"), !sections.isEmpty else { throw .badLine(number) }
        let label = String(line[..<colon])
        let rest = Self.trimmed(line[line.index(after: colon)...])
        guard !rest.isEmpty else { throw .badLine(number) }
        let last = sections.count - 1
        switch label {
        case "reason": sections[last].reason = rest
        case "when": sections[last].whens.append(try Self.parts(rest, at: "+", number))
        case "unless": sections[last].unless += try Self.parts(rest, at: ",", number)
        case "english", "any":
            sections[last].forms += try Self.parts(rest, at: ",", number).map { ($0, false) }
        case "hindi", "marathi", "hindi-latin", "marathi-latin":
            sections[last].forms += try Self.parts(rest, at: ",", number).map { ($0, true) }
        default: throw .unknownLabel(label, line: number)
        }
    }

    private mutating func open(_ title: String, _ number: Int) throws(MedicalTextError) {
        let words = title.split(separator: " ").map(String.init)
        guard words.count == 2, let role = Role(rawValue: words[1]) else { throw .badSection(title, line: number) }
        guard !sections.contains(where: { $0.name == words[0] }) else { throw .repeatedSection(title, line: number) }
        sections.append(Section(name: words[0], role: role))
    }

    private func check() throws(MedicalTextError) {
        let names = Set(sections.map(\.name)).union(Self.builtIn)
        for section in sections {
            if section.forms.isEmpty && section.whens.isEmpty { throw .noForms(section: section.name) }
            if section.role != .words && section.reason.isEmpty { throw .noReason(section: section.name) }
            for name in section.whens.flatMap({ $0 }) + section.unless where !names.contains(name) {
                throw .unknownClass(name, section: section.name)
            }
        }
        for name in Self.required where !names.contains(name) { throw .missingSection(name) }
    }

    private static func parts(_ text: String, at mark: Character, _ number: Int) throws(MedicalTextError) -> [String] {
        let parts = text.split(separator: mark, omittingEmptySubsequences: false).map(trimmed)
        guard !parts.contains(where: \.isEmpty) else { throw .badLine(number) }
        return parts
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
