extension JSONParser {
    var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    var fault: JSONFault { next == nil ? .endsEarly : .unexpected(at: at) }

    mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    mutating func word(_ word: String, _ kind: JSONKind) throws(JSONFault) {
        let start = at
        for byte in word.utf8 {
            guard next == byte else { throw fault }
            at += 1
        }
        append(kind, from: start)
    }

    mutating func number() throws(JSONFault) {
        let start = at
        _ = skip("-")
        if !skip("0") { try digits() }
        if skip(".") { try digits() }
        if skip("e") || skip("E") {
            if !skip("+") { _ = skip("-") }
            try digits()
        }
        append(.number, from: start)
    }

    private mutating func digits() throws(JSONFault) {
        guard let first = next, isDigit(first) else { throw fault }
        while let byte = next, isDigit(byte) { at += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    mutating func string() throws(JSONFault) {
        at += 1
        let start = at
        var hasEscapes = false
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                append(.string, from: start, hasEscapes: hasEscapes)
                at += 1
                return
            case UInt8(ascii: "\\"):
                hasEscapes = true
                try escape()
            case ..<0x20: throw .unexpected(at: at)
            default: at += 1
            }
        }
        throw .endsEarly
    }

    private mutating func escape() throws(JSONFault) {
        at += 1
        guard let byte = next else { throw .endsEarly }
        if byte == UInt8(ascii: "u") { return try unicodeEscape() }
        guard #""\/bfnrt"#.utf8.contains(byte) else { throw .unexpected(at: at) }
        at += 1
    }

    private mutating func unicodeEscape() throws(JSONFault) {
        let first = try unit()
        guard isStrict else { return }
        if JSONEscapes.isHigh(first) {
            guard skip("\\"), next == UInt8(ascii: "u"), JSONEscapes.isLow(try unit()) else { throw .halfCharacter }
        } else if JSONEscapes.isLow(first) {
            throw .halfCharacter
        }
    }

    /// The four hexadecimal digits behind a `u`.
    private mutating func unit() throws(JSONFault) -> UInt32 {
        at += 1
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = next?.hexDigit else { throw fault }
            unit = unit << 4 | digit
            at += 1
        }
        return unit
    }
}
