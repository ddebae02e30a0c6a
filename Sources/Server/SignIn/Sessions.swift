import Conversations
import Hummingbird
import Storage

/// Who is signed in, and until when.
struct Sessions: Sendable {
    let signIn: SignIn
    /// Nil where people sign in with passwords that are kept here.
    let supabase: SupabaseAuth?
    let stored: StorageAnswer

    /// The first session that a request shows and that is not over. Throws as `person` does.
    func current(of request: Request) async throws -> CurrentSession? {
        for credential in Credential.shown(by: request) {
            guard let person = try await person(behind: credential) else { continue }
            return CurrentSession(credential: credential, person: person)
        }
        return nil
    }

    /// Who is signed in with this; nil when the session or the token is over. Throws 403 for somebody whom Supabase
    /// knows and no clinic here.
    func person(behind credential: Credential) async throws -> SignedIn? {
        switch credential {
        case .cookie(let token):
            return try await stored { try await signIn.session(tokenHash: token.hash) }
        case .bearer(let token):
            guard let supabase, let email = try await supabase.tokens.person(token) else { return nil }
            guard let person = try await stored({ try await signIn.person(email: email) }) else {
                throw APIError.noAccount
            }
            return person
        }
    }

    /// A new session for this account. Throws 401 where the account is gone.
    func begin(for account: Account) async throws -> CurrentSession {
        let token = CookieToken.make()
        let person = try await stored {
            try await signIn.addSession(tokenHash: token.hash, for: account)
            return try await signIn.session(tokenHash: token.hash)
        }
        guard let person else { throw APIError.wrongPassword }
        return CurrentSession(credential: .cookie(token), person: person)
    }

    /// The token by which the browser is known from now on: one that it `shows` already, or a new one.
    func remember(_ shown: [CookieToken], for account: Account) async throws -> CookieToken {
        let new = CookieToken.make()
        let hash = try await stored {
            try await signIn.rememberDevice(shown: shown.map(\.hash), new: new.hash, for: account)
        }
        return shown.first { $0.hash == hash } ?? new
    }

    /// Ends every session that a request shows. A token of Supabase is signed out there; nothing of it is kept here.
    func end(_ request: Request) async throws {
        for case .cookie(let token) in Credential.shown(by: request) {
            try await stored { try await signIn.removeSession(tokenHash: token.hash) }
        }
    }
}
