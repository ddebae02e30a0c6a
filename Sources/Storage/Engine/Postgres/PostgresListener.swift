#if PostgreSQL
    import Conversations
    import Foundation
    import Synchronization

    /// A connection that waits for notifications, on a thread of its own, and is made again when it breaks.
    final class PostgresListener: Sendable {
        private struct State {
            var isHearing = false
            var mustGreet = false
            var isStopped = false
        }

        /// Rings when there may be something to read.
        let doorbell = Doorbell()
        private let state = Mutex(State())

        init(_ settings: PostgresSettings) {
            let uri: Secret
            switch settings.listen {
            case .sameAddress: uri = settings.uri
            case .address(let other): uri = other
            case .off: return
            }
            let thread = Thread { [self] in listen(to: uri) }
            thread.name = "shubhstra.postgres.listen"
            thread.start()
        }

        /// Whether a notification has arrived over the present connection.
        var isHearing: Bool { state.withLock { $0.isHearing } }

        /// True once after every connect.
        func mustGreet() -> Bool {
            state.withLock { state in
                defer { state.mustGreet = false }
                return state.mustGreet
            }
        }

        /// The thread ends within half a second.
        func stop() { state.withLock { $0.isStopped = true } }

        private func listen(to uri: Secret) {
            while !state.withLock({ $0.isStopped }) {
                // Whatever goes wrong, it is tried again; meanwhile the feed polls.
                try? hear(on: uri)
                state.withLock { $0.isHearing = false }
                doorbell.ring()
                Thread.sleep(forTimeInterval: 0.5)
            }
        }

        private func hear(on uri: Secret) throws {
            let connection = try PostgresConnection(uri)
            _ = try connection.run(["LISTEN shubhstra"], limit: .seconds(5))
            state.withLock { $0.mustGreet = true }
            doorbell.ring()
            while !state.withLock({ $0.isStopped }) {
                guard connection.waitForInput(milliseconds: 500) else { continue }
                guard try connection.takeNotifications() > 0 else { continue }
                state.withLock { $0.isHearing = true }
                doorbell.ring()
            }
        }
    }
#endif
