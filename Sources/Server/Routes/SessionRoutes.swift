import HTTPTypes
import Hummingbird

/// Signing in and out.
struct SessionRoutes: Sendable {
    let desk: SignInDesk
    let sessions: Sessions
    /// Whether the cookie is only sent over https.
    let isSecure: Bool

    /// `open` is for everybody, `closed` for those who are signed in.
    func add(to open: RouterGroup<HTTPContext>, _ closed: RouterGroup<HTTPContext>) {
        open.post("session") { request, context in try await signIn(request, context) }
        closed.get("session") { _, context in answer(try context.currentSession) }
        closed.delete("session") { _, context in try await signOut(context) }
    }

    private func signIn(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let body = try await request.read(SignInRequest.self)
        let email = body.email.replacing("\0", with: "\u{FFFD}")
        guard email.utf8.count <= 320 else { throw APIError.outOfRange("email", "an email address") }
        guard body.password.utf8.count <= 1024 else {
            throw APIError.outOfRange("password", "at most 1,024 bytes long")
        }
        let account = try await desk.account(
            email: email, password: body.password, clientAddress: context.client.countedAddress)
        return answer(try await sessions.begin(for: account))
    }

    private func signOut(_ context: HTTPContext) async throws -> Response {
        try await sessions.end(try context.currentSession.credential)
        var response = Response.json(SuccessBody())
        response.headers[.setCookie] = SessionToken.setCookie(nil, isSecure: isSecure)
        return response
    }

    /// The cookie goes with every answer about the session, so that it lasts as long as the session does.
    private func answer(_ session: CurrentSession) -> Response {
        var response = Response.json(SessionBody(session.person))
        guard case .cookie(let token) = session.credential else { return response }
        response.headers[.setCookie] = SessionToken.setCookie(token, isSecure: isSecure)
        return response
    }
}

private struct SignInRequest: Decodable {
    let email: String
    let password: String
}
