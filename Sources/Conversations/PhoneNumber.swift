/// A phone number with its country code, as digits only. It does not print: logs hold no numbers.
package struct PhoneNumber: NominalText {
    /// How many digits a number may have. E.164 allows 15; a few more cost nothing and lose no message.
    package static let lengths = 5...20

    /// The digits.
    package let text: String
    package init(known text: String) { self.text = text }

    /// Reads a number however it is punctuated. Nil when it holds anything but digits and punctuation, or is too short
    /// or too long.
    package init?(_ text: String) {
        guard text.utf8.count <= 40 else { return nil }
        var digits = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !Self.isPunctuation(scalar) {
            guard ("0"..."9").contains(scalar) else { return nil }
            digits.append(scalar)
        }
        self.text = String(digits)
        guard Self.lengths.contains(self.text.utf8.count) else { return nil }
    }

    /// Includes what phones put around a copied number: no-break spaces and direction marks.
    private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "+", " ", "-", "(", ")", ".", "\u{A0}", "\u{202A}", "\u{202C}": true
        default: false
        }
    }

    package var description: String { "[phone number]" }
}

extension PhoneNumber {
    /// The spelling by which numbers are compared. In three countries WhatsApp writes one number in two ways, and need not
    /// write it twice in the same way; messages go to the spelling that it gave last, never to this one.
    package var canonical: PhoneNumber { PhoneNumber(known: spellings.short ?? text) }

    /// Every way in which WhatsApp writes this number.
    package var allSpellings: [PhoneNumber] {
        let other = spellings
        return [self] + [other.short, other.long].compactMap(\.self).map(PhoneNumber.init(known:))
    }

    /// The other spelling: without the extra digit where this number has it, with it where it has not.
    private var spellings: (short: String?, long: String?) {
        for rule in Self.doubleSpellings {
            if let short = rule.short(text) { return (short, nil) }
            if let long = rule.long(text) { return (nil, long) }
        }
        return (nil, nil)
    }

    /// Mexico and Argentina put a digit after the country code. Brazil puts one after the area code of mobile numbers:
    /// without it they begin with 6 to 9, and what begins with 2 to 5 is a landline, which is another number.
    private static let doubleSpellings = [
        DoubleSpelling(country: "52", areaLength: 0, digit: "1", rest: 10),
        DoubleSpelling(country: "54", areaLength: 0, digit: "9", rest: 10),
        DoubleSpelling(country: "55", areaLength: 2, digit: "9", rest: 8, landlines: "2345"),
    ]
}

/// A country whose numbers WhatsApp writes with and without one more digit.
private struct DoubleSpelling: Sendable {
    let country: String
    let areaLength: Int
    let digit: Character
    /// How many digits follow.
    let rest: Int
    /// What the rest of a number begins with that has one spelling only.
    var landlines = ""

    func short(_ number: String) -> String? {
        let head = country.utf8.count + areaLength
        guard number.utf8.count == head + 1 + rest, isOfCountry(number) else { return nil }
        let tail = Substring(number).dropFirst(head)
        guard tail.first == digit, isDouble(tail.dropFirst()) else { return nil }
        return "\(number.prefix(head))\(tail.dropFirst())"
    }

    func long(_ number: String) -> String? {
        let head = country.utf8.count + areaLength
        guard number.utf8.count == head + rest, isOfCountry(number) else { return nil }
        let tail = number.dropFirst(head)
        return isDouble(tail) ? "\(number.prefix(head))\(digit)\(tail)" : nil
    }

    private func isOfCountry(_ number: String) -> Bool { number.utf8.starts(with: country.utf8) }

    private func isDouble(_ rest: Substring) -> Bool { rest.first.map { !landlines.contains($0) } ?? false }
}
