import AsyncHTTPClient
import Conversations
import Foundation
import Logging
import ServiceLifecycle
import Storage
import TestSupport
import Testing

@testable import WhatsApp

/// The one who makes the call keeps to the time that others wait for it.
@Suite(.serialized) struct OutboxDispatcherTests {
    @Test("a claim that was handed out too late makes no call and goes back")
    func lateClaim() async throws {
        var rules = StoreRules.withoutWaiting
        rules.sendTimeout = .milliseconds(200)
        try await Clinic.with(rules: rules, clock: .system) { clinic in
            let patient = try await clinic.patientWrites("Hello", sentAt: Timestamp(Date()))
            try await clinic.doctorWrites("Good morning", to: patient)
            let server = try #require(ScriptedServer([]))
            defer { server.stop() }
            let http = CloudAPIClient.makeHTTPClient(sendTimeout: rules.sendTimeout)
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let dispatcher = OutboxDispatcher(
                store: clinic.store,
                client: CloudAPIClient(client: http, baseURL: server.url, version: "v25.0", logger: logger),
                fallback: SendingCredentials(phoneNumberID: nil, accessToken: nil), logger: logger)
            let group = ServiceGroup(services: [dispatcher], logger: logger)
            // Whoever writes holds up the claim for longer than the call may take.
            let writing = Recorder()
            let writer = Task {
                try await clinic.engine.write(as: .system) { transaction in
                    _ = try transaction.rows("SELECT id FROM patients\(transaction.dialect.rowLock)")
                    writing.note("begun")
                    Thread.sleep(forTimeInterval: 2)
                }
            }
            try await eventually("the writer is busy") { writing.notes.isEmpty ? nil : true }
            let running = Task { try await group.run() }
            let seen = await Result {
                try await eventually("the message waits for its second attempt", within: 5) {
                    try await clinic.outboxState(of: patient) == "pending after 1" ? true : nil
                }
            }
            #expect(server.received.isEmpty)
            server.stop()
            await group.triggerGracefulShutdown()
            _ = await (running.result, writer.result)
            try await http.shutdown()
            _ = try seen.get()
        }
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}

extension Clinic {
    fileprivate func outboxState(of patient: PatientID) async throws -> String? {
        try await engine.read(as: .system) { transaction in
            try transaction.rows("SELECT state, attempts FROM outbox WHERE patient_id = \(patient)").first.map {
                "\(try $0["state"] as String) after \(try $0["attempts"] as Int64)"
            }
        }
    }
}
