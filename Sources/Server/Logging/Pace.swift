import Synchronization

/// Limits how often progress is told to once a second, beginning a second after the start.
package final class Pace: Sendable {
    private let toldAt = Mutex(ContinuousClock.now)

    package init() {}

    /// Whether to tell it now. `always` is for what is told in any case, such as the end.
    package func isDue(always: Bool = false) -> Bool {
        toldAt.withLock { told in
            guard always || told.duration(to: .now) >= .seconds(1) else { return false }
            told = .now
            return true
        }
    }
}
