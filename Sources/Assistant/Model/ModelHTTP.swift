package import AsyncHTTPClient
import NIOCore

/// How models are reached.
package enum ModelHTTP {
    /// A client for all models; the caller shuts it down. It follows no redirect, since the key would go with it.
    ///
    /// Every call has a connection of its own: none waits behind others that hang, neither for one of the eight
    /// connections that are usual nor for one of the streams that a server allows.
    /// - Parameter calls: how many are under way at most.
    package static func makeClient(calls: Int) -> HTTPClient {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .seconds(5)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = calls
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }
}
