import NIOCore

/// A deadline of an event loop. Moving it further away, or clearing it, leaves the timer alone, which looks again.
final class MovingDeadline {
    private var at: NIODeadline?
    private var timer: (at: NIODeadline, scheduled: Scheduled<Void>)?

    var isSet: Bool { at != nil }

    /// `action` runs when it has come; the last one given counts.
    func set(_ deadline: NIODeadline, on loop: NIOIsolatedEventLoop, _ action: @escaping () -> Void) {
        at = deadline
        if let timer, timer.at <= deadline { return }
        timer?.scheduled.cancel()
        schedule(deadline, loop, action)
    }

    func clear() { at = nil }

    /// Lets go of the action, too.
    func cancel() {
        at = nil
        timer?.scheduled.cancel()
        timer = nil
    }

    private func schedule(_ time: NIODeadline, _ loop: NIOIsolatedEventLoop, _ action: @escaping () -> Void) {
        let scheduled = loop.scheduleTask(deadline: time) { [self] in
            timer = nil
            guard let at else { return }
            guard at <= .now() else { return schedule(at, loop, action) }
            self.at = nil
            action()
        }
        timer = (time, scheduled)
    }
}
