import ArgumentParser
import Conversations
import Foundation
import Logging
import Sandbox
import Server
import ServiceLifecycle
import UnixSignals

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a clinic with nothing configured: the server, and a sandbox in the place of WhatsApp.",
        discussion: "Everything is kept in var/demo. PORT, DASHBOARD_PORT and GEMINI_API_KEY are used where set.")

    @Option(help: "The port of the sandbox.") var sandboxPort = 3002
    @Flag(help: "Forget what earlier demos have left.") var fresh = false

    func validate() throws {
        guard (1...65535).contains(sandboxPort) else {
            throw ValidationError("--sandbox-port must be from 1 to 65535")
        }
    }

    func run() async throws {
        let setup = try DemoSetup(.process(), sandboxPort: sandboxPort)
        let logger = setup.settings.basics.startLog()
        if fresh { try setup.forget() }
        try await setup.seed(logger: logger)
        let (listening, listens) = AsyncStream.makeStream(of: Void.self)
        let composition = try await Composition.open(setup.settings, logger: logger) { _, _ in listens.yield() }
        do {
            let sandbox = sandbox(for: setup)
            let welcome = Welcome(
                text: summary(of: setup), sandbox: sandbox, listening: listening, listeners: setup.listenerCount)
            try await composition.run(
                with: [SandboxService(sandbox: sandbox, port: sandboxPort), welcome], until: [.sigterm, .sigint])
            await composition.close()
        } catch {
            await composition.close()
            throw error
        }
    }

    private func sandbox(for setup: DemoSetup) -> SandboxServer {
        SandboxServer(
            configuration: SandboxConfiguration(
                port: sandboxPort, webhookURL: setup.serverURL + "/webhook", appSecret: setup.appSecret.exposed,
                phoneNumberID: setup.phoneNumberID.text, displayPhoneNumber: "+\(setup.clinicPhone.text)",
                clinicName: setup.clinicName, accessToken: setup.accessToken.exposed,
                seeds: setup.patients.map { SandboxPatientSeed(name: $0.name, phone: $0.phone) }),
            logger: Logger(label: "sandbox"))
    }

    private func summary(of setup: DemoSetup) -> String {
        let models = setup.settings.basics.assistants
        let assistant =
            models == ["offline"] ? "offline, from the clinic's topics" : models.joined(separator: ", then ")
        let lines = [
            "\(setup.clinicName) is open",
            "",
            "Dashboard   \(setup.dashboardURL)",
            "  sign in   \(setup.email.text)",
            "  password  \(setup.password)",
            "Phone       http://127.0.0.1:\(sandboxPort)",
            "Assistant   \(assistant)",
            "",
            "Write \"What are your clinic hours?\" on the phone,",
            "watch the dashboard, then answer there yourself:",
            "from then on the assistant is silent.",
            "",
            "Ctrl-C stops everything.",
        ]
        let width = lines.map(\.count).max() ?? 0
        let rule = String(repeating: "─", count: width + 4)
        let rows = lines.map { "│  \($0)\(String(repeating: " ", count: width - $0.count))  │" }
        return (["", "╭\(rule)╮"] + rows + ["╰\(rule)╯", "", ""]).joined(separator: "\n")
    }
}

/// Tells the visitor where to look, once everything is there.
private struct Welcome: Service {
    let text: String
    let sandbox: SandboxServer
    let listening: AsyncStream<Void>
    let listeners: Int

    func run() async throws {
        var missing = listeners
        for await _ in listening.cancelOnGracefulShutdown() {
            missing -= 1
            guard missing == 0, await sandbox.boundPort() != 0 else { continue }
            FileHandle.standardOutput.write(Data(text.utf8))
        }
    }
}

extension DemoSetup {
    fileprivate var listenerCount: Int { settings.port == settings.dashboardPort && settings.port != 0 ? 1 : 2 }
    fileprivate var serverURL: String { "http://\(host):\(settings.port)" }
    fileprivate var dashboardURL: String { "http://\(host):\(settings.dashboardPort)" }
    private var host: String { settings.host.contains(":") ? "[\(settings.host)]" : settings.host }
}
