import Logging
import Synchronization

/// What strangers can cause as often as they like: one line in each interval for each subject, with how often it
/// happened and with what the last time brought. What came after a line is told when the interval is over.
final class PacedLog: Sendable {
    private struct Subject {
        var count = 0
        var level = Logger.Level.warning
        var last: Logger.Metadata = [:]
    }

    private let logger: Logger
    private let message: Logger.Message
    private let interval: Duration
    private let subjects = Mutex<[String: Subject]>([:])

    init(_ logger: Logger, _ message: Logger.Message, every interval: Duration = .seconds(1)) {
        self.logger = logger
        self.message = message
        self.interval = interval
    }

    /// `subject` is one of few.
    func note(_ metadata: Logger.Metadata, of subject: String = "", level: Logger.Level = .warning) {
        let isFirst = subjects.withLock { subjects in
            let isFirst = subjects[subject] == nil
            subjects[subject, default: Subject()].count += 1
            subjects[subject]?.level = level
            subjects[subject]?.last = metadata
            return isFirst
        }
        guard isFirst, tell(subject) else { return }
        Task { await tellTheRest(subject) }
    }

    private func tellTheRest(_ subject: String) async {
        repeat { try? await Task.sleep(for: interval) } while tell(subject)
    }

    /// Whether there was something to tell; where not, the subject is forgotten.
    private func tell(_ subject: String) -> Bool {
        let told = subjects.withLock { subjects -> Subject? in
            guard let told = subjects[subject], told.count > 0 else {
                subjects[subject] = nil
                return nil
            }
            subjects[subject]?.count = 0
            return told
        }
        guard let told else { return false }
        logger.log(level: told.level, message, metadata: told.last.merging(["count": "\(told.count)"]) { $1 })
        return true
    }
}
