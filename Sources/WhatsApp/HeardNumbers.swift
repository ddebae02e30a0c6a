import Conversations
import Logging
import Storage
import Synchronization

/// Notes when a webhook has last come for each number, at most once a minute.
final class HeardNumbers: Sendable {
    private static let period = Duration.seconds(60)
    /// More numbers than any server has clinics.
    private static let limit = 10_000

    private struct Noted {
        let account: WhatsAppAccountID?
        let at: ContinuousClock.Instant
    }

    private let connections: Connections
    private let logger: Logger
    private let noted = Mutex<[PhoneNumberID: Noted]>([:])

    init(connections: Connections, logger: Logger) {
        self.connections = connections
        self.logger = logger
    }

    func note(_ numbers: [HeardNumber]) async {
        let new = Array(news(in: numbers))
        guard !new.isEmpty else { return }
        do {
            try await connections.note(new)
        } catch {
            noted.withLock { noted in for number in new { noted[number.phoneNumberID] = nil } }
            logger.warning("time of a webhook not noted", metadata: ["error.code": "\(ReasonCode.of(error))"])
        }
    }

    /// Each number once, with what was said last.
    private func news(in numbers: [HeardNumber]) -> Dictionary<PhoneNumberID, HeardNumber>.Values {
        let now = ContinuousClock.now
        return noted.withLock { noted in
            if noted.count > Self.limit { noted = [:] }
            var new: [PhoneNumberID: HeardNumber] = [:]
            for number in numbers {
                let known = noted[number.phoneNumberID]
                let isOther = number.accountID != nil && known?.account != number.accountID
                guard isOther || known.map({ now - $0.at >= Self.period }) ?? true else { continue }
                new[number.phoneNumberID] = number
                noted[number.phoneNumberID] = Noted(account: number.accountID ?? known?.account, at: now)
            }
            return new.values
        }
    }
}
