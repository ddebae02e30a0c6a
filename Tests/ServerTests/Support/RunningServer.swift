import AsyncHTTPClient
import Foundation
import Logging
import Server
import ServiceLifecycle
import TestSupport

/// The server on an empty SQLite database, without a clinic and without a WhatsApp: for what comes before them.
struct RunningServer: Sendable {
    let port: Int
    let http: HTTPClient

    /// Somebody at the API who isn't signed in.
    var desk: Desk { Desk(http: http, base: "http://127.0.0.1:\(port)") }

    static func with(
        _ settings: [String: String] = [:], logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        _ body: (RunningServer) async throws -> Void
    ) async throws {
        try await Backing.sqlite.with { database in
            let port = FreePort.take()
            let own = [
                "PORT": "\(port)", "DASHBOARD_PORT": "\(port)", "WEBHOOK_VERIFY_TOKEN": "verify-token-of-a-test",
                "META_APP_SECRET": "app-secret-of-a-test",
                "SECRET_KEY": Data(repeating: 3, count: 32).base64EncodedString(),
                // A client of the tests is not slow on purpose: it shares two cores with many others.
                "HEAD_TIMEOUT_SECONDS": "120",
            ]
            let values = own.merging(database) { $1 }.merging(settings) { $1 }
            let composition = try await Composition.open(
                try Settings(SettingsSource(environment: values)), logger: logger)
            let group = composition.group()
            let running = Task { try await group.run() }
            let server = RunningServer(port: port, http: HTTPClient(eventLoopGroupProvider: .singleton))
            let result: Result<Void, any Error>
            do {
                try await eventually("the server answers") {
                    try? await server.desk.call(.GET, "/health").status == 200 ? true : nil
                }
                try await body(server)
                result = .success(())
            } catch {
                result = .failure(error)
            }
            await group.triggerGracefulShutdown()
            _ = await running.result
            await composition.close()
            try await server.http.shutdown()
            try result.get()
        }
    }

    func connect() throws -> RawConnection { try RawConnection(port: port) }
}
