import HTTPTypes
import Hummingbird

/// Lets pages of the listed origins read the API's answers, with the session of the person.
struct CORSMiddleware<Context: RequestContext>: RouterMiddleware {
    let allowedOrigins: Set<String>

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard !allowedOrigins.isEmpty, request.uri.path.hasPrefix("/api/") else {
            return try await next(request, context)
        }
        let origin = request.headers[.origin].flatMap { allowedOrigins.contains($0) ? $0 : nil }
        var response: Response
        if origin != nil, request.method == .options {
            response = Self.preflight
        } else {
            response = try await next(request, context)
        }
        // A cache must not give one origin the answer to another.
        response.headers.append(HTTPField(name: .vary, value: "Origin"))
        if let origin {
            response.headers[.accessControlAllowOrigin] = origin
            response.headers[.accessControlAllowCredentials] = "true"
            response.headers[.accessControlExposeHeaders] = "Retry-After, Date"
        }
        return response
    }

    private static var preflight: Response {
        Response(
            status: .noContent,
            headers: [
                .accessControlAllowMethods: "GET, POST, PUT, PATCH, DELETE, OPTIONS",
                .accessControlAllowHeaders: "content-type, authorization, last-event-id",
                .accessControlMaxAge: "600",
            ])
    }
}
