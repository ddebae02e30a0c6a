/// The body that comes with an HTTP error. Its details may be in any order and any of them may be missing.
struct GeminiFailure: Decodable, Sendable {
    struct Content: Decodable, Sendable {
        let status: String?
        let details: [Detail]?
    }

    struct Detail: Decodable, Sendable {
        /// In ErrorInfo.
        let reason: String?
        /// In RetryInfo: a number of seconds followed by `s`.
        let retryDelay: String?
        /// In QuotaFailure.
        let violations: [Violation]?
    }

    struct Violation: Decodable, Sendable {
        let quotaId: String?
    }

    let error: Content?

    /// - Parameter body: nil when it isn't such an object, for example a proxy's error page.
    static func error(status: Int, body: GeminiFailure?) -> GeminiError {
        let content = body?.error
        let details = content?.details ?? []
        switch status {
        case 401, 403: return .badKey(status: status)
        case 400 where details.contains { $0.reason?.hasPrefix("API_KEY") == true }: return .badKey(status: status)
        case 404: return .modelNotFound
        case 429: return .quota(wait: wait(details))
        case 499, 500, 503, 504: return .unavailable(status: status)
        default: return .refused(status: status, word: content?.status)
        }
    }

    private static func wait(_ details: [Detail]) -> Duration? {
        let quotas = details.flatMap { $0.violations ?? [] }.compactMap(\.quotaId)
        guard !quotas.contains(where: { $0.contains("PerDay") }) else { return nil }
        return details.lazy.compactMap(\.retryDelay).compactMap(duration).first
    }

    private static func duration(_ text: String) -> Duration? {
        guard text.hasSuffix("s"), let seconds = Double(text.dropLast()), (0...86_400).contains(seconds) else {
            return nil
        }
        return .seconds(seconds)
    }
}
