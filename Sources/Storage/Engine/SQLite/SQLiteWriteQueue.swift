import Conversations
import Dispatch
import GRDB
import Synchronization

/// Lets several small write transactions share one commit, since a commit costs a wait for the disk.
///
/// Each caller's work runs in a savepoint of its own and keeps its order. Callers go on only after COMMIT; when
/// BEGIN or COMMIT fails, all of them fail.
final class SQLiteWriteQueue: Sendable {
    private static let batchLimit = 64

    private struct State {
        var jobs: [any WriteJob] = []
        var isDraining = false
    }

    private let state = Mutex(State())
    private let thread = DispatchQueue(label: "shubhstra.sqlite.write")
    private let pool: DatabasePool
    private let connections: SQLiteConnections
    private let clock: WallClock
    private let changes: ChangeSignal

    init(pool: DatabasePool, connections: SQLiteConnections, clock: WallClock, changes: ChangeSignal) {
        self.pool = pool
        self.connections = connections
        self.clock = clock
        self.changes = changes
    }

    func add(_ job: any WriteJob) {
        let mustStart = state.withLock { state in
            state.jobs.append(job)
            defer { state.isDraining = true }
            return !state.isDraining
        }
        if mustStart { thread.async { self.drain() } }
    }

    private func drain() {
        while let batch = nextBatch() { commit(batch) }
    }

    private func nextBatch() -> [any WriteJob]? {
        state.withLock { state in
            guard !state.jobs.isEmpty else {
                state.isDraining = false
                return nil
            }
            let batch = Array(state.jobs.prefix(Self.batchLimit))
            state.jobs.removeFirst(batch.count)
            return batch
        }
    }

    private func commit(_ batch: [any WriteJob]) {
        let pending = PendingChanges()
        do {
            try pool.writeWithoutTransaction { database in
                let connection = try connections.connection(of: database)
                try database.inTransaction(.immediate) {
                    for job in batch { job.run(on: connection, at: clock.now(), pending) }
                    return .commit
                }
            }
            for job in batch { job.finish(nil) }
            changes.send(pending.all)
        } catch {
            for job in batch { job.finish(error) }
        }
    }
}

/// One caller's transaction, waiting for its turn.
protocol WriteJob: Sendable {
    func run(on connection: SQLiteConnection, at now: Timestamp, _ pending: PendingChanges)
    /// Resumes the caller, with `commitError` when nothing was kept.
    func finish(_ commitError: (any Error)?)
}

final class SQLiteWriteJob<Value: Sendable>: WriteJob {
    private let principal: Principal
    private let body: @Sendable (any Transaction) throws -> Value
    private let continuation: CheckedContinuation<Value, any Error>
    private let result = Mutex<Result<Value, any Error>?>(nil)

    init(
        principal: Principal, body: @escaping @Sendable (any Transaction) throws -> Value,
        continuation: CheckedContinuation<Value, any Error>
    ) {
        self.principal = principal
        self.body = body
        self.continuation = continuation
    }

    func run(on connection: SQLiteConnection, at now: Timestamp, _ pending: PendingChanges) {
        let transaction = SQLiteTransaction(on: connection, as: principal, now: now, pending: pending)
        let before = pending.count
        let outcome = Result {
            try transaction.savepoint {
                let value = try body(transaction)
                try ChangedPatients.note(Array(pending.all.dropFirst(before)), in: transaction)
                return value
            }
        }
        result.withLock { $0 = outcome }
    }

    func finish(_ commitError: (any Error)?) {
        let outcome = result.withLock { $0 }
        if let commitError {
            continuation.resume(throwing: commitError)
        } else if let outcome {
            continuation.resume(with: outcome)
        } else {
            continuation.resume(throwing: StorageError.cannotOpen("the transaction did not run"))
        }
    }
}
