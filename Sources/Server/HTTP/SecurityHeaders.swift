import HTTPTypes
import Hummingbird

/// Puts on every answer what keeps a browser from doing anything with it that the dashboard does not need.
struct SecurityHeaders<Context: RequestContext>: RouterMiddleware {
    private let headers: HTTPFields = [
        .contentSecurityPolicy: contentPolicy,
        .xContentTypeOptions: "nosniff",
        .referrerPolicy: "no-referrer",
        .frameOptions: "DENY",
        .crossOriginOpenerPolicy: "same-origin",
        .permissionsPolicy: "camera=(), geolocation=(), microphone=(self), payment=(), usb=()",
    ]
    /// Data is no page: should a browser show it as one after all, it may do nothing at all. It comes so often that what
    /// says nothing about it is left out.
    private let dataHeaders: HTTPFields = [
        .contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
        .xContentTypeOptions: "nosniff",
        .frameOptions: "DENY",
    ]

    /// What came from outside is not even of this origin.
    private let fileHeaders: HTTPFields = [
        .contentSecurityPolicy: "default-src 'none'; sandbox; frame-ancestors 'none'",
        .xContentTypeOptions: "nosniff",
        .frameOptions: "DENY",
        .referrerPolicy: "no-referrer",
    ]

    private func headers(for response: Response) -> HTTPFields {
        if response.headers[.contentDisposition] != nil { return fileHeaders }
        return response.isData ? dataHeaders : headers
    }

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for header in headers(for: response) { response.headers[header.name] = header.value }
        let isShared = response.headers[.accessControlAllowOrigin] != nil
        response.headers[.crossOriginResourcePolicy] = isShared ? "cross-origin" : "same-origin"
        return response
    }
}

private let contentPolicy = [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:",
    "media-src 'self' blob:", "connect-src 'self'", "font-src 'self'", "manifest-src 'self'", "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
].joined(separator: "; ")

extension Response {
    fileprivate var isData: Bool { headers[.contentType]?.hasPrefix("application/json") == true }
}

extension HTTPField.Name {
    fileprivate static let referrerPolicy = Self("Referrer-Policy")!
    fileprivate static let frameOptions = Self("X-Frame-Options")!
    fileprivate static let crossOriginOpenerPolicy = Self("Cross-Origin-Opener-Policy")!
    fileprivate static let permissionsPolicy = Self("Permissions-Policy")!
}
