extension DotEnvFile {
    private static let noteLimit = 20

    /// What is odd and refuses nothing: names that no setting has, and names that stand there twice. In their order.
    func notes(known: Set<String>) -> [String] {
        let odd = lines.sorted { ($0.value[0], $0.key) < ($1.value[0], $1.key) }.flatMap { name, lines in
            [known.contains(name) ? nil : Self.unknown(name, lines[0]), Self.doubled(name, lines)].compactMap(\.self)
        }
        let left = odd.count - Self.noteLimit
        return odd.prefix(Self.noteLimit) + (left > 0 ? ["\(left) more lines are odd"] : [])
    }

    private static func unknown(_ name: String, _ line: Int) -> String {
        let meant = SettingsName.nearest(to: name).map { "; \($0) is meant, perhaps" } ?? ""
        return "line \(line): \(shown(name)) is no setting and is not read\(meant)"
    }

    private static func doubled(_ name: String, _ lines: [Int]) -> String? {
        guard lines.count > 1 else { return nil }
        return
            "lines \(lines.prefix(10).map(String.init).joined(separator: ", ")): \(shown(name)) is set more than once; "
            + "the last line counts"
    }

    /// The rest of a secret that was broken over two lines looks like a name, too.
    private static func shown(_ name: String) -> String {
        let isName =
            name.utf8.count <= 40 && name.contains { $0 == "_" || $0.isLetter }
            && name.allSatisfy { $0 == "_" || $0.isUppercase || $0.isNumber }
            && (name.contains("_") || !name.contains(where: \.isNumber))
        return isName ? name : "what stands there"
    }
}
