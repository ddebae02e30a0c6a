import Conversations
import HTTPTypes
import Hummingbird

/// What a request shows to prove who it comes from.
enum Credential: Sendable {
    /// A session of ours.
    case cookie(SessionToken)
    /// An access token of Supabase.
    case bearer(Secret)

    /// Where a request has both, the access token counts.
    init?(_ request: Request) {
        let words = request.headers[.authorization]?.split(separator: " ", maxSplits: 1) ?? []
        if words.count == 2, words[0].lowercased() == "bearer" {
            self = .bearer(Secret(String(words[1])))
        } else if let token = SessionToken(request) {
            self = .cookie(token)
        } else {
            return nil
        }
    }
}
