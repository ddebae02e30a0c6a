import Conversations
import Storage
import Synchronization

/// The state behind the hub, apart from it so that the change signal's listener can hold it.
final class EventDesk: Sendable {
    private struct State {
        var ring: EventRing
        var streams: [ClinicID: [EventSubscription]] = [:]
        var isClosed = false
    }

    private let state: Mutex<State>

    init(firstID: Int64, capacity: Int) {
        state = Mutex(State(ring: EventRing(firstID: firstID, capacity: capacity)))
    }

    var subscriberCount: Int { state.withLock { $0.streams.values.reduce(0) { $0 + $1.count } } }

    func publish(_ changes: [Change]) {
        state.withLock { state in
            for case .patient(let clinic, let patient, let seq) in changes {
                let event = state.ring.append(clinic: clinic, patient: patient, seq: seq)
                for stream in state.streams[clinic] ?? [] { stream.offer(event) }
            }
            for case .clinic(let clinic) in changes {
                for stream in state.streams[clinic] ?? [] { stream.clinicHasChanged() }
            }
            guard changes.contains(.missed) else { return }
            state.ring.forget()
            for (clinic, streams) in state.streams {
                for stream in streams { stream.reset(at: state.ring.lastID(of: clinic)) }
            }
        }
    }

    func subscribe(
        _ account: Account, after lastID: Int64?, limit: Int, isOver: @escaping @Sendable () async -> Bool
    ) -> EventSubscription {
        state.withLock { state in
            let newest = state.ring.lastID(of: account.clinicID)
            let subscription = EventSubscription(account: account, startID: newest, isOver: isOver)
            if state.isClosed {
                subscription.end()
                return subscription
            }
            if let lastID {
                if let missed = state.ring.events(after: lastID, of: account.clinicID) {
                    for event in missed { subscription.offer(event) }
                } else {
                    subscription.reset(at: newest)
                }
            }
            var streams = state.streams[account.clinicID] ?? []
            let own = streams.filter { $0.account.id == account.id }
            for oldest in own.prefix(max(0, own.count + 1 - limit)) {
                oldest.end()
                streams.removeAll { $0 === oldest }
            }
            state.streams[account.clinicID] = streams + [subscription]
            return subscription
        }
    }

    func unsubscribe(_ subscription: EventSubscription) {
        state.withLock { state in
            let clinic = subscription.account.clinicID
            let left = (state.streams[clinic] ?? []).filter { $0 !== subscription }
            state.streams[clinic] = left.isEmpty ? nil : left
        }
        subscription.end()
    }

    func beat() {
        for stream in all { stream.beat() }
    }

    func endWhatIsOver() async {
        for stream in all {
            if Task.isCancelled { return }
            if await stream.isOver() { stream.end() }
        }
    }

    func close() {
        state.withLock { $0.isClosed = true }
        for stream in all { stream.end() }
    }

    private var all: [EventSubscription] { state.withLock { $0.streams.values.flatMap(\.self) } }
}
