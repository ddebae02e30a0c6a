import Hummingbird

/// Lets through only those who are signed in: with a session of ours, or with an access token of Supabase where people
/// sign in there.
struct SessionMiddleware: RouterMiddleware {
    let sessions: Sessions

    func handle(
        _ request: Request, context: HTTPContext, next: (Request, HTTPContext) async throws -> Response
    ) async throws -> Response {
        guard let credential = Credential(request), let person = try await sessions.person(behind: credential) else {
            throw APIError.notSignedIn
        }
        var context = context
        context.session = CurrentSession(credential: credential, person: person)
        return try await next(request, context)
    }
}
