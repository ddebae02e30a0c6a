import HTTPTypes
import Hummingbird
import Storage

/// Lets only those through who are signed in: with a session of ours, or with an access token of Supabase where people
/// sign in there. Where a request has both, the token counts.
struct SessionMiddleware: RouterMiddleware {
    let environment: ServerEnvironment

    func handle(
        _ request: Request, context: HTTPContext, next: (Request, HTTPContext) async throws -> Response
    ) async throws -> Response {
        guard let credential = Credential(request), let person = try await environment.person(behind: credential) else {
            throw APIError.notSignedIn
        }
        var context = context
        context.session = CurrentSession(credential: credential, person: person)
        return try await next(request, context)
    }
}

extension Credential {
    init?(_ request: Request) {
        let words = request.headers[.authorization]?.split(separator: " ", maxSplits: 1) ?? []
        if words.count == 2, words[0].lowercased() == "bearer" {
            self = .bearer(String(words[1]))
        } else if let token = SessionToken(request) {
            self = .cookie(token)
        } else {
            return nil
        }
    }
}

extension ServerEnvironment {
    /// Who is signed in with this; nil when the session or the token is over. Throws 403 for somebody whom Supabase
    /// knows and no clinic here.
    func person(behind credential: Credential) async throws -> SignedIn? {
        switch credential {
        case .cookie(let token):
            return try await stored { try await store.session(tokenHash: token.hash, lasting: SessionToken.lifetime) }
        case .bearer(let token):
            guard let supabase, let email = try await supabase.tokens.person(token) else { return nil }
            guard let person = try await stored({ try await store.person(email: email) }) else {
                throw APIError.noAccount
            }
            return person
        }
    }
}
