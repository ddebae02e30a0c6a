#if PostgreSQL
    import CLibPQ

    /// The statements of one connection. What is run more than once is prepared, under a name that no other connection
    /// uses, unless a pooler may give the next transaction another server.
    struct PostgresStatements {
        /// What the server is asked, in the order of its answers.
        struct Question {
            enum Kind { case prepare, runPrepared, run }
            let statement: PostgresStatement
            let kind: Kind

            /// What an error says about this question: a schema that has changed under a prepared statement, or a server
            /// that has forgotten it, is no fault of the statement.
            func meaning(of error: PostgresError) -> PostgresError {
                guard kind == .runPrepared, case .refused(let state, let message) = error,
                    [PostgresError.changedPlan, PostgresError.unknownStatement].contains(state)
                else { return error }
                return .outdated(sqlState: state, message: message)
            }
        }

        /// Whether the connection leads to one server, so that what is prepared on it stays.
        var mayPrepare = false
        private var known = StatementCache<PostgresStatement>()
        private var values = PostgresValues()
        private let prefix = "s\(String(UInt64.random(in: 0...UInt64.max), radix: 36))_"
        private var count = 0
        /// How many statements were run, and at how many everything is forgotten next.
        private var runs = 0
        private var endOfPlans = 1000

        /// Forgets everything where there is too much, or where twice as much was run as when it was last forgotten: a
        /// plan that was made for an empty table reads a large one through, until the server's own statistics come, a
        /// minute later or more. Returns what has to be run for that, outside a transaction.
        mutating func tidy() -> [SQL] {
            guard known.isFull || runs >= endOfPlans else { return [] }
            endOfPlans = max(endOfPlans, 2 * runs)
            known.removeAll()
            return mayPrepare ? ["DEALLOCATE ALL"] : []
        }

        /// Queues a statement and notes what the server is asked. False when libpq refuses.
        mutating func send(_ sql: SQL, on handle: OpaquePointer, _ questions: inout [Question]) -> Bool {
            let statement = statement(for: sql)
            runs += 1
            values.take(sql)
            let isRepeated = statement.isUsedAgain()
            guard mayPrepare && isRepeated else {
                questions.append(Question(statement: statement, kind: .run))
                return values.withPointers { count, pointers, lengths, formats in
                    // The answer is asked for in binary, which no setting of the session can change.
                    PQsendQueryParams(handle, statement.text, count, values.types, pointers, lengths, formats, 1) == 1
                }
            }
            if !statement.isPrepared {
                questions.append(Question(statement: statement, kind: .prepare))
                let types = values.types
                guard PQsendPrepare(handle, statement.name, statement.text, Int32(types.count), types) == 1 else {
                    return false
                }
                // So that nobody asks twice; the answer may take it back.
                statement.isPrepared = true
            }
            questions.append(Question(statement: statement, kind: .runPrepared))
            return values.withPointers { count, pointers, lengths, formats in
                PQsendQueryPrepared(handle, statement.name, count, pointers, lengths, formats, 1) == 1
            }
        }

        private mutating func statement(for sql: SQL) -> PostgresStatement {
            if let found = known[sql] { return found }
            count += 1
            let made = PostgresStatement(sql, name: "\(prefix)\(count)")
            known[sql] = made
            return made
        }
    }

    extension PostgresError {
        /// A prepared statement would answer with other columns than before.
        static let changedPlan = "0A000"
        /// There is no prepared statement of that name.
        static let unknownStatement = "26000"
    }
#endif
