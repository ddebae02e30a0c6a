import Conversations
import Synchronization

/// One open event stream. It keeps little however slow the client is: of each patient the newest event, and when
/// there are too many patients a reset in place of all of them.
final class EventSubscription: Sendable {
    private struct State {
        var batch = EventBatch()
        var isEnded = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    static let capacity = 64

    let account: Account
    /// The newest event when the stream was opened.
    let startID: Int64
    private let state = Mutex(State())

    init(account: Account, startID: Int64) {
        self.account = account
        self.startID = startID
    }

    func offer(_ event: PatientEvent) {
        change { state in
            if state.batch.resetID != nil {
                state.batch.resetID = event.id
                return
            }
            state.batch.events.removeAll { $0.patientID == event.patientID }
            state.batch.events.append(event)
            guard state.batch.events.count > Self.capacity else { return }
            state.batch.resetID = event.id
            state.batch.events = []
        }
    }

    func reset(at id: Int64) {
        change { state in
            state.batch.resetID = id
            state.batch.events = []
        }
    }

    func clinicHasChanged() { change { $0.batch.clinicHasChanged = true } }

    func beat() { change { $0.batch.isBeat = true } }

    func end() { change { $0.isEnded = true } }

    /// What there is to send, as soon as there is something; nil once the stream is over. One caller at a time.
    func next() async -> EventBatch? {
        while true {
            let (batch, isEnded) = state.withLock { state in
                let batch = state.batch
                state.batch = EventBatch()
                return (batch, state.isEnded)
            }
            if isEnded { return nil }
            if !batch.isEmpty { return batch }
            await waitForChange()
        }
    }

    private func waitForChange() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mustWait = state.withLock { state in
                    guard state.batch.isEmpty, !state.isEnded else { return false }
                    state.waiter = continuation
                    return true
                }
                if !mustWait { continuation.resume() }
            }
        } onCancel: {
            end()
        }
    }

    private func change(_ body: (inout State) -> Void) {
        let waiter = state.withLock { state in
            body(&state)
            return state.waiter.take()
        }
        waiter?.resume()
    }
}
