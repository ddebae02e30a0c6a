/// A number that may be a measured value: "7.2", "98%", "90/60". Numbers of three digits are left to `Reading`.
enum Measure {
    static func isIn(_ text: String) -> Bool {
        let characters = Array(TextFolding.fold(text))
        return characters.indices.contains { index in
            switch characters[index] {
            case "%": true
            case ".": isDecimal(characters, at: index)
            case "/": (number(characters, before: index) ?? 0) > 31
            default: false
            }
        }
    }

    /// "7.2", but not the time "7.30".
    private static func isDecimal(_ characters: [Character], at point: Int) -> Bool {
        guard number(characters, before: point) != nil, point + 1 < characters.count else { return false }
        let after = characters[(point + 1)...].prefix { $0.isNumber }
        return after.count == 1
    }

    private static func number(_ characters: [Character], before index: Int) -> Int? {
        Int(String(characters[..<index].suffix(4).reversed().prefix { $0.isNumber }.reversed()))
    }
}
