import Conversations
import HTTPTypes
import Storage

/// Checks passwords, and how often they were wrong. Only failures count, so that many people behind one address
/// can sign in.
struct SignInDesk: Sendable {
    static let window = Duration.seconds(15 * 60)
    static let accountLimit: Int64 = 8
    static let addressLimit: Int64 = 40

    private let environment: ServerEnvironment
    private let hasher = PasswordHasher()
    private let underWay = AttemptsUnderWay()

    init(environment: ServerEnvironment) { self.environment = environment }

    private var store: Store { environment.store }

    /// The account behind an e-mail address and its password. Throws 401, or 429 after too many failures; an unknown
    /// address and a wrong password cannot be told apart.
    func account(email: String, password: String, clientAddress: String) async throws -> Account {
        let email = email.lowercased()
        let byAccount = "account:\(email)"
        let byAddress = "address:\(clientAddress)"
        return try await limited(byAddress, to: Self.addressLimit) {
            try await limited(byAccount, to: Self.accountLimit) {
                guard let account = try await verified(email, password) else {
                    try await count([byAccount, byAddress])
                    throw APIError.wrongPassword
                }
                try await environment.stored { try await store.forgetSignInFailures(subject: byAccount) }
                return account
            }
        }
    }

    /// An attempt under way counts like a failure until it is over.
    private func limited<Value>(
        _ subject: String, to limit: Int64, _ attempt: () async throws -> Value
    ) async throws -> Value {
        try await underWay.during(subject) { others in
            guard others < limit else { throw Self.tooMany(after: .seconds(2)) }
            let wait = try await environment.stored {
                try await store.signInWait(subject: subject, limit: limit - others)
            }
            if let wait { throw Self.tooMany(after: wait) }
            return try await attempt()
        }
    }

    /// Nil when the password is wrong.
    private func verified(_ email: String, _ password: String) async throws -> Account? {
        guard let supabase = environment.supabase else {
            let found = try await environment.stored { try await store.accountToSignIn(email: email) }
            return try await verify(password, against: found?.passwordHash) ? found?.account : nil
        }
        do {
            let verified = try await supabase.client.signIn(email: email, password: password)
            let person = try await environment.stored { try await store.person(email: verified) }
            guard let person else { throw APIError.noAccount }
            return person.account
        } catch let error as APIError where error == .wrongPassword {
            return nil
        }
    }

    private func verify(_ password: String, against hash: String?) async throws -> Bool {
        do {
            return try await hasher.verify(password, against: hash)
        } catch is PasswordHasher.Busy {
            throw APIError.unavailable
        }
    }

    private func count(_ subjects: [String]) async throws {
        for subject in subjects {
            try await environment.stored { try await store.countSignInFailure(subject: subject, window: Self.window) }
        }
    }

    private static func tooMany(after wait: Duration) -> APIError {
        APIError(
            .tooManyRequests, "too_many_attempts", "Too many failed attempts. Try again later.",
            retryAfter: Int(wait.components.seconds) + 1)
    }
}
