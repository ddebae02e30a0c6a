import FoundationEssentials

extension JSONValue {
    /// Nil when the bytes aren't JSON. Broken UTF-8 and half surrogate pairs (a name cut inside an emoji) are replaced
    /// by U+FFFD, a number that is out of range by `null`, instead of losing the whole body.
    package init?(bytes: some Collection<UInt8>) {
        let data = Data(bytes)
        if let value = try? JSONDecoder().decode(JSONValue.self, from: data) {
            self = value
            return
        }
        let repaired = Self.withoutHalfSurrogates(Array(String(decoding: data, as: UTF8.self).utf8))
        let lenient = JSONDecoder()
        lenient.userInfo[.unreadableIsNull] = true
        guard let value = try? lenient.decode(JSONValue.self, from: Data(repaired)) else { return nil }
        self = value
    }

    /// Compact, with the members sorted by name, so that equal values are equal bytes.
    package func encoded() -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        do {
            return Array(try encoder.encode(self))
        } catch {
            preconditionFailure("a tree of strings and finite numbers is always valid JSON")
        }
    }

    private static func withoutHalfSurrogates(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count else {
                result.append(bytes[index])
                index += 1
                continue
            }
            guard let unit = escapedUnit(bytes, at: index) else {
                result += bytes[index...(index + 1)]
                index += 2
                continue
            }
            let next = escapedUnit(bytes, at: index + 6)
            if (0xD800...0xDBFF).contains(unit), let next, (0xDC00...0xDFFF).contains(next) {
                result += bytes[index..<(index + 12)]
                index += 12
            } else {
                result += (0xD800...0xDFFF).contains(unit) ? Array(#"\uFFFD"#.utf8) : Array(bytes[index..<(index + 6)])
                index += 6
            }
        }
        return result
    }

    private static func escapedUnit(_ bytes: [UInt8], at index: Int) -> UInt16? {
        guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") else {
            return nil
        }
        return UInt16(String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
    }
}
