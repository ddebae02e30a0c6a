import Conversations
import Foundation
import Logging
import ServiceLifecycle
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Server

@Suite(.timeLimit(.minutes(1)))
struct SchemaWatchTests {
    private let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    private let changes = ChangeSignal()

    /// Answers each look with the next of its outcomes, and every later one with the last.
    private final class Outcomes: Sendable {
        private let left: Mutex<[(any Error)?]>
        let looks = Recorder()

        init(_ outcomes: [(any Error)?]) { left = Mutex(outcomes) }

        func next() throws {
            let outcome = left.withLock { $0.count > 1 ? $0.removeFirst() : $0.first ?? nil }
            looks.note("look")
            if let outcome { throw outcome }
        }
    }

    private func watch(_ outcomes: Outcomes, every interval: Duration = .seconds(3600)) -> SchemaWatch {
        SchemaWatch(changes: changes, interval: interval) { try outcomes.next() }
    }

    @Test func `a schema that needs a newer program ends the server when it is heard of`() async throws {
        let newer = StorageError.newerSchema(needs: 12, known: 8)
        let outcomes = Outcomes([nil, newer])
        let watch = watch(outcomes)
        let watching = Task { try await watch.run() }
        try await eventually("the first look") { outcomes.looks.notes.count == 1 ? true : nil }
        changes.send([.schema])
        await #expect(throws: newer) { try await watching.value }
    }

    @Test func `what was not heard of is found by the clock`() async throws {
        let newer = StorageError.newerSchema(needs: 12, known: 8)
        let watch = watch(Outcomes([nil, nil, newer]), every: .milliseconds(5))
        await #expect(throws: newer) { try await watch.run() }
    }

    @Test func `other trouble and other changes do not end it, and it stops with the rest`() async throws {
        struct Away: Error {}
        let outcomes = Outcomes([Away(), StorageError.unavailable("no route"), nil])
        let group = ServiceGroup(services: [watch(outcomes)], logger: quiet)
        let running = Task { try await group.run() }
        try await eventually("the first look") { outcomes.looks.notes.count == 1 ? true : nil }
        changes.send([.work(.inbox)])
        changes.send([.missed])
        try await eventually("the second look") { outcomes.looks.notes.count == 2 ? true : nil }
        changes.send([.schema])
        try await eventually("the third look") { outcomes.looks.notes.count == 3 ? true : nil }
        await group.triggerGracefulShutdown()
        try await running.value
    }

    @Test func `a failing watch stops the other services gracefully before its error is told`() async throws {
        let newer = StorageError.newerSchema(needs: 12, known: 8)
        let recorder = Recorder()
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: watch(Outcomes([newer])), failureTerminationBehavior: .gracefullyShutdownGroup),
                    .init(service: Waiting(recorder: recorder)),
                ], logger: quiet))
        await #expect(throws: newer) { try await group.run() }
        #expect(recorder.notes == ["stopped"])
    }

    private struct Waiting: Service {
        let recorder: Recorder

        func run() async throws {
            try await gracefulShutdown()
            recorder.note("stopped")
        }
    }
}
