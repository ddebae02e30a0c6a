import Conversations
import HTTPTypes
import Storage

/// Checks passwords, and how often they were wrong. Only failures count, so that many people behind one address
/// can sign in.
struct SignInDesk: Sendable {
    static let window = Duration.seconds(15 * 60)
    static let accountLimit: Int64 = 8
    static let addressLimit: Int64 = 40

    private let signIn: SignIn
    private let supabase: SupabaseAuth?
    private let stored: StorageAnswer
    private let hasher = PasswordHasher()
    private let underWay = AttemptsUnderWay()

    /// `supabase`: where passwords are checked instead of here.
    init(signIn: SignIn, supabase: SupabaseAuth?, stored: StorageAnswer) {
        self.signIn = signIn
        self.supabase = supabase
        self.stored = stored
    }

    /// The account behind an e-mail address and its password. Throws 401, or 429 after too many failures; an unknown
    /// address, something that isn't an address and a wrong password cannot be told apart.
    func account(email: String, password: String, clientAddress: IPAddress?) async throws -> Account {
        let byAccount = "account:\(email.lowercased())"
        let byAddress = clientAddress.map { "address:\($0)" }
        return try await limited(byAddress, to: Self.addressLimit) {
            try await limited(byAccount, to: Self.accountLimit) {
                guard let account = try await verified(EmailAddress(email), password) else {
                    try await count([byAccount] + [byAddress].compactMap(\.self))
                    throw APIError.wrongPassword
                }
                try await stored { try await signIn.forgetFailures(subject: byAccount) }
                return account
            }
        }
    }

    /// An attempt under way counts like a failure until it is over. Nil is nobody who could be counted.
    private func limited<Value>(
        _ subject: String?, to limit: Int64, _ attempt: () async throws -> Value
    ) async throws -> Value {
        guard let subject else { return try await attempt() }
        return try await underWay.during(subject) { others in
            guard others < limit else { throw Self.tooMany(after: .seconds(2)) }
            let wait = try await stored { try await signIn.wait(subject: subject, limit: limit - others) }
            if let wait { throw Self.tooMany(after: wait) }
            return try await attempt()
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

    private func count(_ subjects: [String]) async throws {
        for subject in subjects {
            try await stored { try await signIn.countFailure(subject: subject, window: Self.window) }
        }
    }

    private static func tooMany(after wait: Duration) -> APIError {
        APIError(
            .tooManyRequests, "too_many_attempts", "Too many failed attempts. Try again later.",
            retryAfter: Int(wait.components.seconds) + 1)
    }
}
