package import AsyncHTTPClient
import NIOCore

extension CloudAPIClient {
    /// A client whose every failure can be judged: it connects well within the time that a send may take, tries to
    /// connect only once, keeps idle connections so briefly that the other side will hardly have closed them, and follows
    /// no redirect.
    ///
    /// `sendTimeout` is the time that one call may take. The caller shuts the client down.
    package static func makeHTTPClient(sendTimeout: Duration) -> HTTPClient {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        let connect = max(min(sendTimeout / 3, .seconds(3)), .milliseconds(50))
        // A deadline holds only until the head of an answer is there; files are bodies.
        configuration.timeout = .init(connect: TimeAmount(connect), read: .seconds(60))
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.idleTimeout = .seconds(15)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        configuration.httpVersion = .http1Only
        configuration.proxy = nil
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }
}
