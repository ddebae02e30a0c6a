import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// One address that is listened on.
struct HTTPListener: Service {
    let host: String
    let port: Int
    let responder: RouterResponder<HTTPContext>
    let limits: HTTPLimits
    /// Stands at the server's socket.
    let gate: @Sendable () -> ConnectionGate
    let logger: Logger
    let onListening: @Sendable (Int) -> Void

    func run() async throws {
        do {
            try await application.run()
        } catch let error as IOError {
            throw ListenError(error, host: host, port: port)
        } catch is SocketAddressError {
            throw ListenError.noSuchAddress(host)
        }
    }

    private var application: some ApplicationProtocol {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        return Application(
            responder: responder,
            server: HTTPServerBuilder { [limits] in HTTPConnection(responder: $0, limits: limits) },
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), backlog: 1024),
            onServerRunning: { [gate] channel in
                try? await channel.eventLoop.submit {
                    try channel.pipeline.syncOperations.addHandler(gate(), position: .first)
                }.get()
                let port = channel.localAddress?.port ?? port
                logger.info("listening", metadata: ["http.host": "\(host)", "http.port": "\(port)"])
                onListening(port)
            },
            logger: quiet)
    }
}
