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
        let digits = text.filter { !Self.punctuation.contains($0) }
        guard Self.lengths.contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        self.text = digits
    }

    /// Includes what phones put around a copied number: no-break spaces and direction marks.
    private static let punctuation: Set<Character> = ["+", " ", "-", "(", ")", ".", "\u{A0}", "\u{202A}", "\u{202C}"]

    package var description: String { "[phone number]" }
}
