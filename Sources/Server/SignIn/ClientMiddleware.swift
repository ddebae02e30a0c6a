import Hummingbird

/// Finds out whom a request comes from, before anything counts them.
struct ClientMiddleware: RouterMiddleware {
    let proxies: TrustedProxies

    func handle(
        _ request: Request, context: HTTPContext, next: (Request, HTTPContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.client = Client(peer: context.peer, headers: request.headers, proxies: proxies)
        return try await next(request, context)
    }
}
