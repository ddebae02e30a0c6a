import Hummingbird
import Storage

/// Lets only those through who are signed in. The session is the one authority on who that is.
struct SessionMiddleware: RouterMiddleware {
    let environment: ServerEnvironment

    func handle(
        _ request: Request, context: HTTPContext, next: (Request, HTTPContext) async throws -> Response
    ) async throws -> Response {
        guard let token = SessionToken(request), let person = try await environment.person(behind: token) else {
            throw APIError.notSignedIn
        }
        var context = context
        context.session = CurrentSession(token: token, person: person)
        return try await next(request, context)
    }
}

extension ServerEnvironment {
    /// Who is signed in with this token; nil when the session is over.
    func person(behind token: SessionToken) async throws -> SignedIn? {
        try await stored { try await store.session(tokenHash: token.hash, lasting: SessionToken.lifetime) }
    }
}
