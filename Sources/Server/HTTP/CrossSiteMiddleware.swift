import Hummingbird

/// Refuses requests from other sites before anything else is looked at.
struct CrossSiteMiddleware<Context: RequestContext>: RouterMiddleware {
    let rule: CrossSiteRule

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard rule.allows(request) else { throw APIError.crossSite }
        return try await next(request, context)
    }
}
