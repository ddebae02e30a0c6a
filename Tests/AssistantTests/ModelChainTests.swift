import Conversations
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Assistant

/// Who is asked after whom, and who is left alone.
@Suite struct ModelChainTests {
    private static let said = Answer.reply(text: "Nine.", topic: nil)
    fileprivate static let question = Question(
        clinic: Clinic(
            id: .make(), doctorName: "D", email: "d@example.org", name: nil, address: nil),
        topics: [], history: [Turn(author: .patient, text: "Open?", at: Timestamp(milliseconds: 0))])

    @Test func `the first that answers is the last that is asked`() async {
        let (house, gemini) = (FakeModel("house", isInHouse: true), FakeModel("gemini"))
        let chain = ModelChain([house, gemini], ledger: FakeLedger(), logger: LogRecorder().logger)
        #expect(await chain.answer(Self.question) == Self.said)
        #expect(house.count == 1 && gemini.count == 0)
    }

    @Test func `the next is asked after a failure, and a person in the end`() async {
        let (house, gemini) = (FakeModel("house", isInHouse: true), FakeModel("gemini"))
        let chain = ModelChain([house, gemini], ledger: FakeLedger(), logger: LogRecorder().logger)
        house.kind = .failed(retryAfter: nil)
        #expect(await chain.answer(Self.question) == Self.said)
        gemini.kind = .failed(retryAfter: nil)
        #expect(await chain.answer(Self.question) == .human(.failed))
    }

    @Test(arguments: [
        ModelOutcome.Kind.declined(.blocked), .declined(.unsure), .answered(.human(.asked)), .cancelled,
    ])
    func `what one model refuses no other is asked`(kind: ModelOutcome.Kind) async {
        let (house, gemini) = (FakeModel("house", isInHouse: true, kind: kind), FakeModel("gemini"))
        let chain = ModelChain([house, gemini], ledger: FakeLedger(), logger: LogRecorder().logger)
        guard case .human = await chain.answer(Self.question) else {
            Issue.record("a person is called")
            return
        }
        #expect(gemini.count == 0)
    }

    @Test func `a clinic that keeps to its house never reaches another model`() async {
        let (house, gemini) = (FakeModel("house", isInHouse: true), FakeModel("gemini"))
        let chain = ModelChain([house, gemini], ledger: FakeLedger(houseOnly: true), logger: LogRecorder().logger)
        for kind in [ModelOutcome.Kind.answered(Self.said), .failed(retryAfter: nil), .declined(.blocked)] {
            house.kind = kind
            for _ in 1...9 { _ = await chain.answer(Self.question) }
        }
        #expect(gemini.count == 0)
        let alone = ModelChain([gemini], ledger: FakeLedger(houseOnly: true), logger: LogRecorder().logger)
        #expect(await alone.answer(Self.question) == .human(.failed))
        #expect(gemini.count == 0)
    }

    @Test func `a question of no clinic reaches no model`() async {
        let house = FakeModel("house", isInHouse: true)
        let chain = ModelChain([house], ledger: FakeLedger(), logger: LogRecorder().logger)
        let nobodys = Question(
            clinicName: "C", doctorName: "D", clinicAddress: nil, topics: [], history: Self.question.history)
        #expect(await chain.answer(nobodys) == .human(.unsure))
        #expect(house.count == 0)
    }

    @Test func `with the budget used up nobody is asked`() async {
        let house = FakeModel("house", isInHouse: true)
        let ledger = FakeLedger(calls: 2)
        let recorder = LogRecorder()
        let chain = ModelChain([house], ledger: ledger, logger: recorder.logger)
        #expect(await chain.answer(Self.question) == Self.said)
        #expect(await chain.answer(Self.question) == Self.said)
        #expect(await chain.answer(Self.question) == .human(.failed))
        #expect(house.count == 2)
        #expect(recorder.entries.contains { $0.level == .warning })
    }

    @Test func `a model that fails is left alone, probed once, and used again`() async {
        let clock = Mutex(ContinuousClock.now)
        let (house, gemini) = (FakeModel("house", isInHouse: true), FakeModel("gemini"))
        house.kind = .failed(retryAfter: nil)
        let chain = ModelChain([house, gemini], ledger: FakeLedger(), logger: LogRecorder().logger) {
            clock.withLock { $0 }
        }
        for _ in 1...20 { #expect(await chain.answer(Self.question) == Self.said) }
        #expect(house.count == CircuitBreaker.failureLimit)
        clock.withLock { $0 += CircuitBreaker.shortestBreak }
        for _ in 1...20 { _ = await chain.answer(Self.question) }
        #expect(house.count == CircuitBreaker.failureLimit + 1, "one probe")
        house.kind = .answered(Self.said)
        clock.withLock { $0 += CircuitBreaker.shortestBreak }
        _ = await chain.answer(Self.question)
        #expect(house.count == CircuitBreaker.failureLimit + 1, "the second break is longer")
        clock.withLock { $0 += CircuitBreaker.shortestBreak }
        for _ in 1...5 { _ = await chain.answer(Self.question) }
        #expect(house.count == CircuitBreaker.failureLimit + 6)
    }

    @Test func `a model that refuses to speak is not broken`() {
        let breaker = CircuitBreaker()
        for _ in 1...50 {
            #expect(breaker.permit() == .usual)
            #expect(breaker.note(.declined(.blocked), of: .usual) == nil)
        }
    }

    @Test func `a failure that is not one of a row opens nothing`() {
        let breaker = CircuitBreaker()
        for turn in 1...50 {
            let kind: ModelOutcome.Kind =
                turn % CircuitBreaker.failureLimit == 0 ? .answered(Self.said) : .failed(retryAfter: nil)
            #expect(breaker.note(kind, of: .usual) == nil)
        }
        #expect(breaker.permit() == .usual)
    }

    @Test func `the time that a server asks for is waited, within bounds`() {
        let clock = Mutex(ContinuousClock.now)
        let breaker = CircuitBreaker { clock.withLock { $0 } }
        #expect(breaker.note(.failed(retryAfter: .seconds(90)), of: .usual) == .opened(.seconds(90)))
        clock.withLock { $0 += .seconds(89) }
        #expect(breaker.permit() == nil)
        clock.withLock { $0 += .seconds(1) }
        #expect(breaker.permit() == .probe)
        #expect(breaker.note(.failed(retryAfter: .seconds(86_000)), of: .probe) == .opened(CircuitBreaker.longestWait))
    }

    @Test func `a probe that was cancelled lets another one through`() {
        let clock = Mutex(ContinuousClock.now)
        let breaker = CircuitBreaker { clock.withLock { $0 } }
        _ = breaker.note(.failed(retryAfter: .seconds(1)), of: .usual)
        clock.withLock { $0 += .seconds(1) }
        #expect(breaker.permit() == .probe && breaker.permit() == nil)
        #expect(breaker.note(.cancelled, of: .probe) == nil)
        #expect(breaker.permit() == .probe)
        #expect(breaker.note(.answered(Self.said), of: .probe) == .closed)
        #expect(breaker.permit() == .usual)
    }
}

private final class FakeModel: Model {
    let name: String
    let isInHouse: Bool
    private let state: Mutex<(kind: ModelOutcome.Kind, count: Int)>

    init(
        _ name: String, isInHouse: Bool = false,
        kind: ModelOutcome.Kind = .answered(.reply(text: "Nine.", topic: nil))
    ) {
        self.name = name
        self.isInHouse = isInHouse
        state = Mutex((kind, 0))
    }

    var count: Int { state.withLock { $0.count } }
    var kind: ModelOutcome.Kind {
        get { state.withLock { $0.kind } }
        set { state.withLock { $0.kind = newValue } }
    }

    func summarise(_ stretch: Stretch) async -> ModelOutcome { await ask(ModelChainTests.question) }

    func ask(_ question: Question) async -> ModelOutcome {
        state.withLock { state in
            state.count += 1
            return ModelOutcome(state.kind, inputTokens: 5, outputTokens: 1)
        }
    }
}

private final class FakeLedger: ModelLedger {
    private let houseOnly: Bool
    private let left: Mutex<Int>

    init(houseOnly: Bool = false, calls: Int = .max) {
        self.houseOnly = houseOnly
        left = Mutex(calls)
    }

    func begin(_ model: String, isInHouse: Bool, for clinic: ClinicID) async throws -> ModelPermission {
        guard isInHouse || !houseOnly else { return .houseOnly }
        return left.withLock { left in
            guard left > 0 else { return .usedUp }
            left -= 1
            return .granted(left == 0 ? .usedUp : nil)
        }
    }

    func end(
        _ model: String, for clinic: ClinicID, inputTokens: Int64?, outputTokens: Int64?
    ) async throws -> BudgetNote? { nil }
}
