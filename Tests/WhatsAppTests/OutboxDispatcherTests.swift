import AsyncHTTPClient
import Conversations
import Foundation
import Logging
import ServiceLifecycle
@testable import Storage
import TestSupport
import Testing

@testable import WhatsApp

/// The one who makes the call keeps to the time that others wait for it, and records whose fault a failure is.
@Suite(.serialized) struct OutboxDispatcherTests {
    @Test(arguments: TestEngine.available)
    func `a claim that was handed out too late makes no call and goes back`(engine: TestEngine) async throws {
        var rules = Rules.withoutWaiting
        rules.sendTimeout = .milliseconds(200)
        try await engine.clinic(rules: rules, clock: .system) { clinic in
            let patient = try await clinic.patientWrites("Hello", sentAt: Timestamp(Date()))
            try await clinic.doctorWrites("Good morning", to: patient)
            let server = try #require(ScriptedServer([]))
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
            try await clinic.dispatching(to: server) {
                try await eventually("the message waits for its second attempt", within: 5) {
                    try await clinic.outboxState(of: patient) == "pending after 1" ? true : nil
                }
            }
            _ = await writer.result
            #expect(server.received.isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a clinic that is not connected is told so, and no error code is made up`(engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.doctorWrites("Good morning", to: patient)
            try await clinic.disconnect()
            let server = try #require(ScriptedServer([]))
            let failure = try await clinic.dispatching(to: server) {
                try await eventually("the message has failed") {
                    try await clinic.history(patient).last?.failure
                }
            }
            #expect(failure == .notConnected && failure.origin == .ours && failure.metaCode == nil && failure.canRetry)
            #expect(failure.sentence.contains("not connected") && !failure.sentence.contains("error"))
            #expect(try await clinic.history(patient).last?.status == .failed)
            #expect(server.received.isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a message that never found a connection fails in our name`(engine: TestEngine) async throws {
        var rules = Rules.withoutWaiting
        // Too old for another attempt, so that the first one decides.
        rules.sendAgeLimit = .zero
        try await engine.clinic(rules: rules) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.doctorWrites("Good morning", to: patient)
            clinic.clock.advance(by: .seconds(1))
            let server = try #require(ScriptedServer([]))
            server.stop()
            let failure = try await clinic.dispatching(to: server) {
                try await eventually("the message has failed") {
                    try await clinic.history(patient).last?.failure
                }
            }
            #expect(failure == .noConnection && failure.origin == .ours && failure.metaCode == nil && failure.canRetry)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a message that Meta takes is sent once, and a refusal has Meta's code`(engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.doctorWrites("Good morning", to: patient)
            try await clinic.doctorWrites("Are you there?", to: patient)
            let refusal = #"{"error":{"code":131047,"message":"d"}}"#
            let server = try #require(
                ScriptedServer([.answer(200, CloudAPIOutcomeTests.accepted), .answer(400, refusal)]))
            let sent = try await clinic.dispatching(to: server) {
                try await eventually("both are decided") {
                    let sent = try await clinic.history(patient).suffix(2)
                    return sent.map(\.status) == [.sent, .failed] ? sent : nil
                }
            }
            #expect(sent.first?.wamid == "wamid.OK" && sent.last?.failure?.origin == .meta(code: 131047))
            #expect(server.received.count == 2)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a reaction waits while WhatsApp has locked the account, as long as a message may`(engine: TestEngine)
        async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("Thank you", wamid: "in.1")
            let message = try #require(await clinic.history(patient).last)
            func reaction() async throws -> MessageReaction? {
                try await clinic.chats.message(message.id)?.amendments.ofClinic
            }
            _ = try await clinic.chats.react(Emoji("👍"), to: message.id, of: patient)
            let locked = try #require(ScriptedServer([.answer(403, #"{"error":{"code":131031}}"#)]))
            try await clinic.dispatching(to: locked) {
                try await eventually("the clinic sends nothing") {
                    try await clinic.database.connections.connection(of: clinic.clinicID).sendingBlockedAt
                }
            }
            #expect(try await reaction()?.status == .pending)
            clinic.clock.advance(by: .seconds(900))
            #expect(try await clinic.outbox.reactions.claim(limit: 9).isEmpty)
            try await clinic.database.sendingBlocks.release(clinic.clinicID)
            let claim = try #require(await clinic.outbox.reactions.claim(limit: 9).first)
            #expect(claim.attempt == 2 && claim.emoji == "👍")
            let failure = GraphErrorMeaning(code: 131031, subcode: nil).failure
            clinic.clock.advance(by: clinic.rules.sendAgeLimit)
            try await clinic.outbox.reactions.pause(claim, by: .seconds(1), failure)
            #expect(try await reaction()?.error == failure.sentence)
        }
    }
}

extension TestClinic {
    /// Runs a dispatcher that calls `server` until `body` has ended.
    @discardableResult
    fileprivate func dispatching<Result: Sendable>(
        to server: ScriptedServer, _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let http = CloudAPIClient.makeHTTPClient(sendTimeout: rules.sendTimeout)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let dispatcher = OutboxDispatcher(
            outbox: outbox,
            client: CloudAPIClient(client: http, baseURL: server.url, version: "v25.0", logger: logger),
            fallback: SendingCredentials(phoneNumberID: nil, accessToken: nil), logger: logger)
        let group = ServiceGroup(services: [dispatcher], logger: logger)
        let running = Task { try await group.run() }
        let seen = await Task { try await body() }.result
        server.stop()
        await group.triggerGracefulShutdown()
        _ = await running.result
        try await http.shutdown()
        return try seen.get()
    }

    fileprivate func outboxState(of patient: PatientID) async throws -> String? {
        try await engine.read(as: .system) { transaction in
            try transaction.rows("SELECT state, attempts FROM outbox WHERE patient_id = \(patient)").first.map {
                "\(try $0["state"] as String) after \(try $0["attempts"] as Int64)"
            }
        }
    }

    /// Takes the clinic's access token away.
    fileprivate func disconnect() async throws {
        let id = clinicID
        try await engine.write(as: .system) {
            _ = try $0.execute("UPDATE doctors SET whatsapp_access_token = NULL WHERE id = \(id)")
        }
    }
}
