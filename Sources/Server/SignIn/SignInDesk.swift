import Conversations
import HTTPTypes
import Storage

/// Checks passwords, and how often they were wrong (docs/decisions/0017).
struct SignInDesk: Sendable {
    private let signIn: SignIn
    private let supabase: SupabaseAuth?
    private let stored: StorageAnswer
    private let hasher: PasswordHasher
    /// Attempts from one place at one account are checked one after the other, so that right ones don't count against each
    /// other.
    private let lines = Lines(limit: 8)
    /// One address takes a part of what can be checked at once.
    private let addresses = Crowd(limit: 8)

    /// `supabase`: where passwords are checked instead of here.
    init(
        signIn: SignIn, supabase: SupabaseAuth?, stored: StorageAnswer, hasher: PasswordHasher = PasswordHasher()
    ) {
        self.signIn = signIn
        self.hasher = hasher
        self.supabase = supabase
        self.stored = stored
    }

    /// The account behind an e-mail address and its password. Throws 401, or 429 after too many failures; an unknown
    /// address, something that isn't an address and a wrong password cannot be told apart.
    /// - Parameters:
    ///   - address: of the client; nil where nobody knows it.
    ///   - devices: what the browser shows as a known one.
    func account(
        email: String, password: String, address: IPAddress?, devices: [CookieToken]
    ) async throws -> Account {
        let attempt = SignInAttempt(
            account: email.lowercased(), address: address?.description, devices: devices.map(\.hash))
        let place = "\(attempt.account) \(attempt.address ?? "-") \(attempt.devices.joined(separator: " "))"
        do {
            return try await addresses.inside(attempt.address) {
                try await lines.inTurn(place) {
                    try await counted(attempt) { try await verified(EmailAddress(email), password) }
                }
            }
        } catch is Lines.Full {
            throw APIError.unavailable
        } catch is Crowd.Full {
            throw APIError.unavailable
        }
    }

    /// Counts the attempt as a failure until it has proved right. One that could not be checked counts for nothing.
    private func counted(_ attempt: SignInAttempt, _ check: () async throws -> Account?) async throws -> Account {
        switch try await stored({ try await signIn.begin(attempt) }) {
        case .wait(let wait, let isFromStranger):
            throw APIError.tooManyFailures(after: wait, isFromStranger: isFromStranger)
        case .check(let counted):
            let found: Account?
            do {
                found = try await check()
            } catch {
                try? await stored { try await signIn.withdraw(counted) }
                throw error
            }
            guard let found else {
                try await stored { try await signIn.fail(counted) }
                throw APIError.wrongPassword
            }
            try await stored { try await signIn.succeed(counted) }
            return found
        }
    }

    /// Nil when the password is wrong, or nobody can have this address.
    private func verified(_ email: EmailAddress?, _ password: String) async throws -> Account? {
        if let supabase { return try await verified(email, password, by: supabase) }
        var found: (account: Account, passwordHash: String)?
        if let email { found = try await stored { try await signIn.account(email: email) } }
        let match = try await verify(password, against: found?.passwordHash)
        guard match != .none, let found else { return nil }
        if match == .fitsAsTyped { await renew(found.passwordHash, of: found.account, password) }
        return found.account
    }

    /// Keeps the hash of the prepared password from now on. Where that fails, the next sign-in does it.
    private func renew(_ hash: String, of account: Account, _ password: String) async {
        guard let prepared = try? PreparedPassword(password), let new = try? await hasher.hash(prepared) else { return }
        try? await stored { try await signIn.renewPassword(of: account, from: hash, to: new) }
    }

    private func verified(
        _ email: EmailAddress?, _ password: String, by supabase: SupabaseAuth
    ) async throws -> Account? {
        guard let email else { return nil }
        do {
            let verified = try await supabase.client.signIn(email: email, password: password)
            let person = try await stored { try await signIn.person(email: verified) }
            guard let person else { throw APIError.noAccount }
            return person.account
        } catch let error as APIError where error == .wrongPassword {
            return nil
        }
    }

    private func verify(_ password: String, against hash: String?) async throws -> PasswordMatch {
        do {
            return try await hasher.verify(password, against: hash)
        } catch is PasswordHasher.Busy {
            throw APIError.unavailable
        }
    }
}

extension APIError {
    fileprivate static func tooManyFailures(after wait: Duration, isFromStranger: Bool) -> APIError {
        let seconds = max(1, Int((wait / .seconds(1)).rounded(.up)))
        let time = seconds < 60 ? "\(seconds) s" : "\((seconds + 59) / 60) min"
        let way = isFromStranger ? ", or sign in with a browser in which you have signed in before" : ""
        return APIError(
            .tooManyRequests, "too_many_attempts", "Too many failed attempts. Try again in \(time)\(way).",
            retryAfter: seconds)
    }
}
