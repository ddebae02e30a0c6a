import Logging
import Synchronization
import TestSupport
import Testing

@testable import Server

/// What strangers can write into the log.
@Suite(.serialized) struct PacedLogTests {
    @Test func `what happens often is one line now and one with the count of the rest`() async throws {
        let lines = LineCounter()
        let log = PacedLog(Logger(label: "test") { _ in lines }, "happened", every: .milliseconds(300))
        for index in 1...500 { log.note(["last": "\(index)"]) }
        log.note(["last": "other"], of: "another subject")
        try await eventually("all are told") { lines.sum == 501 ? true : nil }
        #expect(lines.count <= 4)
        #expect(lines.all.contains { $0.contains("500") && $0.contains("last") })
    }

    @Test func `refused webhooks are told with their count and the address, at most once a second`() async throws {
        let lines = LineCounter()
        var logger = Logger(label: "test") { _ in lines }
        logger.logLevel = .info
        let settings = ["TRUSTED_PROXIES": "127.0.0.1"]
        try await RunningServer.with(settings, logger: logger) { server in
            let start = ContinuousClock.now
            let signature = "sha256=" + String(repeating: "0", count: 64)
            for index in 0..<40 {
                var headers = [("X-Forwarded-For", "198.51.100.\(index)")]
                if index.isMultiple(of: 2) { headers.append(("X-Hub-Signature-256", signature)) }
                let answer = try await server.desk.call(.POST, "/webhook", "{}", headers: headers)
                #expect(answer.status == 401)
            }
            try await eventually("all are told") { lines.sum == 40 ? true : nil }
            let seconds = Int(start.duration(to: .now).components.seconds)
            let told = lines.all.filter { $0.contains("webhooks refused") }
            #expect(told.count <= seconds + 2, "\(told)")
            #expect(told.allSatisfy { $0.contains("198.51.100.") })
            #expect(!lines.all.contains { $0.contains("401") })
        }
    }
}

/// Keeps lines, and adds up their counts.
private final class LineCounter: LogHandler, Sendable {
    private let lines = Mutex<[(text: String, count: Int)]>([])

    var all: [String] { lines.withLock { $0.map(\.text) } }
    var count: Int { lines.withLock(\.count) }
    var sum: Int { lines.withLock { $0.reduce(0) { $0 + $1.count } } }

    var metadata: Logger.Metadata {
        get { [:] }
        set { _ = newValue }
    }

    var logLevel: Logger.Level {
        get { .info }
        set { _ = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set { _ = newValue }
    }

    func log(event: LogEvent) {
        let metadata = event.metadata ?? [:]
        let count = Int("\(metadata["count"] ?? "0")") ?? 0
        lines.withLock { $0.append(("\(event.message) \(metadata)", count)) }
    }
}
