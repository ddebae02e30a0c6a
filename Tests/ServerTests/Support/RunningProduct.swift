import Assistant
import AsyncHTTPClient
import Conversations
import Foundation
import Logging
import Sandbox
import Server
import ServiceLifecycle
import Storage
import TestSupport

/// The whole product over HTTP, on a database of its own, with the sandbox in the place of Meta and Gemini.
struct RunningProduct: Sendable {
    static let email = "anita@clinic.example"
    static let password = "correct horse battery"

    let composition: Composition
    let sandbox: SandboxServer
    let http: HTTPClient
    let doctor: Desk

    /// Runs `body` on a fresh database. `settings` override the defaults of a test: no quiet time, the offline assistant;
    /// `{sandbox}` in them is the sandbox's address.
    static func with(
        _ backing: Backing, settings: [String: String] = [:], model: SandboxModel? = nil,
        assistant: (any Answering)? = nil,
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        _ body: (RunningProduct) async throws -> Void
    ) async throws {
        try await backing.with { database in
            try await on(
                database.merging(settings) { _, new in new }, model: model, assistant: assistant, logger: logger, body)
        }
    }

    /// Runs `body` on a database that outlives it. `seeds`: its clinic is still to be made.
    static func on(
        _ settings: [String: String], seeds: Bool = true, model: SandboxModel? = nil,
        assistant: (any Answering)? = nil,
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        _ body: (RunningProduct) async throws -> Void
    ) async throws {
        let port = FreePort.take()
        let sandbox = SandboxServer(configuration: .forTests(webhookPort: port), logger: logger)
        let sandboxGroup = ServiceGroup(services: [sandbox], logger: logger)
        let sandboxTask = Task { try await sandboxGroup.run() }
        let origin = await sandbox.baseURL()
        var values = [
            "PORT": "\(port)", "DASHBOARD_PORT": "\(port)",
            "WEBHOOK_VERIFY_TOKEN": "verify-token-of-a-test", "META_APP_SECRET": "app-secret-of-a-test",
            "SECRET_KEY": Data(repeating: 3, count: 32).base64EncodedString(), "GRAPH_BASE_URL": origin,
            "REPLY_DELAY_MS": "0",
            // A client of the tests is not slow on purpose: it shares two cores with many others.
            "HEAD_TIMEOUT_SECONDS": "120",
        ]
        if let model {
            values["GEMINI_API_KEY"] = "key-of-a-test"
            values["GEMINI_BASE_URL"] = origin
            await sandbox.setModel(model)
        }
        values.merge(settings.mapValues { $0.replacing("{sandbox}", with: origin) }) { _, new in new }
        let composition = try await Composition.open(
            try Settings(SettingsSource(environment: values)), assistant: assistant, logger: logger)
        let group = composition.group()
        let task = Task { try await group.run() }
        let http = HTTPClient(eventLoopGroupProvider: .singleton)
        let result: Result<Void, any Error>
        do {
            if seeds { try await seed(composition.database.operator) }
            let desk = Desk(http: http, base: "http://127.0.0.1:\(port)")
            try await eventually("the server answers") {
                try? await desk.call(.GET, "/ready").status == 200 ? true : nil
            }
            try await desk.signIn(email, password)
            try await body(
                RunningProduct(composition: composition, sandbox: sandbox, http: http, doctor: desk))
            result = .success(())
        } catch {
            result = .failure(error)
        }
        await group.triggerGracefulShutdown()
        _ = await task.result
        await composition.close()
        await sandboxGroup.triggerGracefulShutdown()
        _ = await sandboxTask.result
        try await http.shutdown()
        try result.get()
    }

    /// Somebody of another clinic, signed in.
    func anotherClinic() async throws -> Desk {
        _ = try await composition.database.operator.add(
            NewClinic(
                doctorName: "Dr Ravi Nair", email: "ravi@clinic.example", phoneNumber: "919000000777",
                phoneNumberID: "700800900100999",
                passwordHash: try await PasswordHasher(cost: 1 << 10).hash(PreparedPassword(Self.password))))
        let ravi = doctor.another()
        try await ravi.signIn("ravi@clinic.example", Self.password)
        return ravi
    }

    private static func seed(_ clinics: Operator) async throws {
        let id = try await clinics.add(
            NewClinic(
                doctorName: "Dr Anita Rao", email: EmailAddress(known: email), phoneNumber: "919000000000",
                name: "Aurora Clinic", phoneNumberID: TestClinic.number, accessToken: Secret("EAAG-token-of-a-test"),
                passwordHash: try await PasswordHasher(cost: 1 << 10).hash(PreparedPassword(password))))
        _ = try await clinics.importTopics(
            [
                Topic(title: "Clinic hours", answer: "We're open 9 AM – 6 PM, Monday to Saturday."),
                Topic(title: "Consultation fee", answer: "The consultation fee is 500 rupees."),
            ], for: id)
    }
}

extension SandboxConfiguration {
    static func forTests(webhookPort: Int) -> SandboxConfiguration {
        SandboxConfiguration(
            port: 0, webhookURL: "http://127.0.0.1:\(webhookPort)/webhook", appSecret: "app-secret-of-a-test",
            phoneNumberID: TestClinic.number.text, displayPhoneNumber: "+91 90000 00000", clinicName: "Aurora Clinic",
            accessToken: "EAAG-token-of-a-test", statusDelay: .milliseconds(10))
    }
}
