import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import ServiceLifecycle

/// A stand-in for Meta's Graph API and for Gemini on one port, with a phone in the browser.
package final class SandboxServer: Service {
    let world: World
    let deliveries: DeliveryQueue
    let configuration: SandboxConfiguration
    private let bound = BoundPort()
    private let logger: Logger

    package init(configuration: SandboxConfiguration, logger: Logger) {
        precondition(!configuration.clinics.isEmpty)
        self.configuration = configuration
        self.logger = logger
        world = World(configuration)
        deliveries = DeliveryQueue(
            world: world, sender: WebhookSender(world: world, secret: configuration.appSecret, logger: logger))
    }

    /// Serves until a graceful shutdown or a cancellation; both end the open event streams.
    /// Throws if the port is taken or the page's files are missing.
    package func run() async throws {
        do {
            let files = try PublicFiles()
            try await world.seed()
            try await serve(files)
        } catch {
            await world.forgetAllMedia()
            await bound.set(0)
            throw error
        }
        await world.forgetAllMedia()
        await bound.set(0)
    }

    /// The port that the server listens on, as soon as it does; 0 if the server ended before that.
    package func boundPort() async -> Int { await bound.value() }

    /// `http://host:port`, once the server listens.
    package func baseURL() async -> String {
        let host = configuration.host == "0.0.0.0" ? "127.0.0.1" : configuration.host
        return await "http://\(host.contains(":") ? "[\(host)]" : host):\(boundPort())"
    }

    private func serve(_ files: PublicFiles) async throws {
        let application = application(files)
        try await withThrowingTaskGroup { group in
            group.addTask { try await application.run() }
            group.addTask { await self.deliveries.run() }
            group.addTask { await self.tick() }
            try await group.next()
            group.cancelAll()
            while (try? await group.next()) != nil {}
        }
    }

    /// Lets idle event streams notice that their reader is gone.
    private func tick() async {
        while (try? await Task.sleep(for: .seconds(15))) != nil { await world.announce(.tick) }
    }

    private func application(_ files: PublicFiles) -> some ApplicationProtocol {
        let router = RequestRouter(self, files)
        return Application(
            responder: CallbackResponder<SandboxContext> { request, context in
                await router.answer(request, context)
            },
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port), serverName: nil),
            onServerRunning: { [bound, self] channel in
                await bound.set(channel.localAddress?.port ?? 0)
                await world.setOrigin(baseURL())
            },
            logger: logger)
    }
}
