import HTTPTypes
import Hummingbird
import Logging

/// One line for each request: the route without its values, never the query, a header or a body.
struct RequestLog<Context: RequestContext>: RouterMiddleware {
    let logger: Logger

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        logger.log(
            level: Self.level(of: response.status), "request answered",
            metadata: [
                "http.method": "\(request.method.rawValue)",
                "http.route": "\(context.endpointPath ?? "NotFound")",
                "http.status": "\(response.status.code)",
                "duration.ms": "\((ContinuousClock.now - start) / .milliseconds(1))",
            ])
        return response
    }

    private static func level(of status: HTTPResponse.Status) -> Logger.Level {
        switch status.kind {
        case .informational, .successful, .redirection: .debug
        case .clientError: .info
        case .serverError, .invalid: .notice
        }
    }
}
