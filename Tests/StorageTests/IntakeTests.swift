import Conversations
import Logging
@testable import Storage
import Synchronization
import TestSupport
import Testing

/// Deliveries that come at the same time are stored together, and each is answered by its own fate.
@Suite struct IntakeTests {
    /// Runs `body` with a clinic whose database can be held up.
    private static func withGate(
        on engine: TestEngine, _ body: (TestClinic, Gate, TransactionCounter) async throws -> Void
    ) async throws {
        let (gate, counter) = (Gate(), TransactionCounter())
        try await engine.clinic(wrapping: { GatedEngine(base: CountingEngine($0, counter), gate: gate) }) { clinic in
            try await body(clinic, gate, counter)
        }
    }

    /// Receives these bodies one after the other, while the first of them is held up. Returns how many were refused.
    private static func receive(_ bodies: [String], _ clinic: TestClinic, _ gate: Gate) async throws -> Int {
        let inbox = clinic.inbox
        gate.close()
        return try await withThrowingTaskGroup(of: Bool.self) { group in
            for (number, body) in bodies.enumerated() {
                group.addTask {
                    do {
                        try await inbox.receive(Array(body.utf8), for: [TestClinic.number])
                        return false
                    } catch { return true }
                }
                try await eventually("the first is held up, and the others wait") {
                    gate.isHolding && inbox.intake.count == number ? true : nil
                }
            }
            gate.open()
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
    }

    @Test(arguments: TestEngine.available)
    func `what comes while a transaction is under way shares the next one`(on engine: TestEngine) async throws {
        try await Self.withGate(on: engine) { clinic, gate, counter in
            let before = counter.count
            let refused = try await Self.receive((0..<40).map { "body \($0)" }, clinic, gate)
            #expect(refused == 0)
            #expect(counter.count - before == 2)
            #expect(try await clinic.inbox.counts().new == 40)
            let order = try await clinic.engine.read(as: .system) { transaction in
                try transaction.rows("SELECT body FROM deliveries WHERE body <> 'body 0' ORDER BY received_at, id")
                    .map { try $0["body"] as String }
            }
            #expect(order == (1..<40).map { "body \($0)" })
        }
    }

    @Test(arguments: TestEngine.available)
    func `one that the database refuses fails alone`(on engine: TestEngine) async throws {
        try await Self.withGate(on: engine) { clinic, gate, _ in
            try await clinic.engine.write(as: .owner) { transaction in
                try transaction.execute(
                    "CREATE UNIQUE INDEX only_one ON deliveries (body) WHERE body = 'bad'")
                try transaction.execute(
                    """
                    INSERT INTO deliveries (id, received_at, body, encoding, state, lane)
                    VALUES (\(DeliveryID.make()), \(transaction.now), 'bad', 'utf8', 'done', 0)
                    """)
            }
            let bodies = (0..<20).map { $0 == 7 ? "bad" : "body \($0)" }
            #expect(try await Self.receive(bodies, clinic, gate) == 1)
            #expect(try await clinic.inbox.counts().new == 19)
        }
    }

    @Test(arguments: TestEngine.available)
    func `where the commit is in doubt, all of them are told so`(on engine: TestEngine) async throws {
        try await Self.withGate(on: engine) { clinic, gate, _ in
            gate.fail(with: .outcomeUnknown)
            let refused = try await Self.receive((0..<10).map { "body \($0)" }, clinic, gate)
            #expect(refused == 10)
            gate.fail(with: nil)
            #expect(try await clinic.inbox.counts().new == 0)
            try await clinic.inbox.receive(Array("{}".utf8))
            #expect(try await clinic.inbox.counts().new == 1)
        }
    }
}

/// Holds writes up while it is closed.
private final class Gate: Sendable {
    private struct State {
        var isClosed = false
        var failure: StorageError?
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    var isHolding: Bool { state.withLock { !$0.waiting.isEmpty } }

    func close() { state.withLock { $0.isClosed = true } }

    func fail(with failure: StorageError?) { state.withLock { $0.failure = failure } }

    func open() {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            state.isClosed = false
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    func pass() async throws {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if state.isClosed { state.waiting.append(continuation) }
                return !state.isClosed
            }
            if isOpen { continuation.resume() }
        }
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }
}

private struct GatedEngine: Engine {
    let base: any Engine
    let gate: Gate

    var changes: ChangeSignal { base.changes }
    var isShared: Bool { base.isShared }

    func read<Result: Sendable>(
        as principal: Principal, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result { try await base.read(as: principal, body) }

    func write<Result: Sendable>(
        as principal: Principal, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await gate.pass()
        return try await base.write(as: principal, body)
    }

    func follow(logger: Logger) async { await base.follow(logger: logger) }
    func close() async throws { try await base.close() }
}
