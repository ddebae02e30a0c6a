/// Hands out the port as soon as the server listens.
actor BoundPort {
    private var port: Int?
    private var waiting: [CheckedContinuation<Int, Never>] = []

    /// The port; 0 if the server ended before it listened.
    func value() async -> Int {
        if let port { return port }
        return await withCheckedContinuation { waiting.append($0) }
    }

    func set(_ port: Int) {
        guard self.port == nil else { return }
        self.port = port
        for continuation in waiting { continuation.resume(returning: port) }
        waiting = []
    }
}
