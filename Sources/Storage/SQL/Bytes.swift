extension [UInt8] {
    /// Appends the text. Neither engine can keep a NUL: it becomes U+FFFD.
    mutating func appendText(_ text: String) {
        var text = text
        if text.utf8.contains(0) { text = text.replacing("\0", with: "\u{FFFD}") }
        text.withUTF8 { append(contentsOf: $0) }
    }

    /// Appends `count` bytes, which `write` has to set.
    mutating func append(_ count: Int, write: (UnsafeMutablePointer<UInt8>) -> Void) {
        let start = self.count
        append(contentsOf: repeatElement(0, count: count))
        withUnsafeMutableBufferPointer { write($0.baseAddress! + start) }
    }
}
