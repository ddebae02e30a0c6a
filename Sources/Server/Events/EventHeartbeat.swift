import ServiceLifecycle

/// Gives every open event stream a sign of life, so that proxies keep it, a dead client is noticed, and a page notices a
/// network that is dead without a word. One timer serves all streams.
struct EventHeartbeat: Service {
    static let interval = Duration.seconds(10)

    let events: EventHub

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: Self.interval)
                events.beat()
            }
        }
    }
}
