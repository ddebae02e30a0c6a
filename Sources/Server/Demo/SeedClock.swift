import Conversations
import FoundationEssentials
import Synchronization

/// A clock that is set by hand.
final class SeedClock: Sendable {
    private let time = Mutex(Timestamp(.now))

    var now: Timestamp { time.withLock { $0 } }
    func set(_ moment: Timestamp) { time.withLock { $0 = moment } }
    func advance(by duration: Duration) { time.withLock { $0 = $0.adding(duration) } }
}
