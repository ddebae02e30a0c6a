import AsyncHTTPClient
import Conversations
import FoundationEssentials
import HTTPTypes
import JSON
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// Calls to Supabase Auth. Nothing about them is logged.
struct SupabaseClient: Sendable {
    private static let bodyLimit = 256 * 1024
    private static let patience = Duration.seconds(10)

    let settings: SupabaseSettings
    let http: HTTPClient

    /// The verified e-mail address of the person with this password. Throws 401, 403, 429 or 503 with a sentence for a
    /// person.
    func signIn(email: EmailAddress, password: String) async throws -> EmailAddress {
        var request = request("/token?grant_type=password")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .bytes(ByteBuffer(data: try JSONEncoder().encode(["email": email.text, "password": password])))
        let (response, body) = try await send(request)
        guard response.status == .ok else { throw refusal(response, body) }
        guard let verified = verifiedEmail(of: Self.json(body)?["user"]) else { throw APIError.emailNotVerified }
        return verified
    }

    /// The public keys of the project, as it publishes them.
    func keys() async throws -> Data {
        let (response, body) = try await send(request("/.well-known/jwks.json"))
        guard response.status == .ok else { throw APIError.supabaseAway }
        return body
    }

    private func request(_ path: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: "\(settings.url)/auth/v1\(path)")
        request.headers.add(name: "apikey", value: settings.anonKey.exposed)
        request.headers.add(name: "User-Agent", value: "shubhstra")
        return request
    }

    private func send(_ request: HTTPClientRequest) async throws -> (HTTPClientResponse, Data) {
        do {
            return try await withThrowingTaskGroup { group in
                defer { group.cancelAll() }
                group.addTask {
                    let response = try await http.execute(request, timeout: TimeAmount(Self.patience))
                    return (response, Data(buffer: try await response.body.collect(upTo: Self.bodyLimit)))
                }
                // The limit of the call itself ends with the head of the answer.
                group.addTask {
                    try await Task.sleep(for: Self.patience)
                    throw APIError.supabaseAway
                }
                guard let answer = try await group.next() else { throw APIError.supabaseAway }
                return answer
            }
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw APIError.supabaseAway
        }
    }

    private func refusal(_ response: HTTPClientResponse, _ body: Data) -> APIError {
        // Three forms are in use: `code` is a number beside `error_code`, or a word, or there is only `error`.
        let answer = Self.json(body)
        let code = ["error_code", "code", "error"].lazy.compactMap { answer?[$0]?.string }.first
        switch (response.status.code, code) {
        case (429, _):
            let seconds = response.headers.first(name: "Retry-After").flatMap(Int.init)
            return APIError(
                .tooManyRequests, "too_many_attempts", "Too many attempts. Try again later.",
                retryAfter: min(max(seconds ?? 30, 1), 3600))
        case (400..<500, "email_not_confirmed"): return .emailNotVerified
        case (400..<500, "user_banned"): return .noAccount
        // Nothing else is the person's fault: a key that is no longer valid is answered with 401, too.
        case (400..<500, "invalid_credentials"), (400..<500, "invalid_grant"): return .wrongPassword
        default: return .supabaseAway
        }
    }

    private func verifiedEmail(of user: JSONElement?) -> EmailAddress? {
        guard let user, let email = user["email"]?.string, user["email_confirmed_at"]?.string != nil,
            user["is_anonymous"] == nil || user["is_anonymous"]?.bool == false
        else { return nil }
        return EmailAddress(email)
    }

    private static func json(_ body: Data) -> JSONElement? { try? JSONElement(Array(body), .strict) }
}

extension APIError {
    static let supabaseAway = APIError(
        .serviceUnavailable, "sign_in_unavailable", "Signing in does not work right now. Try again in a moment.",
        retryAfter: 5)
    static let emailNotVerified = APIError(
        .forbidden, "email_not_verified", "Confirm your e-mail address first; Supabase has sent you a link.")
    static let noAccount = APIError(
        .forbidden, "no_account", "This e-mail address belongs to no clinic here. Ask whoever runs this server.")
}
