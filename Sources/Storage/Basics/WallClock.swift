package import Conversations
import FoundationEssentials

/// Where the time comes from; tests bring their own.
package struct WallClock: Sendable {
    package let now: @Sendable () -> Timestamp

    package init(now: @escaping @Sendable () -> Timestamp) { self.now = now }

    package static let system = WallClock { Timestamp(.now) }
}
