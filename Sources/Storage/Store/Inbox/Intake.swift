import Conversations
import Synchronization

/// Stores the deliveries that come at the same time together, since a commit costs a wait for the disk: while one
/// transaction is under way, whatever comes waits for the next one. How much can wait is bounded by the server's connections.
final class Intake: Sendable {
    /// How many rows are stored at once, and how many bytes, unless a single delivery has more.
    private static let rowLimit = 64
    private static let byteLimit = 4 << 20

    /// A body to be stored, once for each of its lanes.
    struct Item: Sendable {
        let body: String
        let isText: Bool
        let lanes: [InboxLane]
    }

    private struct Waiting: Sendable {
        let item: Item
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var waiting: [Waiting] = []
        var isBusy = false
    }

    private let engine: any Engine
    private let state = Mutex(State())

    init(engine: any Engine) { self.engine = engine }

    /// How many deliveries wait for the transaction that is under way.
    var count: Int { state.withLock { $0.waiting.count } }

    /// Returns once it is committed.
    func store(_ item: Item) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            let mustStart = state.withLock { state in
                state.waiting.append(Waiting(item: item, continuation: continuation))
                defer { state.isBusy = true }
                return !state.isBusy
            }
            if mustStart { Task { await drain() } }
        }
    }

    private func drain() async {
        while let batch = next() { await store(batch) }
    }

    private func next() -> [Waiting]? {
        state.withLock { state in
            var (rows, bytes) = (0, 0)
            let fitting = state.waiting.prefix { waiting in
                let isFirst = rows == 0
                rows += waiting.item.lanes.count
                bytes += waiting.item.body.utf8.count * waiting.item.lanes.count
                return isFirst || rows <= Self.rowLimit && bytes <= Self.byteLimit
            }
            guard !fitting.isEmpty else {
                state.isBusy = false
                return nil
            }
            state.waiting.removeFirst(fitting.count)
            return Array(fitting)
        }
    }

    private func store(_ batch: [Waiting]) async {
        do {
            try await insert(batch.map(\.item))
            for waiting in batch { waiting.continuation.resume() }
        } catch let error where batch.count > 1 && error.isAboutValue {
            // One of them cannot be stored: the others shall not fail with it.
            for waiting in batch { await store([waiting]) }
        } catch {
            // Where the database is away, whoever waits would only wait as long once more, and be told too late.
            let others = (error as? StorageError)?.isPassing == true ? takeAll() : []
            for waiting in batch + others { waiting.continuation.resume(throwing: error) }
        }
    }

    private func takeAll() -> [Waiting] {
        state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
    }

    private func insert(_ items: [Item]) async throws {
        try await engine.write(as: .system) { transaction in
            // In the order in which they came: the time is the same for all of them.
            let count = items.reduce(0) { $0 + $1.lanes.count }
            var ids = (0..<count).map { _ in DeliveryID.make() }.sorted { $0.uuid < $1.uuid }[...]
            let rows = items.flatMap { item in
                item.lanes.map { lane -> SQL in
                    """
                    (\(ids.removeFirst()), \(transaction.now), \(item.body), \(item.isText ? "utf8" : "base64"), 'new',
                        \(lane.number))
                    """
                }
            }
            for rows in rows.inPowersOfTwo {
                try transaction.post(
                    """
                    INSERT INTO deliveries (id, received_at, body, encoding, state, lane) VALUES \(SQL.list(rows))
                    """)
            }
            transaction.signal(.work(.inbox))
        }
    }
}
