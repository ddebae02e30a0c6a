import ArgumentParser
import Conversations
import Foundation
import Logging
import Sandbox
import Server
import ServiceLifecycle
import UnixSignals

struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract: "Run a stand-in for Meta and Gemini, with a phone in the browser.",
        discussion: "META_APP_SECRET, PHONE_NUMBER_ID, WHATSAPP_TOKEN, GEMINI_API_KEY and PORT are those of the server."
    )

    @Option(help: "The port to listen on.") var port = 3002

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("--port must be from 0 to 65535") }
    }

    func run() async throws {
        let source = try SettingsSource.process()
        let settings = try SandboxSettings(source)
        let basics = try BasicSettings(source)
        let logger = basics.startLog("sandbox")
        let webhook = "http://127.0.0.1:\(settings.port)/webhook"
        let sandbox = SandboxServer(
            configuration: SandboxConfiguration(
                port: port, webhookURL: webhook, appSecret: settings.appSecret.exposed,
                phoneNumberID: settings.phoneNumberID.text, displayPhoneNumber: "+91 20 5550 1420",
                clinicName: "Sandbox Clinic", accessToken: settings.accessToken?.exposed,
                geminiKey: settings.geminiAPIKey?.exposed),
            logger: logger)
        try await withThrowingTaskGroup { group in
            group.addTask {
                guard await sandbox.boundPort() != 0 else { return }
                let line = "Sandbox: \(await sandbox.baseURL())  (webhooks go to \(webhook))\n"
                FileHandle.standardOutput.write(Data(line.utf8))
            }
            group.addTask {
                try await ServiceGroup(
                    services: [SandboxService(sandbox: sandbox, port: port)],
                    gracefulShutdownSignals: [.sigterm, .sigint], logger: logger
                ).run()
            }
            try await group.waitForAll()
        }
    }
}

/// The sandbox, with a failure that names its port.
struct SandboxService: Service {
    let sandbox: SandboxServer
    let port: Int

    func run() async throws {
        do {
            try await sandbox.run()
        } catch is CancellationError {
        } catch {
            throw CommandFailure.failed("the sandbox cannot run on port \(port): \(error)")
        }
    }
}
