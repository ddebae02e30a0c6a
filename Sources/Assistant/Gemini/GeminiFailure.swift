import JSON

/// The body that comes with an HTTP error. Its details may be in any order and any of them may be missing.
struct GeminiFailure: Sendable {
    private let status: Int
    private let error: JSONElement?

    /// - Parameter body: not always such an object; it may be a proxy's error page.
    init(status: Int, body: [UInt8]) {
        self.status = status
        error = (try? JSONElement(body, .lenient))?["error"]
    }

    private var details: JSONElements { (error?["details"]).elements }

    var meaning: ModelError {
        switch status {
        case 401, 403: .badKey(status: status)
        case 400 where isAboutTheKey: .badKey(status: status)
        case 404: .modelNotFound
        case 429: .quota(wait: wait)
        case 499, 500, 503, 504: .unavailable(status: status)
        default: .refused(status: status, word: error?["status"]?.string)
        }
    }

    /// As ErrorInfo says.
    private var isAboutTheKey: Bool { details.contains { $0["reason"]?.string?.hasPrefix("API_KEY") == true } }

    /// As QuotaFailure and RetryInfo say.
    private var wait: Duration? {
        let quotas = details.flatMap { $0["violations"].elements }.compactMap { $0["quotaId"]?.string }
        guard !quotas.contains(where: { $0.contains("PerDay") }) else { return nil }
        return details.lazy.compactMap { $0["retryDelay"]?.string }.compactMap(Self.duration).first
    }

    /// A number of seconds followed by `s`.
    private static func duration(_ text: String) -> Duration? {
        guard text.hasSuffix("s"), let seconds = Double(text.dropLast()), (0...86_400).contains(seconds) else {
            return nil
        }
        return .seconds(seconds)
    }
}
