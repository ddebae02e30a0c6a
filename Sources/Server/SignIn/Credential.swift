import Conversations
import HTTPTypes
import Hummingbird

/// What a request shows to prove who it comes from.
enum Credential: Sendable {
    /// A session of ours.
    case cookie(CookieToken)
    /// An access token of Supabase.
    case bearer(Secret)

    /// All that a request shows: one bad cookie doesn't hide a good one. Where there is an access token, it alone counts.
    static func shown(by request: Request) -> [Credential] {
        let words = request.headers[.authorization]?.split(separator: " ", maxSplits: 1) ?? []
        if words.count == 2, words[0].lowercased() == "bearer" { return [.bearer(Secret(String(words[1])))] }
        return TokenCookie.session.tokens(in: request).map { .cookie($0) }
    }
}
