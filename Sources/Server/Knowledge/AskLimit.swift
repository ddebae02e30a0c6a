import Conversations
import Synchronization

/// How often the people of one clinic may ask the assistant by themselves: a model costs money.
final class AskLimit: Sendable {
    private let count: Int
    private let period: Duration
    private let asked = Mutex<[ClinicID: [ContinuousClock.Instant]]>([:])

    init(_ count: Int = 30, in period: Duration = .seconds(600)) {
        self.count = count
        self.period = period
    }

    /// Counts a question; whole seconds to wait, and nothing counted, where there were too many.
    func wait(for clinic: ClinicID, at now: ContinuousClock.Instant) -> Int? {
        asked.withLock { asked in
            for (clinic, times) in asked where times.last.map({ $0 + period <= now }) ?? true { asked[clinic] = nil }
            let recent = asked[clinic, default: []].filter { $0 + period > now }
            guard recent.count < count else {
                return recent.first.map { max(1, Int(($0 + period - now).components.seconds) + 1) }
            }
            asked[clinic] = recent + [now]
            return nil
        }
    }
}
