import Testing

@testable import Sandbox

struct ConcurrencyLimiterTests {
    private actor Room {
        private(set) var now = 0
        private(set) var most = 0
        private(set) var total = 0

        func enter() {
            now += 1
            total += 1
            most = max(most, now)
        }

        func leave() { now -= 1 }
    }

    @Test func `no more than its number are inside at once, and everybody gets through`() async {
        let limiter = ConcurrencyLimiter(3)
        let room = Room()
        await withTaskGroup { group in
            for _ in 0..<200 {
                group.addTask {
                    await limiter.run {
                        await room.enter()
                        await Task.yield()
                        await room.leave()
                    }
                }
            }
        }
        #expect(await (room.now, room.most, room.total) == (0, 3, 200))
    }
}
