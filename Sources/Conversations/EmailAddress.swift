/// An e-mail address in lower case, so that one person has one spelling. It does not print: logs hold no addresses.
package struct EmailAddress: NominalText {
    package let text: String
    package init(known text: String) { self.text = text }

    /// Nil unless it has one `@` with something on both sides, no white space, brackets, controls or marks for a
    /// direction, and at most 254 characters.
    package init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isAllowed = !text.contains { $0.isWhitespace || "<>\0".contains($0) }
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), text.count <= 254, isAllowed,
            text.asName.unicodeScalars.elementsEqual(text.unicodeScalars)
        else { return nil }
        self.text = text.lowercased()
    }

    /// Whether mail can reach it from outside: its host has a dot inside.
    package var hasPublicHost: Bool {
        let host = text.split(separator: "@").last ?? ""
        return host.contains(".") && !host.hasPrefix(".") && !host.hasSuffix(".")
    }

    package var description: String { "[e-mail address]" }
}
