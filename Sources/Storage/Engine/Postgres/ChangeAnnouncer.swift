#if PostgreSQL
    import Conversations
    import Logging
    import Synchronization

    /// Tells the other nodes what this one has committed: a row in `announcements`, and a notification to look there.
    ///
    /// Not in the transaction that made the change: PostgreSQL lets only one transaction with a notification commit at
    /// a time. Afterwards, one announcement carries everything that was committed meanwhile. When a node dies in
    /// between, the others lose a hint, never a row: whoever reads again sees what is there.
    final class ChangeAnnouncer: Sendable {
        /// How many changes are remembered while the database is away; beyond it the others are told that they missed
        /// some.
        private static let limit = 10_000
        /// How long announcements are kept: by then every node has read them long ago.
        private static let kept = Duration.seconds(600)
        /// How long to wait after a failure before the next attempt.
        private static let pause = Duration.seconds(1)

        private struct State {
            var waiting: [Announcement: Int64] = [:]
            var clinics: Set<ClinicID> = []
            var schemaHasChanged = false
            /// Something could not be announced: the others are told to read everything again.
            var hasLost = false
            var isBusy = false
            var isStopping = false
            var flushes = 0
            var hasNews: Bool { !waiting.isEmpty || !clinics.isEmpty || schemaHasChanged }
            var idle: CheckedContinuation<Void, Never>?
        }

        let node = Identifier<ChangeAnnouncer>.make()
        private let state = Mutex(State())
        /// Rings when this is to stop, to end a pause.
        private let stopping = Doorbell()
        private let logger: Logger

        init(logger: Logger) { self.logger = logger }

        func announce(_ changes: [Change], through engine: PostgresEngine) {
            let mustStart = state.withLock { state in
                for case .patient(let clinic, let patient, let seq) in changes {
                    let key = Announcement(clinic: clinic, patient: patient)
                    guard state.waiting.count < Self.limit || state.waiting[key] != nil else {
                        state.hasLost = true
                        continue
                    }
                    state.waiting[key] = max(seq, state.waiting[key] ?? 0)
                }
                for case .clinic(let clinic) in changes { state.clinics.insert(clinic) }
                if changes.contains(.schema) { state.schemaHasChanged = true }
                guard state.hasNews, !state.isBusy else { return false }
                state.isBusy = true
                return true
            }
            if mustStart { Task { await flush(through: engine) } }
        }

        /// Announces what is left, once, and returns when nothing is being announced any more.
        func stop() async {
            stopping.ring()
            await withCheckedContinuation { continuation in
                let isIdle = state.withLock { state in
                    state.isStopping = true
                    if state.isBusy { state.idle = continuation }
                    return !state.isBusy
                }
                if isIdle { continuation.resume() }
            }
        }

        private func flush(through engine: PostgresEngine) async {
            while let (text, mustPrune) = next() {
                do {
                    try await insert(text, mustPrune: mustPrune, through: engine)
                } catch {
                    logger.warning("changes not announced", metadata: ["error.code": "\(ReasonCode.of(error))"])
                    let mayTryAgain = state.withLock { state in
                        state.hasLost = true
                        return !state.isStopping
                    }
                    if mayTryAgain { await stopping.wait(atMost: Self.pause) }
                }
            }
        }

        private func insert(_ text: String, mustPrune: Bool, through engine: PostgresEngine) async throws {
            try await engine.announce { [node] transaction in
                // One at a time, so that the numbers grow in the order of the commits and a reader misses none. It is
                // a hint, so it need not wait for the disk.
                try transaction.execute(
                    """
                    SELECT set_config('synchronous_commit', 'off', TRUE), pg_advisory_xact_lock(7470501)
                    """)
                try transaction.execute(
                    """
                    INSERT INTO announcements (node, changes, created_at)
                    VALUES (\(node), \(text), clock_timestamp())
                    """)
                try transaction.execute("SELECT pg_notify('shubhstra', '')")
                if mustPrune {
                    try transaction.execute(
                        "DELETE FROM announcements WHERE created_at < \(transaction.now.adding(.zero - Self.kept))")
                }
            }
        }

        /// What is to be announced next; nil when there is nothing, and then the announcer is idle.
        private func next() -> (String, mustPrune: Bool)? {
            let (idle, found) = state.withLock { state -> (CheckedContinuation<Void, Never>?, (String, Bool)?) in
                guard state.hasNews || state.hasLost && !state.isStopping else {
                    state.isBusy = false
                    return (state.idle.take(), nil)
                }
                defer {
                    state.waiting = [:]
                    state.clinics = []
                    state.schemaHasChanged = false
                    state.hasLost = false
                }
                state.flushes += 1
                let lines =
                    state.waiting.map { "\($0.key.clinic) \($0.key.patient) \($0.value)" }
                    + state.clinics.map { "clinic \($0)" } + (state.schemaHasChanged ? ["schema"] : [])
                    + (state.hasLost ? ["missed"] : [])
                return (nil, (lines.joined(separator: "\n"), state.flushes % 500 == 1))
            }
            idle?.resume()
            return found
        }
    }

    extension Change {
        /// A line of an announcement. Nil when a newer version of this program wrote something else.
        init?(announced line: Substring) {
            let parts = line.split(separator: " ")
            if parts == ["missed"] {
                self = .missed
            } else if parts == ["schema"] {
                self = .schema
            } else if parts.count == 2, parts[0] == "clinic", let clinic = ClinicID(parts[1]) {
                self = .clinic(clinic)
            } else if parts.count == 3, let clinic = ClinicID(parts[0]), let patient = PatientID(parts[1]),
                let seq = Int64(parts[2])
            {
                self = .patient(clinic, patient, seq: seq)
            } else {
                return nil
            }
        }
    }

    /// A patient of a clinic, as an announcement names them.
    struct Announcement: Hashable {
        let clinic: ClinicID
        let patient: PatientID
    }
#endif
