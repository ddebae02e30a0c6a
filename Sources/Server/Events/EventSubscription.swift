import Conversations
import Synchronization

/// One open event stream. It keeps little however slow the client is: of each patient the newest event, and when
/// there are too many patients a reset in place of all of them.
final class EventSubscription: Sendable {
    private struct State {
        var batch = EventBatch()
        var isEnded = false
        var receiver: Receiver?
    }

    typealias Receiver = @Sendable (EventBatch?) -> Void

    static let capacity = 64

    let account: Account
    /// The newest event when the stream was opened.
    let startID: Int64
    /// Whether the session that the stream was opened with is over.
    let isOver: @Sendable () async -> Bool
    private let state = Mutex(State())

    init(account: Account, startID: Int64, isOver: @escaping @Sendable () async -> Bool) {
        self.account = account
        self.startID = startID
        self.isOver = isOver
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

    /// Calls once with what there is to send, as soon as there is something; with nil once the stream is over. It may be
    /// called at once, and by whoever makes a change: it must come back soon, and call nothing of the hub.
    func next(_ receiver: @escaping Receiver) {
        change { $0.receiver = receiver }
    }

    private func change(_ body: (inout State) -> Void) {
        let call: (receiver: Receiver, batch: EventBatch?)? = state.withLock { state in
            body(&state)
            guard state.isEnded || !state.batch.isEmpty, let receiver = state.receiver.take() else { return nil }
            if state.isEnded { return (receiver, nil) }
            defer { state.batch = EventBatch() }
            return (receiver, state.batch)
        }
        if let call { call.receiver(call.batch) }
    }
}
