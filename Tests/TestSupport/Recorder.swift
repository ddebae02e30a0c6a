import Synchronization

/// Notes what happened, in order, from any task.
package final class Recorder: Sendable {
    private let all = Mutex<[String]>([])

    package init() {}

    package var notes: [String] { all.withLock { $0 } }

    package func note(_ text: String) { all.withLock { $0.append(text) } }
}
