#if PostgreSQL
    import Conversations
    import Foundation
    import Logging
    import Synchronization

    /// PostgreSQL through libpq: a fixed pool of connections, each on a thread of its own.
    ///
    /// Any number of nodes may use one database. What one node has committed is announced to the others; see
    /// `ChangeAnnouncer` and `ChangeFeed`.
    final class PostgresEngine: Engine {
        let changes: ChangeSignal
        let isShared = true
        let settings: PostgresSettings
        let announcer: ChangeAnnouncer
        private let pool: PostgresPool
        private let clock: WallClock?

        /// Does not connect yet: the first transactions do that.
        /// - Parameter clock: where the time comes from instead of the database.
        init(
            _ settings: PostgresSettings, clock: WallClock? = nil, changes: ChangeSignal = ChangeSignal(),
            logger: Logger
        ) throws {
            self.settings = settings
            self.changes = changes
            self.clock = clock
            pool = PostgresPool(settings)
            announcer = ChangeAnnouncer(logger: logger)
        }

        func read<Value: Sendable>(
            as principal: Principal, _ body: @escaping @Sendable (any Transaction) throws -> Value
        ) async throws -> Value {
            try await run(as: principal, isReading: true, body).0
        }

        func write<Value: Sendable>(
            as principal: Principal, _ body: @escaping @Sendable (any Transaction) throws -> Value
        ) async throws -> Value {
            let (value, made) = try await run(as: principal, isReading: false, body)
            changes.send(made)
            announcer.announce(made, through: self)
            return value
        }

        /// A write of the announcer, which is not announced itself.
        func announce(_ body: @escaping @Sendable (any Transaction) throws -> Void) async throws {
            _ = try await run(as: .system, isReading: false, body)
        }

        func follow(logger: Logger) async {
            await ChangeFeed(engine: self, logger: logger).run()
        }

        func close() async throws {
            await announcer.stop()
            await pool.close()
        }

        private func run<Value: Sendable>(
            as principal: Principal, isReading: Bool, _ body: @escaping @Sendable (any Transaction) throws -> Value
        ) async throws -> (Value, [Change]) {
            let deadline = ContinuousClock.now + settings.patience
            return try await withCheckedThrowingContinuation { continuation in
                let isTaken = pool.add { [clock] session in
                    continuation.resume(
                        with: Result {
                            try session.transaction(
                                as: principal, isReading: isReading, clock: clock, until: deadline, body)
                        })
                }
                if !isTaken {
                    continuation.resume(throwing: StorageError.unavailable("too much waits for the database"))
                }
            }
        }
    }

    extension Dialect {
        static let postgreSQL = Dialect(
            isPostgreSQL: true, rowLock: withoutRowLock ? "" : " FOR UPDATE",
            clinicLock: " FOR NO KEY UPDATE", skipLocked: " FOR UPDATE SKIP LOCKED")

        /// Only for the test that proves that the race checker sees what happens without the lock.
        private static var withoutRowLock: Bool {
            #if DEBUG
                ProcessInfo.processInfo.environment["SHUBHSTRA_TEST_WITHOUT_ROW_LOCK"] == "1"
            #else
                false
            #endif
        }
    }
#endif
