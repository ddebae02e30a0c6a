import Hummingbird
import NIOCore
import Storage

/// What is known about a request besides the request itself.
struct HTTPContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The address of the TCP peer. Headers that name another one can be forged and are not read.
    let clientAddress: String
    /// Set where a session is demanded.
    var session: CurrentSession?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        clientAddress = source.channel.remoteAddress?.ipAddress ?? "unknown"
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
