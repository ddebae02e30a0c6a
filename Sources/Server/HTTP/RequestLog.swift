import HTTPTypes
import Hummingbird
import Logging

/// Requests by their route without its values, never with a query, a header or a body. Those that were refused are told
/// once a second for each route and status, with their count: strangers can have as many as they like.
struct RequestLog<Context: RequestContext>: RouterMiddleware {
    private let logger: Logger
    private let refused: PacedLog

    init(logger: Logger) {
        self.logger = logger
        refused = PacedLog(logger, "requests refused")
    }

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let route = context.endpointPath ?? "NotFound"
        let metadata: Logger.Metadata = [
            "http.method": "\(request.method.rawValue)", "http.route": "\(route)",
            "http.status": "\(response.status.code)",
            "duration.ms": "\((ContinuousClock.now - start) / .milliseconds(1))",
        ]
        switch response.status.kind {
        case .informational, .successful, .redirection: logger.debug("request answered", metadata: metadata)
        // `RefusedWebhookLog` says more about these.
        case .clientError where route == "/webhook" && response.status == .unauthorized: break
        case .clientError: refused.note(metadata, of: "\(route) \(response.status.code)", level: .info)
        case .serverError, .invalid: refused.note(metadata, of: "\(route) \(response.status.code)", level: .notice)
        }
        return response
    }
}
