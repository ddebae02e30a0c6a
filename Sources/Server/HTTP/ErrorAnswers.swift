import Conversations
import Hummingbird
import Logging

/// Turns every error into an answer. What nobody foresaw becomes a bare 500 and a log line with its reason code.
struct ErrorAnswers<Context: RequestContext>: RouterMiddleware {
    let logger: Logger

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            return answer(to: error).response()
        }
    }

    private func answer(to error: any Error) -> APIError {
        switch error {
        case let error as APIError: return error
        case let error as HTTPError where error.status == .notFound: return .noSuchPage
        case is CancellationError: return .unavailable
        default:
            logger.error("request failed", metadata: ["error.code": "\(ReasonCode.of(error))"])
            return .internalError
        }
    }
}
