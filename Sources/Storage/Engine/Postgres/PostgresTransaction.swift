#if PostgreSQL
    import Conversations

    /// A transaction on a connection of this thread.
    ///
    /// BEGIN, savepoints and posted statements are not sent when they are made but together with the next statement, and
    /// COMMIT goes with whatever is still unsent: a round trip costs more than a statement.
    final class PostgresTransaction: Transaction {
        let principal: Principal
        let dialect = Dialect.postgreSQL
        private(set) var changes: [Change] = []
        private let connection: PostgresConnection
        private let isReading: Bool
        private let settings: PostgresSettings
        private let clock: WallClock?
        private let limit: Duration?
        /// Nil until the server has answered for the first time.
        private var time: Timestamp?
        /// What went wrong when somebody asked for the time.
        private var trouble: (any Error)?
        private var unsent: [SQL] = []
        private var sentCount = 0
        /// How many statements there were, sent and unsent, when one was last posted.
        private var postedUpTo = 0
        private var depth = 0

        init(
            on connection: PostgresConnection, as principal: Principal, isReading: Bool, settings: PostgresSettings,
            clock: WallClock?
        ) {
            self.connection = connection
            self.principal = principal
            self.isReading = isReading
            self.settings = settings
            self.clock = clock
            // The server enforces the first of these itself.
            limit = principal == .owner ? nil : settings.statementLimit + settings.silenceLimit
        }

        /// Where the server cannot be asked, whatever comes next fails for that, COMMIT at the latest.
        var now: Timestamp {
            do { try open() } catch { trouble = error }
            return time ?? Timestamp(milliseconds: 0)
        }

        private func open() throws { if time == nil { _ = try run([]) } }

        func rows(_ statement: SQL) throws -> [ResultRow] { try run(statement).rows() }

        func rows(ofEach statements: [SQL]) throws -> [[ResultRow]] { try run(statements).map { try $0.rows() } }

        @discardableResult func execute(_ statement: SQL) throws -> Int { try run(statement).changedRows }

        func post(_ statement: SQL) {
            unsent.append(statement)
            postedUpTo = sentCount + unsent.count
        }

        func isBroken(by error: any Error) -> Bool {
            switch error {
            case PostgresError.connectionLost, PostgresError.outdated: true
            case PostgresError.refused(let state, _): !["22", "23"].contains(state.prefix(2))
            default: false
            }
        }

        func signal(_ change: Change) { changes.append(change) }

        func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
            let changesBefore = changes.count
            let position = sentCount + unsent.count
            depth += 1
            defer { depth -= 1 }
            let name = SQL(stringLiteral: "part\(depth)")
            unsent.append("SAVEPOINT \(name)")
            do {
                let result = try body()
                // What was posted here has to fail here.
                if postedUpTo > sentCount {
                    try run("RELEASE SAVEPOINT \(name)")
                } else {
                    unsent.append("RELEASE SAVEPOINT \(name)")
                }
                return result
            } catch {
                changes.removeLast(changes.count - changesBefore)
                // What is still unsent belongs to what is undone here.
                unsent.removeLast(min(unsent.count, sentCount + unsent.count - position))
                postedUpTo = min(postedUpTo, position)
                if sentCount > position {
                    unsent.append("ROLLBACK TO SAVEPOINT \(name)")
                    unsent.append("RELEASE SAVEPOINT \(name)")
                }
                throw error
            }
        }

        /// Throws `StorageError.outcomeUnknown` when the connection breaks before the server has answered.
        func commit() throws {
            if !isReading { try ChangedPatients.note(changes, in: self) }
            // A connection that was broken before leaves nothing open.
            try open()
            // A COMMIT that waits for the standby must not be cut short: PostgreSQL would then report success for what
            // the standby does not have. Without an answer in time, the outcome is not known.
            if !isReading { unsent.append("SET LOCAL statement_timeout = 0") }
            let answer: PostgresResult
            do {
                answer = try run("COMMIT")
            } catch {
                // A transaction that only read can be repeated.
                guard !isReading, error.leavesOutcomeOpen else { throw error }
                throw StorageError.outcomeUnknown
            }
            guard answer.command == "COMMIT" else {
                throw StorageError.refused(sqlState: "25P02", message: "the transaction was undone by the server")
            }
        }

        func rollback() {
            guard connection.isUsable, time != nil || sentCount > 0 else { return }
            _ = try? connection.run(["ROLLBACK"], limit: limit)
        }

        @discardableResult private func run(_ statement: SQL) throws -> PostgresResult { try run([statement])[0] }

        /// Sends what is unsent and these statements, and returns the answers to these.
        private func run(_ statements: [SQL]) throws -> [PostgresResult] {
            if let trouble { throw trouble }
            let all = unsent + statements
            unsent = []
            sentCount += all.count
            let answers = try time == nil ? begin(with: all) : connection.run(all, limit: limit)
            return Array(answers.suffix(statements.count))
        }

        private func begin(with statements: [SQL]) throws -> [PostgresResult] {
            let begin: SQL =
                isReading
                ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
            try connection.tidy(limit: limit)
            let opening = [begin, principal.introduction(settings)]
            var answers: [PostgresResult] = []
            do {
                try connection.run(opening + statements, limit: limit) { answers.append($0) }
            } catch {
                guard answers.count >= opening.count else { throw error.asStandby }
                try note(answers[opening.count - 1])
                throw error
            }
            try note(answers[opening.count - 1])
            return answers
        }

        /// What the server says of itself.
        private func note(_ introduction: PostgresResult) throws {
            guard let row = try introduction.rows().first else { throw StorageError.unreadable("now") }
            if try row["is_standby"] { throw PostgresError.standby }
            connection.isServed(by: try row["pid"])
            let said: Timestamp = try row["now"]
            time = clock?.now() ?? said
        }
    }

    extension PostgresError {
        /// The answer of a server that only replicates another one.
        fileprivate static let standby = PostgresError.refused(sqlState: "25006", message: "the server is a standby")

        /// A standby refuses to begin a transaction that writes, as a feature that it does not support.
        fileprivate var asStandby: PostgresError {
            if case .refused("0A000", _) = self { .standby } else { self }
        }
    }

    extension Error {
        /// Whether a COMMIT that ended with this error may have been carried out. A pooler may report with a code of
        /// its own that it has lost the server.
        fileprivate var leavesOutcomeOpen: Bool {
            switch self as? PostgresError {
            case .connectionLost: true
            case .refused(let state, _): state.hasPrefix("08") || state.hasPrefix("57P")
            default: false
            }
        }
    }

    extension Principal {
        /// Sent with BEGIN: who asks, and the time limits. All of it ends with the transaction, so it is also safe
        /// where a pooler gives the connection to somebody else afterwards.
        fileprivate func introduction(_ settings: PostgresSettings) -> SQL {
            let limit = self == .owner ? "0" : "\(settings.statementLimit.milliseconds)"
            return """
                SELECT set_config('statement_timeout', \(limit), TRUE),
                    set_config('idle_in_transaction_session_timeout', \(self == .owner ? "0" : "30000"), TRUE),
                    set_config('shubhstra.doctor_id', \(clinic), TRUE), set_config('role', \(role), TRUE),
                    clock_timestamp() AS now, pg_is_in_recovery() AS is_standby, pg_backend_pid() AS pid
                """
        }

        private var role: String {
            switch self {
            case .person: "shubhstra_doctor"
            case .system: "shubhstra_system"
            case .owner: "none"
            }
        }

        private var clinic: String {
            if case .person(_, let clinic) = self { clinic.description } else { "" }
        }
    }
#endif
