import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// One address that is listened on.
struct HTTPListener: Service {
    let host: String
    let port: Int
    let responder: RouterResponder<HTTPContext>
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
            server: .http1(
                configuration: .init(
                    idleTimeout: .seconds(65),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100))),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), backlog: 1024),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? port
                logger.info("listening", metadata: ["http.host": "\(host)", "http.port": "\(port)"])
                onListening(port)
            },
            logger: quiet)
    }
}
