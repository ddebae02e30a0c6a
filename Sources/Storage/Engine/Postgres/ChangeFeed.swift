#if PostgreSQL
    import Conversations
    import Logging
    import ServiceLifecycle

    /// Reads the announcements of the other nodes, when a notification says so or, where none arrive, twice a second.
    struct ChangeFeed {
        private static let pollInterval = Duration.milliseconds(500)
        /// Even a connection that seems to listen may be deaf.
        private static let safetyInterval = Duration.seconds(5)
        /// After this long without reading, announcements may have been deleted unread.
        private static let forgetfulness = Duration.seconds(300)

        let engine: PostgresEngine
        let logger: Logger

        func run() async {
            let listener = PostgresListener(engine.settings)
            await cancelWhenGracefulShutdown {
                var position = Position()
                while !Task.isCancelled {
                    if listener.mustGreet() { await greet() }
                    await read(&position)
                    await listener.doorbell.wait(
                        atMost: listener.isHearing ? Self.safetyInterval : Self.pollInterval)
                }
            }
            listener.stop()
        }

        /// How far the reading has got.
        private struct Position {
            var last: Int64?
            var readAt = ContinuousClock.now
        }

        private func read(_ position: inout Position) async {
            do {
                if position.last == nil { position.last = try await newest() }
                if position.readAt.duration(to: .now) > Self.forgetfulness { engine.changes.send([.missed]) }
                while let last = position.last, let next = try await pass(on: last) { position.last = next }
                position.readAt = .now
            } catch {
                logger.warning("announcements not read", metadata: ["error.code": "\(ReasonCode.of(error))"])
            }
        }

        private func newest() async throws -> Int64 {
            try await engine.read(as: .system) {
                try $0.row("SELECT COALESCE(MAX(id), 0) AS newest FROM announcements")?["newest"] ?? 0
            }
        }

        /// Passes on the next announcements; nil when there are none.
        private func pass(on last: Int64) async throws -> Int64? {
            let own = engine.announcer.node
            let (changes, newest) = try await engine.read(as: .system) { transaction -> ([Change], Int64?) in
                let rows = try transaction.rows(
                    "SELECT id, node, changes FROM announcements WHERE id > \(last) ORDER BY id LIMIT 200")
                if rows.isEmpty {
                    // Announcements do not wait for the disk: a server that crashed may assign their numbers again.
                    let newest: Int64 = try transaction.rows(
                        "SELECT COALESCE(MAX(id), 0) AS newest FROM announcements")[0]["newest"]
                    return newest < last ? ([.missed], newest) : ([], nil)
                }
                let others = try rows.filter { try $0["node"] != own }
                let lines = try others.flatMap { (try $0["changes"] as String).split(separator: "\n") }
                return (lines.compactMap(Change.init(announced:)), try rows.last?["id"])
            }
            engine.changes.send(changes)
            return newest
        }

        /// Sends a notification on a connection of the pool: only a listener that hears it really listens. A pooler
        /// that shares sessions accepts LISTEN and then stays silent.
        private func greet() async {
            try? await engine.announce { try $0.execute("SELECT pg_notify('shubhstra', '')") }
        }
    }
#endif
