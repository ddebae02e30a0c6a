import Conversations
import Logging
@testable import Storage
import Synchronization
import TestSupport
import Testing

/// The frame of every worker, on a queue that misbehaves.
@Suite(.timeLimit(.minutes(1))) struct WorkLoopTests {
    struct Away: Error {}

    /// Hands out the numbers from 1, one for each look; some looks fail.
    final class ScriptedQueue: Queue {
        let work = Work.replies
        let last: Int
        let failingClaims: Set<Int>
        let failingPauses: Set<Int>
        private let state = Mutex((looks: 0, pauses: 0, next: 1))
        let limits = Recorder()

        init(last: Int, failingClaims: Set<Int> = [], failingPauses: Set<Int> = []) {
            self.last = last
            self.failingClaims = failingClaims
            self.failingPauses = failingPauses
        }

        func claim(limit: Int, besides busy: Set<Int>) async throws -> [Int] {
            limits.note("\(limit)")
            let item = state.withLock { state -> Int? in
                state.looks += 1
                guard !failingClaims.contains(state.looks), state.next <= last else { return nil }
                defer { state.next += 1 }
                return state.next
            }
            if failingClaims.contains(state.withLock { $0.looks }) { throw Away() }
            return item.map { [$0] } ?? []
        }

        func nextDue(besides busy: Set<Int>) async throws -> Duration? {
            let pause = state.withLock { state in
                state.pauses += 1
                return state.pauses
            }
            if failingPauses.contains(pause) { throw Away() }
            return .zero
        }
    }

    private static func run(
        _ queue: ScriptedQueue, limit: Int = 2, until count: Int
    ) async throws -> [String] {
        let done = Recorder()
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let loop = WorkLoop(queue, limit: limit, logger: quiet)
        let task = Task { await loop.run(on: ChangeSignal()) { done.note("\($0)") } }
        try await eventually("everything was worked on") { done.notes.count >= count ? true : nil }
        task.cancel()
        await task.value
        return done.notes
    }

    @Test func `what was claimed is worked on although the time of the next look cannot be found out`() async throws {
        let queue = ScriptedQueue(last: 5, failingPauses: [1, 2, 3])
        #expect(try await Self.run(queue, until: 5).sorted() == ["1", "2", "3", "4", "5"])
    }

    @Test func `a look that fails costs a moment and no place`() async throws {
        let queue = ScriptedQueue(last: 4, failingClaims: [1, 3])
        #expect(try await Self.run(queue, limit: 1, until: 4).sorted() == ["1", "2", "3", "4"])
        #expect(queue.limits.notes.allSatisfy { $0 == "1" }, "the one place is free at every look")
    }
}
