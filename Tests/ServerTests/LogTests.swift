import Foundation
import Logging
import Sandbox
import Synchronization
import TestSupport
import Testing

/// Logs are read by people who must not know who is ill.
@Suite(.serialized) struct LogTests {
    @Test(arguments: Backing.available)
    func `at its most talkative the log holds no text, name, number, secret or query string`(on backing: Backing)
        async throws
    {
        let log = CapturedLog()
        var logger = Logger(label: "test") { _ in log }
        logger.logLevel = .trace
        try await RunningProduct.with(backing, logger: logger) { product in
            let zubeda = try await product.sandbox.addPatient(name: "Zubeda Quereshi", phone: "919812340567")
            _ = try await product.sandbox.write("What are your clinic hours? xylophone", from: zubeda)
            let id = try await product.doctor.patient(withPhone: "919812340567")
            _ = await product.sandbox.control("POST", "faults", ["kind": "error", "code": 131_026, "count": 1])
            _ = try await product.doctor.send("marzipan for you", to: id)
            _ = try await product.doctor.call(.GET, "/api/patients?search=Zubeda")
            _ = try await product.doctor.call(
                .GET, "/webhook?hub.mode=subscribe&hub.verify_token=verify-token-of-a-test&hub.challenge=4711")
        }
        let text = log.text
        #expect(text.contains("message sent") || text.contains("WhatsApp refused a message"))
        for word in [
            "xylophone", "marzipan", "Zubeda", "919812340567", "9 AM", "EAAG-token", "verify-token", "app-secret",
            RunningProduct.password, RunningProduct.email, "hub.challenge", "search=",
        ] {
            #expect(!text.contains(word), "the log holds \(word)")
        }
    }
}

/// Keeps every line.
private final class CapturedLog: LogHandler, Sendable {
    private let lines = Mutex<[String]>([])

    var text: String { lines.withLock { $0.joined(separator: "\n") } }

    // One log for all loggers: what is set on one of them concerns nobody else.
    var metadata: Logger.Metadata {
        get { [:] }
        set { _ = newValue }
    }

    var logLevel: Logger.Level {
        get { .trace }
        set { _ = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set { if let newValue { lines.withLock { $0.append("\(key)=\(newValue)") } } }
    }

    func log(event: LogEvent) {
        lines.withLock { $0.append("\(event.level) \(event.message) \(event.metadata ?? [:])") }
    }
}
