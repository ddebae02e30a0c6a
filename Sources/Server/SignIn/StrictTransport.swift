import HTTPTypes
import Hummingbird

/// Lets browsers that came by https remember for a year to do so again: this host alone, not what is below it.
struct StrictTransport: RouterMiddleware {
    let transport: Transport

    func handle(
        _ request: Request, context: HTTPContext, next: (Request, HTTPContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        if transport.isHTTPS(context.client) { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        return response
    }
}
