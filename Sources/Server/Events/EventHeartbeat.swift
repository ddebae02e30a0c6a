import ServiceLifecycle

/// Gives every open event stream a sign of life, so that proxies keep it, a dead client is noticed, and a page notices a
/// network that is dead without a word; ends streams whose session is over, and all of them when the server stops. One
/// timer serves all streams.
struct EventHeartbeat: Service {
    static let interval = Duration.seconds(10)

    let events: EventHub

    func run() async throws {
        await withGracefulShutdownHandler {
            await cancelWhenGracefulShutdown { await tend() }
        } onGracefulShutdown: {
            events.close()
        }
        events.close()
    }

    private func tend() async {
        // Asking for sessions takes as long as the database does; a sign of life does not wait for that.
        async let looking: Void = regularly { await events.endWhatIsOver() }
        await regularly { events.beat() }
        await looking
    }

    private func regularly(_ body: () async -> Void) async {
        while !Task.isCancelled {
            try? await Task.sleep(for: Self.interval)
            await body()
        }
    }
}
