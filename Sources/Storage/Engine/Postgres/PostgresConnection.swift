#if PostgreSQL
    import CLibPQ
    import Conversations
    import Foundation

    /// What libpq reports, in the words of this module.
    enum PostgresError: Error {
        /// There is no connection: it could not be made, or it broke.
        case connectionLost(String)
        /// The server refused a statement.
        case refused(sqlState: String, message: String)
        /// The server no longer knows what was prepared on this connection, or it no longer fits the schema.
        case outdated(sqlState: String, message: String)

        var reason: String {
            switch self {
            case .connectionLost(let reason), .refused(_, let reason), .outdated(_, let reason): reason
            }
        }
    }

    /// One connection to a server. It belongs to the thread that made it and never leaves that thread, so it needs no
    /// lock and is deliberately not `Sendable`.
    final class PostgresConnection {
        private let handle: OpaquePointer
        /// False once anything has failed that leaves the connection in doubt.
        private(set) var isUsable = true
        private var prepared = PostgresStatements()
        private let prepares: Bool

        /// Connects, host by host. Anything in the URI overrides the values here. With `prepares`, statements that are run
        /// again are prepared where that is safe.
        init(_ uri: Secret, prepares: Bool = false) throws(PostgresError) {
            let defaults = [
                ("fallback_application_name", "shubhstra"), ("connect_timeout", "3"), ("client_encoding", "UTF8"),
                // A peer that vanished without a word is noticed after ten seconds.
                ("tcp_user_timeout", "10000"), ("keepalives_idle", "10"), ("keepalives_interval", "3"),
                ("keepalives_count", "3"),
                // A standby may answer with old data, and takes no writes.
                ("target_session_attrs", "read-write"), ("dbname", uri.exposed),
            ]
            let opened = CStrings(defaults.map(\.0)).withPointers { names in
                CStrings(defaults.map(\.1)).withPointers { PQconnectdbParams(names, $0, 1) }
            }
            guard let opened else { throw .connectionLost("libpq has no memory") }
            guard PQstatus(opened) == CONNECTION_OK else {
                let reason = String(cString: PQerrorMessage(opened))
                PQfinish(opened)
                throw .connectionLost(reason.trimmingCharacters(in: .whitespacesAndNewlines))
            }
            handle = opened
            self.prepares = prepares
            // Notices are for people at a terminal, and may quote values.
            PQsetNoticeProcessor(handle, { _, _ in }, nil)
        }

        deinit { PQfinish(handle) }

        var socket: Int32 { PQsocket(handle) }

        /// Sends several statements in one round trip and returns their answers. Throws the first error.
        func run(_ statements: [SQL], limit: Duration?) throws(PostgresError) -> [PostgresResult] {
            var results: [PostgresResult] = []
            try run(statements, limit: limit) { results.append($0) }
            return results
        }

        /// The same; `take` is given the answers in order, also those before an error.
        func run(
            _ statements: [SQL], limit: Duration?, _ take: (PostgresResult) -> Void
        ) throws(PostgresError) {
            let deadline = limit.map { ContinuousClock.now + $0 }
            guard PQenterPipelineMode(handle) == 1 else { throw lost() }
            var questions: [PostgresStatements.Question] = []
            for statement in statements {
                guard prepared.send(statement, on: handle, &questions) else { throw lost() }
            }
            guard PQpipelineSync(handle) == 1 else { throw lost() }
            var failure: PostgresError?
            for question in questions {
                guard let result = try next(deadline, question.statement) else { throw lost() }
                while try next(deadline) != nil {}
                let error = result.error
                if let error { failure = failure ?? question.meaning(of: error) }
                if question.kind == .prepare { question.statement.isPrepared = error == nil }
                if question.kind != .prepare && failure == nil { take(result) }
            }
            guard let end = try next(deadline), end.status == PGRES_PIPELINE_SYNC, PQexitPipelineMode(handle) == 1
            else { throw lost() }
            if PQstatus(handle) != CONNECTION_OK { throw lost() }
            dropNotifications()
            if let failure {
                if case .outdated = failure { isUsable = false }
                throw failure
            }
        }

        /// Before a transaction: lets the server forget what is prepared, where that is too much. Not together with BEGIN,
        /// which would then come too late to say what kind of transaction it is.
        func tidy(limit: Duration?) throws(PostgresError) {
            let statements = prepared.tidy()
            if !statements.isEmpty { _ = try run(statements, limit: limit) }
        }

        /// Called with what the server says who it is. A pooler has told this connection something else, and may give it
        /// another server each time: then nothing is prepared.
        func isServed(by backend: Int64) { prepared.mayPrepare = prepares && backend == Int64(PQbackendPID(handle)) }

        /// True when the server has something to say, or the connection broke; false after `milliseconds`.
        func waitForInput(milliseconds: Int32) -> Bool {
            var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            return poll(&descriptor, 1, milliseconds) > 0
        }

        /// How many notifications have come. Throws when the connection is gone.
        func takeNotifications() throws(PostgresError) -> Int {
            guard PQconsumeInput(handle) == 1 else { throw lost() }
            var count = 0
            while let notification = PQnotifies(handle) {
                PQfreemem(notification)
                count += 1
            }
            return count
        }

        /// Behind a pooler a connection may receive notifications that somebody else asked for. libpq keeps them until
        /// they are taken. The listener loses none: it sends no statement once it listens.
        private func dropNotifications() {
            while let notification = PQnotifies(handle) { PQfreemem(notification) }
        }

        private func next(
            _ deadline: ContinuousClock.Instant?, _ statement: PostgresStatement? = nil
        ) throws(PostgresError) -> PostgresResult? {
            guard PQflush(handle) >= 0 else { throw lost() }
            while PQisBusy(handle) == 1 {
                let left = deadline.map { Int32(clamping: ($0 - .now).milliseconds) } ?? -1
                if left == 0 || (left < 0 && deadline != nil) { throw giveUp() }
                if waitForInput(milliseconds: left) {
                    guard PQconsumeInput(handle) == 1 else { throw lost() }
                }
            }
            return PQgetResult(handle).map { PostgresResult($0, to: statement) }
        }

        /// The server did not keep to its own time limit. It is asked to cancel; whatever it answers, this connection
        /// is no longer used.
        private func giveUp() -> PostgresError {
            if let cancel = PQgetCancel(handle) {
                // With a server that hangs the request to cancel may hang too, so a separate thread makes it. libpq
                // allows that: the cancel object is a copy that nothing else uses.
                nonisolated(unsafe) let cancel = cancel
                Thread.detachNewThread {
                    var reason = [CChar](repeating: 0, count: 256)
                    _ = PQcancel(cancel, &reason, Int32(reason.count))
                    PQfreeCancel(cancel)
                }
            }
            isUsable = false
            return .connectionLost("the server did not answer in time")
        }

        private func lost() -> PostgresError {
            isUsable = false
            let reason = String(cString: PQerrorMessage(handle)).trimmingCharacters(in: .whitespacesAndNewlines)
            return .connectionLost(reason.isEmpty ? "the connection broke" : reason)
        }
    }

    extension Duration {
        /// Whole milliseconds, never negative.
        var milliseconds: Int64 { max(0, components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000) }
    }
#endif
