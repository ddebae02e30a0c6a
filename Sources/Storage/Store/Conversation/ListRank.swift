import Conversations

/// Where a patient stands in the list: the higher, the further up; of equal ones the newest activity comes first. One
/// number, so that one index gives the order and a place in it.
enum ListRank {
    /// Nobody has to do anything.
    static let none: Int64 = 0
    /// A person is needed, and the patient does not wait.
    static let needed: Int64 = 1
    /// The last millisecond of the year 9999, and what is needed to stay above `needed`.
    static let latest: Int64 = 253_402_300_799_999 + 2

    /// A red flag is open: above all others, whoever waits longest first.
    static func urgent(since: Timestamp?) -> Int64 { 2 * latest - (since?.milliseconds ?? 0) }

    /// The longest waiting first.
    static func waiting(since: Timestamp) -> Int64 { latest - since.milliseconds }
}

extension Conversation {
    /// Written with every change of what it follows from.
    var listRank: Int64 {
        if isUrgent { return ListRank.urgent(since: waiting?.since) }
        guard severity > 0 || (isBotPaused && waiting != nil) else { return ListRank.none }
        return waiting.map { ListRank.waiting(since: $0.since) } ?? ListRank.needed
    }
}
