import Conversations
package import Storage

/// Hands committed changes to the open event streams, and keeps the newest ones for those who come back.
///
/// An event is a hint to read again. A stream that has missed some of them for good is told so by a reset.
package final class EventHub: Sendable {
    private let desk: EventDesk
    private let listening: ChangeSignal.Listening

    /// `capacity` is how many events are kept for replay.
    package init(changes: ChangeSignal, clock: WallClock = .system, capacity: Int = 4096) {
        let desk = EventDesk(firstID: clock.now().milliseconds * 1000, capacity: capacity)
        self.desk = desk
        listening = changes.listen { desk.publish($0) }
    }

    /// Opens a stream of one clinic's events. An account's oldest stream ends when it has more than `limit`.
    ///
    /// `after` is the last event the client has seen; events since then come first, or a reset when they are no
    /// longer known.
    func subscribe(
        _ account: Account, after lastID: Int64?, limit: Int = 20,
        isOver: @escaping @Sendable () async -> Bool = { false }
    ) -> EventSubscription {
        desk.subscribe(account, after: lastID, limit: limit, isOver: isOver)
    }

    /// Ends the stream.
    func unsubscribe(_ subscription: EventSubscription) { desk.unsubscribe(subscription) }

    /// Makes every stream send a sign of life.
    func beat() { desk.beat() }

    /// Ends the streams whose session is over.
    func endWhatIsOver() async { await desk.endWhatIsOver() }

    /// Ends every stream, and from now on each one that is opened.
    func close() { desk.close() }

    /// How many streams are open.
    package var subscriberCount: Int { desk.subscriberCount }
}
