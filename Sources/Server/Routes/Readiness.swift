/// Whether the database takes what is written to it. It is tried at most once in an interval, however many ask.
actor Readiness {
    private let interval: Duration
    private let check: @Sendable () async throws -> Void
    private var running: Task<Bool, Never>?
    private var last: (isReady: Bool, at: ContinuousClock.Instant)?

    /// `check` throws where it cannot be written.
    init(interval: Duration = .seconds(5), check: @escaping @Sendable () async throws -> Void) {
        self.interval = interval
        self.check = check
    }

    var isReady: Bool {
        get async {
            if let running { return await running.value }
            if let last, last.at.duration(to: .now) < interval { return last.isReady }
            let begun = ContinuousClock.now
            let task = Task { [check] in
                do {
                    try await check()
                    return true
                } catch {
                    return false
                }
            }
            running = task
            let isReady = await task.value
            (running, last) = (nil, (isReady, begun))
            return isReady
        }
    }
}
