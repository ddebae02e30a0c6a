/// Addresses of pages, e-mail accounts and UPI accounts.
enum WebAddresses {
    /// In lower case, without what names only the way ("https://", "www.") and without punctuation at the end.
    static func all(in text: String) -> [String] {
        text.lowercased().matches(of: pattern).map { plain(String($0.output)) }
    }

    static func removed(from text: String) -> String { text.lowercased().replacing(pattern, with: " ") }

    private static func plain(_ address: String) -> String {
        var rest = address[...]
        for start in ["https://", "http://", "www."] where rest.hasPrefix(start) { rest = rest.dropFirst(start.count) }
        while let last = rest.last, ".,;:!?)/।॥".contains(last) { rest = rest.dropLast() }
        return String(rest)
    }

    nonisolated(unsafe) private static let pattern =
        #/https?:\/\/[^\s<>()]+|[a-z0-9][a-z0-9._\-+]*@[a-z0-9][a-z0-9.\-]*|(?:www\.)?[a-z0-9][a-z0-9\-]*(?:\.[a-z0-9][a-z0-9\-]+)*\.(?:com|in|org|net|clinic|example|co|io|info|me|app|health|care|link|ly|gl|page|site|online)\b(?:\/[^\s<>()]*)?/#
}
