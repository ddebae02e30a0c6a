import HTTPTypes

extension HTTPRequest {
    /// Whether it was made on this machine for this machine: no proxy passed it on, and no name of somebody else's led
    /// a browser here. `peer` is the other end of the connection.
    func isFromThisMachine(peer: IPAddress?) -> Bool {
        peer?.isLoopback == true && isForLoopback && !headerFields.contains { Self.isOfProxy($0.name) }
    }

    private var isForLoopback: Bool {
        let host = (authority ?? "").lowercased()
        if host.hasPrefix("[") { return IPAddress(host.dropFirst().prefix { $0 != "]" })?.isLoopback == true }
        let name = host.prefix { $0 != ":" }
        return name == "localhost" || IPAddress(name)?.isLoopback == true
    }

    private static func isOfProxy(_ name: HTTPField.Name) -> Bool {
        let name = name.canonicalName
        return name.contains("forwarded") || name.hasSuffix("client-ip")
            || ["via", "x-real-ip", "cf-connecting-ip"].contains(name)
    }
}
