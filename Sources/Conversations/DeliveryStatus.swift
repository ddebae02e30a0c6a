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
    /// Reports come late, repeatedly and in any order, so a status only moves forward, and the end is the same whichever
    /// comes first: what has arrived has arrived, whatever else is reported. That Meta has the message undoes a failure
    /// only where that was decided here without Meta (`ours`).
    package func advanced(by report: DeliveryStatus, failureWasOurs ours: Bool) -> DeliveryStatus? {
        switch (self, report) {
        case (.received, _), (.cancelled, _): nil
        case (.failed, .failed): nil
        case (.failed, _) where !ours && !report.hasArrived: nil
        case (_, .failed): rank < Self.delivered.rank ? .failed : nil
        default: report.rank > rank ? report : nil
        }
    }

    /// WhatsApp has it, and nobody has said since that it failed.
    package var hasLeft: Bool { rank >= Self.sent.rank }

    /// The patient's phone has it.
    package var hasArrived: Bool { rank >= Self.delivered.rank }

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
