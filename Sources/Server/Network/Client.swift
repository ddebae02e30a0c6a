import HTTPTypes

/// Whom a request comes from, as far as it can be believed.
struct Client: Hashable, Sendable {
    /// The client's address. Nil where nobody whom we believe says it: behind a proxy that isn't trusted or says
    /// nothing, and on this machine. Such a client is never counted as an address.
    let address: IPAddress?
    /// Whether it came to the proxy by https; nil where nobody whom we believe says it.
    let saidHTTPS: Bool?

    var isHTTPS: Bool { saidHTTPS == true }

    /// What limits count by.
    var countedAddress: IPAddress? { address?.client }

    /// `peer` is the other end of the connection; nil where it has no address.
    init(peer: IPAddress?, headers: HTTPFields, proxies: TrustedProxies) {
        guard let peer, proxies.contains(peer) else {
            address = peer.flatMap { $0.isLoopback ? nil : $0 }
            saidHTTPS = nil
            return
        }
        address = Self.forwarded(headers, by: proxies)
        saidHTTPS = Self.entries(headers, .forwardedProto).last.map { $0.lowercased() == "https" }
    }

    /// Each proxy adds at the right whom it saw; what stands left of the first stranger may be made up. An entry that
    /// isn't an address says nothing about whom to count.
    private static func forwarded(_ headers: HTTPFields, by proxies: TrustedProxies) -> IPAddress? {
        for entry in entries(headers, .forwardedFor).reversed() {
            guard let address = address(in: entry) else { return nil }
            if !proxies.contains(address) { return address.isLoopback ? nil : address }
        }
        return nil
    }

    /// All lines of a header are one list, in their order.
    private static func entries(_ headers: HTTPFields, _ name: HTTPField.Name) -> [Substring] {
        headers[values: name].joined(separator: ",").split(separator: ",").map { $0.trimmingBlanks }
            .filter { !$0.isEmpty }
    }

    /// Some proxies write a port: `192.0.2.1:4711`, `[2001:db8::1]:4711`.
    private static func address(in entry: Substring) -> IPAddress? {
        if entry.hasPrefix("[") {
            guard let end = entry.firstIndex(of: "]"), isPort(entry[entry.index(after: end)...]) else { return nil }
            return IPAddress(entry[entry.index(after: entry.startIndex)..<end])
        }
        guard let colon = entry.firstIndex(of: ":"), entry.lastIndex(of: ":") == colon else { return IPAddress(entry) }
        return isPort(entry[colon...]) ? IPAddress(entry[..<colon]) : nil
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.isEmpty || text.first == ":" && UInt16(text.dropFirst()) != nil
    }
}

extension Substring {
    fileprivate var trimmingBlanks: Substring {
        let blanks: Set<Character> = [" ", "\t"]
        let start = drop { blanks.contains($0) }
        return start.lastIndex { !blanks.contains($0) }.map { start[...$0] } ?? ""
    }
}

extension HTTPField.Name {
    fileprivate static let forwardedFor = Self("X-Forwarded-For")!
    fileprivate static let forwardedProto = Self("X-Forwarded-Proto")!
}
