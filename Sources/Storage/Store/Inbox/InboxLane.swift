import Conversations

/// Deliveries of one lane are applied one after the other, whichever node does it.
package struct InboxLane: Sendable, Hashable {
    /// How many there are.
    package static let count = 16
    let number: Int64

    init(number: Int64) { self.number = number }

    /// The lane of a clinic's number: the same on every node, so not Swift's own hash (this is FNV-1a).
    init(of phoneNumberID: PhoneNumberID?) {
        let hash = (phoneNumberID?.text ?? "").utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
        number = Int64((hash ^ hash >> 32) % UInt64(Self.count))
    }

    /// The lanes of a delivery, each once; at least one.
    static func all(of numbers: [PhoneNumberID]) -> [InboxLane] {
        let lanes = numbers.isEmpty ? [InboxLane(of: nil)] : numbers.map { InboxLane(of: $0) }
        return lanes.enumerated().filter { !lanes[..<$0.offset].contains($0.element) }.map(\.element)
    }

    /// Whether a delivery that came by then is not applied yet.
    func hasDeliveries(receivedBy time: Timestamp, in transaction: any Transaction) throws -> Bool {
        try transaction.row(
            """
            SELECT 1 AS one FROM deliveries
            WHERE lane = \(number) AND state = 'new' AND received_at <= \(time) LIMIT 1
            """) != nil
    }
}
