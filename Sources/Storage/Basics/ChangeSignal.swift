package import Conversations
import Synchronization

/// What a committed transaction changed. A hint to look again, never the news itself.
package enum Change: Sendable, Hashable {
    /// Something about a patient changed: a message, a status, the pause. `seq` is the newest message.
    case patient(ClinicID, PatientID, seq: Int64)
    /// A clinic's settings changed.
    case clinic(ClinicID)
    /// There is work of this kind.
    case work(Work)
    /// Changes of other nodes were missed: anything may have changed.
    case missed
    /// A migration was applied: every node checks whether it can still work with the schema.
    case schema
}

/// The kinds of work that rows wait for.
package enum Work: Sendable, Hashable {
    case inbox, replies, outbox, receipts, alarms, media, transcripts, uploads, reactions, templates, sendingBlocks
}

/// Tells everybody in this process what was committed.
package final class ChangeSignal: Sendable {
    private struct State {
        var listeners: [Int: @Sendable ([Change]) -> Void] = [:]
        var nextID = 0
    }

    private let state = Mutex(State())

    package init() {}

    /// `listener` is called on the committing thread: it must be quick and must not call back.
    package func listen(_ listener: @escaping @Sendable ([Change]) -> Void) -> Listening {
        state.withLock { state in
            state.nextID += 1
            state.listeners[state.nextID] = listener
            return Listening(id: state.nextID, signal: self)
        }
    }

    package func send(_ changes: [Change]) {
        guard !changes.isEmpty else { return }
        for listener in state.withLock({ Array($0.listeners.values) }) { listener(changes) }
    }

    fileprivate func forget(_ id: Int) {
        state.withLock { _ = $0.listeners.removeValue(forKey: id) }
    }

    /// Keeps a listener registered for as long as it lives.
    package final class Listening: Sendable {
        private let id: Int
        private let signal: ChangeSignal

        fileprivate init(id: Int, signal: ChangeSignal) {
            self.id = id
            self.signal = signal
        }

        deinit { signal.forget(id) }
    }
}
