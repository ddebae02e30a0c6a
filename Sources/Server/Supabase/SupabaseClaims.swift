import Conversations
import FoundationEssentials
import JWTKit

/// What a Supabase access token says, as far as this server acts on it. `user_metadata` is not part of it: people edit
/// that themselves.
struct SupabaseClaims: JWTPayload {
    private static let leeway = 30.0

    let iss: String
    let aud: Audience
    let exp: Double
    let nbf: Double?
    let sub: String
    let role: String
    let email: String?
    let isAnonymous: Bool?

    enum CodingKeys: String, CodingKey {
        case iss, aud, exp, nbf, sub, role, email
        case isAnonymous = "is_anonymous"
    }

    /// What is left to check needs the project and the time; see `person`.
    func verify(using algorithm: some JWTAlgorithm) async throws {}

    /// The e-mail address of the person; nil unless the token is of this project, for signed-in people, valid at `now`
    /// and not a guest's.
    func person(issuer: String, now: Date) -> EmailAddress? {
        let time = now.timeIntervalSince1970
        guard iss == issuer, aud.names.contains("authenticated"), role == "authenticated", isAnonymous != true,
            UUID(uuidString: sub) != nil, exp > time - Self.leeway, (nbf ?? 0) <= time + Self.leeway,
            let email
        else { return nil }
        return EmailAddress(email)
    }

    /// One name, or several.
    struct Audience: Codable {
        let names: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            names = try (try? container.decode(String.self)).map { [$0] } ?? container.decode([String].self)
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(names)
        }
    }
}
