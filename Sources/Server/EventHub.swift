package import Conversations
package import Storage
import Synchronization

/// What happened to a patient, as the event stream tells it.
package struct PatientEvent: Sendable, Hashable {
    /// Grows by one with every event of this process, and from one start of the process to the next.
    package let id: Int64
    package let doctorID: DoctorID
    package let patientID: PatientID
    /// The patient's newest message.
    package let seq: Int64
}

/// Hands committed changes to the open event streams, and keeps the newest ones for those who come back.
///
/// An event is a hint to read again. What a stream has missed for good it is told by a reset.
package final class EventHub: Sendable {
    private let desk: EventDesk
    private let listening: ChangeSignal.Listening

    /// `capacity` is how many events are kept for replay.
    package init(changes: ChangeSignal, clock: WallClock = .system, capacity: Int = 4096) {
        let desk = EventDesk(firstID: clock.now().milliseconds * 1000, capacity: capacity)
        self.desk = desk
        listening = changes.listen { desk.publish($0) }
    }

    /// Opens a stream of one doctor's events. An account's oldest stream ends when it has more than `limit`.
    ///
    /// `after` is the last event the client has seen; events since then come first, or a reset when they are no
    /// longer known.
    func subscribe(_ account: Account, after lastID: Int64?, limit: Int = 20) -> EventSubscription {
        desk.subscribe(account, after: lastID, limit: limit)
    }

    func unsubscribe(_ subscription: EventSubscription) { desk.unsubscribe(subscription) }

    /// Makes every stream send a sign of life.
    func beat() { desk.beat() }

    /// How many streams are open.
    package var subscriberCount: Int { desk.subscriberCount }
}

/// The state behind the hub, apart from it so that the change signal's listener can hold it.
private final class EventDesk: Sendable {
    private struct State {
        var ring: EventRing
        var streams: [DoctorID: [EventSubscription]] = [:]
    }

    private let state: Mutex<State>

    init(firstID: Int64, capacity: Int) {
        state = Mutex(State(ring: EventRing(firstID: firstID, capacity: capacity)))
    }

    var subscriberCount: Int { state.withLock { $0.streams.values.reduce(0) { $0 + $1.count } } }

    func publish(_ changes: [Change]) {
        state.withLock { state in
            for case .patient(let doctor, let patient, let seq) in changes {
                let event = state.ring.append(doctor: doctor, patient: patient, seq: seq)
                for stream in state.streams[doctor] ?? [] { stream.offer(event) }
            }
            guard changes.contains(.missed) else { return }
            state.ring.forget()
            for stream in state.streams.values.joined() { stream.reset(at: state.ring.lastID) }
        }
    }

    func subscribe(_ account: Account, after lastID: Int64?, limit: Int) -> EventSubscription {
        state.withLock { state in
            let subscription = EventSubscription(account: account, startID: state.ring.lastID)
            if let lastID {
                if let missed = state.ring.events(after: lastID, of: account.doctorID) {
                    for event in missed { subscription.offer(event) }
                } else {
                    subscription.reset(at: state.ring.lastID)
                }
            }
            var streams = state.streams[account.doctorID] ?? []
            let own = streams.filter { $0.account.id == account.id }
            for oldest in own.prefix(max(0, own.count + 1 - limit)) {
                oldest.end()
                streams.removeAll { $0 === oldest }
            }
            state.streams[account.doctorID] = streams + [subscription]
            return subscription
        }
    }

    func unsubscribe(_ subscription: EventSubscription) {
        state.withLock { state in
            let doctor = subscription.account.doctorID
            let left = (state.streams[doctor] ?? []).filter { $0 !== subscription }
            state.streams[doctor] = left.isEmpty ? nil : left
        }
    }

    func beat() {
        let all = state.withLock { $0.streams.values.flatMap(\.self) }
        for stream in all { stream.beat() }
    }
}
