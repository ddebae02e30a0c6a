package import Conversations
package import Storage
import Synchronization

/// A clock that stands still until a test moves it.
package final class ManualClock: Sendable {
    private let current: Mutex<Timestamp>

    /// Begins on a Sunday morning.
    package init(at start: Timestamp = Timestamp("2026-11-22T09:00:00.000Z")!) { current = Mutex(start) }

    package var now: Timestamp { current.withLock { $0 } }
    package var wall: WallClock { WallClock { self.now } }

    package func advance(by duration: Duration) {
        current.withLock { $0 = $0.adding(duration) }
    }
}
