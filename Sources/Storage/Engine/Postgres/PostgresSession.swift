#if PostgreSQL
    import Conversations
    import Foundation

    /// A thread's connection, made when it is needed and again when it has broken.
    final class PostgresSession {
        private static let repetitions = 8
        let settings: PostgresSettings
        private var connection: PostgresConnection?
        /// False once a server has not known what was prepared on it: something in between shares connections.
        private var prepares = true

        init(_ settings: PostgresSettings) { self.settings = settings }

        /// Runs `body` in a transaction. Whatever certainly left nothing behind is tried again until `deadline`: a
        /// broken connection, a conflict with another transaction, a server that is no longer the primary. After that it
        /// throws `StorageError`.
        func transaction<Value>(
            as principal: Principal, isReading: Bool, clock: WallClock?, until deadline: ContinuousClock.Instant,
            _ body: (any Transaction) throws -> Value
        ) throws -> (Value, [Change]) {
            var attempt = 0
            while true {
                attempt += 1
                let connection = try connect(until: deadline)
                do {
                    return try once(on: connection, as: principal, isReading: isReading, clock: clock, body)
                } catch {
                    if !connection.isUsable { self.connection = nil }
                    guard mayRepeat(error), attempt < Self.repetitions, .now < deadline else {
                        throw translated(error)
                    }
                    Thread.sleep(forTimeInterval: Double.random(in: 0.002...0.02) * Double(attempt))
                }
            }
        }

        private func once<Value>(
            on connection: PostgresConnection, as principal: Principal, isReading: Bool, clock: WallClock?,
            _ body: (any Transaction) throws -> Value
        ) throws -> (Value, [Change]) {
            let transaction = PostgresTransaction(
                on: connection, as: principal, isReading: isReading, settings: settings, clock: clock)
            do {
                let value = try body(transaction)
                try transaction.commit()
                return (value, transaction.changes)
            } catch {
                transaction.rollback()
                throw error
            }
        }

        /// A connection, tried for until `deadline`.
        private func connect(until deadline: ContinuousClock.Instant) throws -> PostgresConnection {
            var pause = 0.05
            while true {
                if let connection, connection.isUsable { return connection }
                guard .now < deadline else { throw StorageError.unavailable("the database did not answer in time") }
                let reason: String
                switch Result(catching: { () throws(PostgresError) in
                    try PostgresConnection(settings.uri, prepares: prepares)
                }) {
                case .success(let made):
                    connection = made
                    return made
                case .failure(let error): reason = error.reason
                }
                guard .now + .seconds(pause) < deadline else { throw StorageError.unavailable(reason) }
                Thread.sleep(forTimeInterval: pause * Double.random(in: 0.5...1))
                pause = min(pause * 2, 1)
            }
        }

        private func mayRepeat(_ error: any Error) -> Bool {
            switch error {
            case PostgresError.connectionLost: return true
            case PostgresError.outdated(let state, _):
                if state == PostgresError.unknownStatement { prepares = false }
                return true
            case PostgresError.refused(let state, _):
                if Self.goneStates.contains(state) { connection = nil }
                return Self.goneStates.contains(state) || Self.conflictStates.contains(state)
            default: return false
            }
        }

        /// Shutting down, crashing, starting up, read-only since another server is the primary, connection lost as a
        /// pooler reports it, too many connections.
        private static let goneStates: Set = ["57P01", "57P02", "57P03", "25006", "08006", "08P01", "53300"]
        /// Serialisation failure, deadlock, and a key that somebody else has taken since it was looked for: who looks
        /// again finds it.
        private static let conflictStates: Set = ["40001", "40P01", "23505"]
    }

    extension StorageError {
        /// libpq's error as the rest of the product sees it.
        fileprivate init(_ error: PostgresError) {
            switch error {
            case .connectionLost(let reason): self = .unavailable(reason)
            case .refused(let state, let message), .outdated(let state, let message):
                self = .refused(sqlState: state, message: message)
            }
        }
    }

    /// Translates libpq's errors and passes on everything else.
    private func translated(_ error: any Error) -> any Error {
        (error as? PostgresError).map { StorageError($0) } ?? error
    }
#endif
