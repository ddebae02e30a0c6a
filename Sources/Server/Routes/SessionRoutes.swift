import HTTPTypes
import Hummingbird

/// Signing in and out.
struct SessionRoutes: Sendable {
    let desk: SignInDesk
    let sessions: Sessions
    let transport: Transport

    /// `open` is for everybody, `closed` for those who are signed in.
    func add(to open: RouterGroup<HTTPContext>, _ closed: RouterGroup<HTTPContext>) {
        open.post("session") { request, context in try await signIn(request, context) }
        closed.get("session") { _, context in answer(try context.currentSession, context) }
        closed.delete("session") { request, context in try await signOut(request, context) }
    }

    private func signIn(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let body = try await request.read(SignInRequest.self)
        let email = body.email.replacing("\0", with: "\u{FFFD}")
        guard email.utf8.count <= 320 else { throw APIError.outOfRange("email", "an email address") }
        guard body.password.utf8.count <= 1024 else {
            throw APIError.outOfRange("password", "at most 1,024 bytes long")
        }
        let devices = TokenCookie.device.tokens(in: request)
        let account = try await desk.account(
            email: email, password: body.password, address: context.client.countedAddress, devices: devices)
        var response = answer(try await sessions.begin(for: account), context)
        let device = try await sessions.remember(devices, for: account)
        response.headers.append(TokenCookie.device.set(device, isSecure: transport.isSecure(context.client)))
        return response
    }

    private func signOut(_ request: Request, _ context: HTTPContext) async throws -> Response {
        try await sessions.end(request)
        var response = Response.json(SuccessBody())
        response.headers.append(TokenCookie.session.set(nil, isSecure: transport.isSecure(context.client)))
        return response
    }

    /// The cookie goes with every answer about the session, so that it lasts as long as the session does.
    private func answer(_ session: CurrentSession, _ context: HTTPContext) -> Response {
        var response = Response.json(SessionBody(session.person))
        guard case .cookie(let token) = session.credential else { return response }
        response.headers.append(TokenCookie.session.set(token, isSecure: transport.isSecure(context.client)))
        return response
    }
}

private struct SignInRequest: JSONRequest {
    let email: String
    let password: String

    init(_ members: BodyMembers) throws(APIError) {
        email = try members.text("email")
        password = try members.text("password")
    }
}
