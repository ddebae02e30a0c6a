/// What one client, and all of them together, may take of the server.
package struct HTTPLimits: Hashable, Sendable {
    /// For a whole head, however it arrives.
    package var headTimeout = Duration.seconds(10)
    /// For a whole body, from the end of its head.
    package var bodyTimeout = Duration.seconds(20)
    /// For a whole file that the clinic sends. Between two parts of it no more time may pass than for another body.
    package var uploadTimeout = Duration.seconds(900)
    /// Bytes of bodies in memory at once, of all listeners.
    package var bodyBytes = 64 << 20
    package var bodyBytesPerAddress = 6 << 20
    /// Open at once, at each listener.
    package var connections = 2000
    package var connectionsPerAddress = 100

    package init() {}

    /// The largest body is a webhook of 3 MiB: a smaller budget would never let it in.
    init(_ reader: inout SettingsReader) {
        headTimeout = .seconds(reader.value("HEAD_TIMEOUT_SECONDS", default: 10, in: 1...120))
        bodyTimeout = .seconds(reader.value("BODY_TIMEOUT_SECONDS", default: 20, in: 1...600))
        uploadTimeout = .seconds(reader.value("UPLOAD_TIMEOUT_SECONDS", default: 900, in: 1...7200))
        bodyBytes = reader.value("BODIES_MIB", default: 64, in: 3...65_536) << 20
        bodyBytesPerAddress = reader.value("BODIES_PER_ADDRESS_MIB", default: 6, in: 3...65_536) << 20
        connections = reader.value("CONNECTIONS_PER_LISTENER", default: 2000, in: 10...100_000)
        connectionsPerAddress = reader.value("CONNECTIONS_PER_ADDRESS", default: 100, in: 1...100_000)
    }
}
