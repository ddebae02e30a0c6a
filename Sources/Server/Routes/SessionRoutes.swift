import Hummingbird
import HTTPTypes
import Storage

/// Signing in and out.
struct SessionRoutes: Sendable {
    let environment: ServerEnvironment
    let desk: SignInDesk

    /// `open` is for everybody, `closed` for those who are signed in.
    func add(to open: RouterGroup<HTTPContext>, _ closed: RouterGroup<HTTPContext>) {
        open.post("session") { request, context in try await signIn(request, context) }
        closed.get("session") { _, context in
            let session = try context.currentSession
            return answer(session.person, session.credential)
        }
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
            email: email, password: body.password, clientAddress: context.clientAddress)
        let token = SessionToken.make()
        let person = try await environment.stored {
            try await environment.store.addSession(
                tokenHash: token.hash, for: account, lasting: SessionToken.lifetime)
            return try await environment.store.session(tokenHash: token.hash, lasting: SessionToken.lifetime)
        }
        guard let person else { throw APIError.wrongPassword }
        return answer(person, .cookie(token))
    }

    private func signOut(_ context: HTTPContext) async throws -> Response {
        // A token of Supabase is signed out there; here nothing is kept of it.
        if case .cookie(let token) = try context.currentSession.credential {
            try await environment.stored { try await environment.store.removeSession(tokenHash: token.hash) }
        }
        var response = Response.json(SuccessBody())
        response.headers[.setCookie] = SessionToken.setCookie(nil, isSecure: environment.settings.cookieSecure)
        return response
    }

    /// The cookie goes with every answer about the session, so that it lasts as long as the session does.
    private func answer(_ person: SignedIn, _ credential: Credential) -> Response {
        var response = Response.json(SessionBody(person))
        guard case .cookie(let token) = credential else { return response }
        response.headers[.setCookie] = SessionToken.setCookie(token, isSecure: environment.settings.cookieSecure)
        return response
    }
}

private struct SignInRequest: Decodable {
    let email: String
    let password: String
}
