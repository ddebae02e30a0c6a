import Hummingbird

/// Lets through only those who are signed in: with a session of ours, or with an access token of Supabase where people
/// sign in there.
struct SessionMiddleware: RouterMiddleware {
    let sessions: Sessions

    func handle(
        _ request: Request, context: HTTPContext, next: (Request, HTTPContext) async throws -> Response
    ) async throws -> Response {
        guard let session = try await sessions.current(of: request) else { throw APIError.notSignedIn }
        var context = context
        context.session = session
        return try await next(request, context)
    }
}
