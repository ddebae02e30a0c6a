/// Whether and when a refused message is sent again. Delays are drawn at random, so that many waiting messages do
/// not come back at the same moment.
package enum RetryPlan: Sendable, Hashable {
    case never
    /// From 1 s, doubled each time, up to 60 s. `maxAttempts` counts the first attempt too; nil means without end.
    case backoff(maxAttempts: Int?)
    /// Too many messages to one person: 4^X seconds, as Meta asks, up to 256 s, and for this conversation only.
    case pair
    /// A limit that lasts: from 1 min, doubled each time, up to 15 min.
    case minutes

    /// How long to wait after attempt number `attempt` (from 1) before the next one; nil when there is to be none.
    package func delay(attempt: Int, random: inout some RandomNumberGenerator) -> Duration? {
        let exponent = min(max(attempt, 1) - 1, 20)
        switch self {
        case .never: return nil
        case .backoff(let maxAttempts):
            if let maxAttempts, attempt >= maxAttempts { return nil }
            let ceiling = min(60_000, 1000 << exponent)
            return .milliseconds(Int.random(in: 100...ceiling, using: &random))
        case .pair:
            let wanted = 1000 << (2 * min(exponent, 4))
            return .milliseconds(Int.random(in: wanted...(wanted + wanted / 4), using: &random))
        case .minutes:
            let ceiling = min(15 * 60_000, 60_000 << exponent)
            return .milliseconds(Int.random(in: (ceiling / 2)...ceiling, using: &random))
        }
    }
}

extension RetryPlan {
    /// As it is stored.
    package var word: String {
        switch self {
        case .never: "never"
        case .backoff(let limit): limit.map { "backoff \($0)" } ?? "backoff"
        case .pair: "pair"
        case .minutes: "minutes"
        }
    }

    /// A word that is not known here means that nothing is tried again.
    package init(word: String) {
        let parts = word.split(separator: " ")
        switch parts.first {
        case "backoff": self = .backoff(maxAttempts: parts.count > 1 ? Int(parts[1]) : nil)
        case "pair": self = .pair
        case "minutes": self = .minutes
        default: self = .never
        }
    }
}
