import Conversations
import Logging
import ServiceLifecycle
import Storage
import TestSupport
import Testing

@testable import WhatsApp

/// The way from a webhook body that was kept to the conversations, and to the operator.
struct InboxWorkerTests {
    @Test(arguments: TestEngine.available)
    func `patients reach the conversations, and what concerns the operator is logged without them`(
        engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let log = Recorder()
            try await clinic.receive(#"{"field":"account_update","value":{"event":"DISABLED_UPDATE"}}"#, for: [])
            try await clinic.receive(
                Self.messagesChange(
                    #""errors":[{"code":131000},{"code":1}],"contacts":[{"wa_id":"919876543210"}],"#
                        + #""messages":[{"from":"919876543210","id":"w1","type":"text","text":{"body":"Namaste"}}]"#))
            try await clinic.receive(
                Self.messagesChange(#""statuses":[{"id":"o1","status":"failed","errors":[{"code":190}]}]"#))
            try await clinic.receive(Self.messagesChange(#""messages":[{"from":"919876543210"}]"#))
            try await clinic.applyDeliveries(log: log)
            let patients = try await clinic.patients(clinic.account)
            #expect(patients.map(\.patient.phoneNumber) == ["919876543210"])
            #expect(try await clinic.inbox.counts().quarantined == 1)
            #expect(
                log.notes.sorted().map { $0.replacing(#/ delivery.id=[0-9a-f-]+/#, with: "") } == [
                    "WhatsApp connection needs attention business_account.id=501 clinic.id=\(clinic.clinicID) graph.code=190 "
                        + "message.wamid=o1 phone_number.id=\(TestClinic.number.text)",
                    "WhatsApp reports an error business_account.id=501 graph.codes=131000,1",
                    "notice about the WhatsApp account business_account.id=501 webhook.field=account_update",
                    "webhook delivery kept for the operator problem=message_without_id",
                ])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a long lane is worked off in order, and no other waits for it`(engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            for index in 1...120 {
                clinic.clock.advance(by: .milliseconds(1))
                try await clinic.receive(Self.textChange("\(index)", to: TestClinic.number))
            }
            try await clinic.receive(
                Self.textChange("other", to: TestClinic.otherNumber), for: [TestClinic.otherNumber])
            try await clinic.applyDeliveries(log: Recorder())
            let patient = try #require(try await clinic.patients(clinic.account).first?.patient)
            #expect(try await clinic.history(patient.id).map(\.body) == (1...120).map(String.init))
            #expect(try await clinic.patients(clinic.otherAccount).count == 1)
        }
    }

    private static func messagesChange(_ members: String, to number: PhoneNumberID = TestClinic.number) -> String {
        #"{"field":"messages","value":{"metadata":{"phone_number_id":"\#(number)"},\#(members)}}"#
    }

    private static func textChange(_ text: String, to number: PhoneNumberID) -> String {
        messagesChange(
            #""messages":[{"from":"919876543210","id":"w\#(text)","type":"text","text":{"body":"\#(text)"}}]"#,
            to: number)
    }
}

extension TestClinic {
    fileprivate func receive(_ change: String, for numbers: [PhoneNumberID] = [number]) async throws {
        let body = #"{"object":"whatsapp_business_account","entry":[{"id":"501","changes":[\#(change)]}]}"#
        try await inbox.receive(Array(body.utf8), for: numbers)
    }

    /// Runs an inbox worker until everything that waits is applied.
    fileprivate func applyDeliveries(log: Recorder) async throws {
        let worker = InboxWorker(
            inbox: inbox, connections: database.connections,
            logger: Logger(label: "test") { _ in NotedLog(recorder: log) })
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let group = ServiceGroup(services: [worker], logger: quiet)
        let running = Task { try await group.run() }
        let seen = await Task {
            try await eventually("everything is applied") { try await inbox.counts().new == 0 ? true : nil }
        }.result
        await group.triggerGracefulShutdown()
        _ = await running.result
        _ = try seen.get()
    }
}

/// Notes every line that is logged, with its metadata in the order of their keys.
private struct NotedLog: LogHandler {
    let recorder: Recorder
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    init(recorder: Recorder) { self.recorder = recorder }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let pairs = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        recorder.note((["\(event.message)"] + pairs).joined(separator: " "))
    }
}
