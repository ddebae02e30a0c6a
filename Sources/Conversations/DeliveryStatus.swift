/// How far a message has come. Meta's states, plus ours for what happens before Meta has it.
package enum DeliveryStatus: String, Codable, Sendable, CaseIterable {
    /// Incoming.
    case received
    /// Waits in the outbox.
    case pending
    /// Claimed for a call to Meta, or called without a known outcome.
    case sending
    case sent, delivered, read, played
    case failed
    /// Never left: a takeover came first.
    case cancelled

    /// The status after Meta reported `report`, or nil when the report changes nothing.
    ///
    /// Reports come late, repeatedly and in any order, so a status only moves forward. A failure is not undone, except
    /// one that was decided here without Meta (`ours`); it is ignored after the message was delivered.
    package func advanced(by report: DeliveryStatus, failureWasOurs ours: Bool) -> DeliveryStatus? {
        switch (self, report) {
        case (.received, _), (.cancelled, _): nil
        case (.failed, _) where !ours: nil
        case (.failed, .failed): nil
        case (_, .failed): rank < Self.delivered.rank ? .failed : nil
        default: report.rank > rank ? report : nil
        }
    }

    private var rank: Int {
        switch self {
        case .received, .cancelled: 0
        case .failed, .pending, .sending: 1
        case .sent: 2
        case .delivered: 3
        case .read: 4
        case .played: 5
        }
    }
}
