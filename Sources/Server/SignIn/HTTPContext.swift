import Hummingbird
import NIOCore
import Storage

/// What is known about a request besides the request itself.
struct HTTPContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The connection.
    let channel: any Channel
    /// The other end of the connection; nil where it has no address.
    let peer: IPAddress?
    /// Whom the request comes from; `ClientMiddleware` knows what proxies say.
    var client: Client
    /// Set where a session is demanded.
    var session: CurrentSession?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
        let peer = source.channel.remoteAddress.flatMap { IPAddress($0) }
        self.peer = peer
        client = Client(peer: peer, headers: [:], proxies: TrustedProxies())
    }

    /// Throws 401 where nobody is signed in.
    var currentSession: CurrentSession {
        get throws {
            guard let session else { throw APIError.notSignedIn }
            return session
        }
    }

    var person: SignedIn { get throws { try currentSession.person } }
}

/// The session that a request came with.
struct CurrentSession: Sendable {
    let credential: Credential
    let person: SignedIn
}
