import Conversations
import Storage

/// Who is signed in, and until when.
struct Sessions: Sendable {
    let signIn: SignIn
    /// Nil where people sign in with passwords that are kept here.
    let supabase: SupabaseAuth?
    let stored: StorageAnswer

    /// Who is signed in with this; nil when the session or the token is over. Throws 403 for somebody whom Supabase
    /// knows and no clinic here.
    func person(behind credential: Credential) async throws -> SignedIn? {
        switch credential {
        case .cookie(let token):
            return try await stored {
                try await signIn.session(tokenHash: token.hash, lasting: SessionToken.lifetime)
            }
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
        let token = SessionToken.make()
        let person = try await stored {
            try await signIn.addSession(tokenHash: token.hash, for: account, lasting: SessionToken.lifetime)
            return try await signIn.session(tokenHash: token.hash, lasting: SessionToken.lifetime)
        }
        guard let person else { throw APIError.wrongPassword }
        return CurrentSession(credential: .cookie(token), person: person)
    }

    /// A token of Supabase is signed out there; nothing of it is kept here.
    func end(_ credential: Credential) async throws {
        guard case .cookie(let token) = credential else { return }
        try await stored { try await signIn.removeSession(tokenHash: token.hash) }
    }
}
