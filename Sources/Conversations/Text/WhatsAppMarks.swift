/// The marks that WhatsApp itself draws: `*bold*`, `_italic_`, `~struck~` within a line, and code between one or three
/// backticks.
enum WhatsAppMarks {
    /// From each opening mark to its closing one. Ranges may hold others.
    static func ranges(in characters: [Character]) -> [Range<Int>] {
        let code = codeRanges(in: characters)
        let isCode = code.reduce(into: [Bool](repeating: false, count: characters.count)) { marks, range in
            for index in range { marks[index] = true }
        }
        return code + ["*", "_", "~"].flatMap { pairs(of: $0, in: characters, besides: isCode) }
    }

    private static func codeRanges(in characters: [Character]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var index = 0
        while let start = characters[index...].firstIndex(of: "`") {
            let ticks = characters[start...].prefix { $0 == "`" }
            index = ticks.endIndex
            guard [1, 3].contains(ticks.count), let end = close(ticks, in: characters) else { continue }
            ranges.append(start..<end)
            index = end
        }
        return ranges
    }

    private static func close(_ ticks: ArraySlice<Character>, in characters: [Character]) -> Int? {
        var index = ticks.endIndex
        while let start = characters[index...].firstIndex(where: { $0 == "`" || (ticks.count == 1 && $0.isNewline) }) {
            let found = characters[start...].prefix { $0 == "`" }
            if found.isEmpty { return nil }
            if found.count >= ticks.count { return start + ticks.count }
            index = found.endIndex
        }
        return nil
    }

    private static func pairs(
        of mark: Character, in characters: [Character], besides isCode: [Bool]
    ) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var open: Int?
        for (index, character) in characters.enumerated() where !isCode[index] {
            if character.isNewline { open = nil }
            guard character == mark else { continue }
            let before = index > 0 ? characters[index - 1] : " "
            let after = index + 1 < characters.count ? characters[index + 1] : " "
            if let start = open, index > start + 1, !before.isWhitespace, !after.isPartOfWord {
                ranges.append(start..<index + 1)
                open = nil
            } else if !before.isPartOfWord, !after.isWhitespace {
                open = open ?? index
            }
        }
        return ranges
    }
}

extension Character {
    var isPartOfWord: Bool { isLetter || isNumber }
}
