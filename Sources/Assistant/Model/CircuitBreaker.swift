import Synchronization

/// Leaves a model alone that fails again and again: patients are answered sooner by the next one, or by a person.
final class CircuitBreaker: Sendable {
    /// So many failures in a row open it.
    static let failureLimit = 5
    static let shortestBreak = Duration.seconds(5)
    static let longestBreak = Duration.seconds(300)
    /// What a server may ask for at most.
    static let longestWait = Duration.seconds(3600)

    enum Permit: Sendable {
        case usual
        /// The one call that finds out whether the model works again.
        case probe
    }

    enum Change: Hashable, Sendable {
        case opened(Duration)
        case closed
    }

    private struct State {
        var failures = 0
        /// How often in a row it was opened.
        var breaks = 0
        var openUntil: ContinuousClock.Instant?
        var isProbing = false
    }

    private let state = Mutex(State())
    private let now: @Sendable () -> ContinuousClock.Instant

    init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) { self.now = now }

    /// Nil where the model is to be left alone. Whoever gets a permit tells what became of it.
    func permit() -> Permit? {
        let now = now()
        return state.withLock { state in
            guard let end = state.openUntil else { return .usual }
            guard end <= now, !state.isProbing else { return nil }
            state.isProbing = true
            return .probe
        }
    }

    /// Nil where nothing changed.
    func note(_ kind: ModelOutcome.Kind, of permit: Permit) -> Change? {
        let now = now()
        return state.withLock { state in
            if permit == .probe { state.isProbing = false }
            switch kind {
            case .cancelled: return nil
            case .answered, .summarised, .declined:
                let wasOpen = state.openUntil != nil
                state = State()
                return wasOpen ? .closed : nil
            case .failed(let wait):
                // Calls that were under way when it opened say nothing new.
                guard state.openUntil == nil || permit == .probe else { return nil }
                state.failures += 1
                guard wait != nil || permit == .probe || state.failures >= Self.failureLimit else { return nil }
                let pause = wait.map { min(max($0, .seconds(1)), Self.longestWait) } ?? Self.pause(state.breaks)
                state.breaks += wait == nil ? 1 : 0
                state.openUntil = now + pause
                return .opened(pause)
            }
        }
    }

    /// The permit was not used.
    func giveBack(_ permit: Permit) {
        if permit == .probe { state.withLock { $0.isProbing = false } }
    }

    private static func pause(_ breaks: Int) -> Duration {
        min(shortestBreak * (1 << min(breaks, 10)), longestBreak)
    }
}
