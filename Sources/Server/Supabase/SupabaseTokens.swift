import Conversations
import FoundationEssentials
import JSON
import JWTKit

/// Checks Supabase's access tokens.
///
/// The key decides on the algorithm, never the token alone: the shared secret of the settings is for HS256, a public
/// key of the project for the one algorithm of its kind. A token stays valid until it expires, also after its owner has
/// signed out at Supabase (an hour by default).
actor SupabaseTokens {
    /// In bytes. Supabase's own are about one kilobyte.
    static let sizeLimit = 8 * 1024
    private static let lifetime = Duration.seconds(600)
    private static let pause = Duration.seconds(60)
    private static let pauseAfterFailure = Duration.seconds(2)

    private let client: SupabaseClient
    private var keys: [String: JWK] = [:]
    private var fetchedAt: ContinuousClock.Instant?
    private var mayFetchAt = ContinuousClock.now
    private var fetching: Task<Void, Never>?

    init(client: SupabaseClient) { self.client = client }

    /// The e-mail address of the token's owner; nil when the token is worth nothing here. Throws 503 while no key
    /// could be had at all.
    func person(_ token: Secret, now: Date = Date()) async throws -> EmailAddress? {
        let token = token.exposed
        guard token.utf8.count <= Self.sizeLimit, let header = TokenHeader(token) else { return nil }
        let collection = JWTKeyCollection()
        switch header.alg {
        case "HS256":
            guard let secret = client.settings.jwtSecret else { return nil }
            await collection.add(hmac: HMACKey(from: secret.exposed), digestAlgorithm: .sha256)
        case "ES256", "RS256":
            guard let kid = header.kid, let key = try await key(kid), let pinned = key.pinned(to: header.alg) else {
                return nil
            }
            guard (try? await collection.add(jwk: pinned, isDefault: true)) != nil else { return nil }
        default: return nil
        }
        let claims = try? await collection.verify(token, as: SupabaseClaims.self)
        return claims?.person(issuer: "\(client.settings.url)/auth/v1", now: now)
    }

    private func key(_ kid: String) async throws -> JWK? {
        let isStale = fetchedAt.map { $0.duration(to: .now) > Self.lifetime } ?? true
        if let known = keys[kid], !isStale { return known }
        await refresh()
        // While Supabase is away, what was known stays true.
        if let known = keys[kid] { return known }
        if fetchedAt == nil { throw APIError.supabaseAway }
        return nil
    }

    /// Asks for the keys, once for all who wait, and at most once a minute (sooner where that failed): a token names
    /// whatever key it likes.
    private func refresh() async {
        if let fetching { return await fetching.value }
        guard .now >= mayFetchAt else { return }
        let task = Task {
            mayFetchAt = .now + Self.pauseAfterFailure
            guard let data = try? await client.keys(), let set = try? JSONDecoder().decode(KeySet.self, from: data)
            else { return }
            mayFetchAt = .now + Self.pause
            keys = Dictionary(
                set.keys.compactMap(\.key).compactMap { key in key.keyIdentifier.map { ($0.string, key) } }
            ) { first, _ in first }
            fetchedAt = .now
        }
        fetching = task
        await task.value
        fetching = nil
    }

    /// Keys of a kind that is not known here do not spoil the others.
    private struct KeySet: Decodable {
        let keys: [Entry]

        struct Entry: Decodable {
            let key: JWK?
            init(from decoder: any Decoder) throws { key = try? JWK(from: decoder) }
        }
    }
}

extension JWK {
    /// The key with its one algorithm; nil when the token asks for another one.
    fileprivate func pinned(to name: String) -> JWK? {
        let own: Algorithm
        switch keyType {
        case .ecdsa where curve == .ecdsa(.p256): own = .es256
        case .rsa: own = .rs256
        default: return nil
        }
        guard own.rawValue == name, algorithm == nil || algorithm == own else { return nil }
        var pinned = self
        pinned.algorithm = own
        return pinned
    }
}

/// The unverified beginning of a token: it says which key to try, and nothing else of it is believed.
private struct TokenHeader {
    let alg: String
    let kid: String?

    init?(_ token: String) {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        var text = String(parts[0]).replacing("-", with: "+").replacing("_", with: "/")
        text += String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: text), let header = try? JSONElement(Array(data), .strict),
            let alg = header["alg"]?.string
        else { return nil }
        (self.alg, kid) = (alg, header["kid"]?.string)
    }
}
