/// What is wrong with a text that should be JSON.
enum JSONFault: Error, Hashable {
    case empty, notUTF8, endsEarly, tooDeep
    /// An escape such as `\ud83d` without its other half.
    case halfCharacter
    /// The first byte that cannot stand where it does, counted from 0.
    case unexpected(at: Int)
}

/// Reads JSON as RFC 8259 defines it and keeps nothing. Foundation's decoder passes over much that is broken, and does
/// not tell a broken text from a number that is too large.
struct JSONSyntax {
    private static let depthLimit = 100

    private let bytes: [UInt8]
    private var at: Int

    /// Throws where the bytes are no JSON text.
    static func check(_ bytes: [UInt8]) throws(JSONFault) {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
        var syntax = JSONSyntax(bytes)
        syntax.skipBlanks()
        guard syntax.next != nil else { throw .empty }
        try syntax.value(depth: 0)
        syntax.skipBlanks()
        if syntax.next != nil { throw .unexpected(at: syntax.at) }
    }

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
        at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    private var fault: JSONFault { next == nil ? .endsEarly : .unexpected(at: at) }

    private mutating func skipBlanks() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { at += 1 }
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONFault) {
        guard depth <= Self.depthLimit else { throw .tooDeep }
        switch next {
        case UInt8(ascii: "{"): try list(until: "}", depth, isObject: true)
        case UInt8(ascii: "["): try list(until: "]", depth, isObject: false)
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        default: try number()
        }
    }

    private mutating func list(until end: Unicode.Scalar, _ depth: Int, isObject: Bool) throws(JSONFault) {
        at += 1
        skipBlanks()
        if skip(end) { return }
        while true {
            skipBlanks()
            if isObject { try name() }
            try value(depth: depth + 1)
            skipBlanks()
            if skip(end) { return }
            guard skip(",") else { throw fault }
        }
    }

    private mutating func name() throws(JSONFault) {
        guard next == UInt8(ascii: "\"") else { throw fault }
        try string()
        skipBlanks()
        guard skip(":") else { throw fault }
        skipBlanks()
    }

    private mutating func word(_ word: StaticString) throws(JSONFault) {
        for byte in word.description.utf8 {
            guard next == byte else { throw fault }
            at += 1
        }
    }

    private mutating func number() throws(JSONFault) {
        _ = skip("-")
        if !skip("0") { try digits() }
        if skip(".") { try digits() }
        if skip("e") || skip("E") {
            if !skip("+") { _ = skip("-") }
            try digits()
        }
    }

    private mutating func digits() throws(JSONFault) {
        guard let first = next, isDigit(first) else { throw fault }
        while let byte = next, isDigit(byte) { at += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private mutating func string() throws(JSONFault) {
        at += 1
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                at += 1
                return
            case UInt8(ascii: "\\"): try escape()
            case ..<0x20: throw .unexpected(at: at)
            default: at += 1
            }
        }
        throw .endsEarly
    }

    private mutating func escape() throws(JSONFault) {
        at += 1
        guard let byte = next else { throw .endsEarly }
        guard byte == UInt8(ascii: "u") else {
            guard #""\/bfnrt"#.utf8.contains(byte) else { throw .unexpected(at: at) }
            at += 1
            return
        }
        switch try unit() {
        case 0xD800...0xDBFF:
            guard skip("\\"), next == UInt8(ascii: "u"), (0xDC00...0xDFFF).contains(try unit()) else {
                throw .halfCharacter
            }
        case 0xDC00...0xDFFF: throw .halfCharacter
        default: break
        }
    }

    /// The four hexadecimal digits behind a `u`.
    private mutating func unit() throws(JSONFault) -> Int {
        at += 1
        var unit = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(UnicodeScalar(byte)).hexDigitValue else { throw fault }
            unit = unit << 4 | digit
            at += 1
        }
        return unit
    }
}
