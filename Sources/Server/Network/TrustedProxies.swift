/// The proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.
package struct TrustedProxies: Hashable, Sendable {
    private let networks: [Network]

    /// Nobody.
    package init() { networks = [] }

    /// Addresses and networks (`10.0.0.0/8`), separated by commas or blanks. Nil where one of them is neither.
    package init?(_ text: String) {
        let words = text.split { $0 == "," || $0.isWhitespace }
        let networks = words.compactMap(Network.init)
        guard networks.count == words.count else { return nil }
        self.networks = networks
    }

    func contains(_ address: IPAddress) -> Bool { networks.contains { $0.contains(address) } }

    /// What a connection counts by: neither this machine nor a proxy, which speaks for many.
    func counted(_ peer: IPAddress?) -> IPAddress? {
        guard let peer, !peer.isLoopback, !contains(peer) else { return nil }
        return peer.client
    }

    private struct Network: Hashable {
        let first: IPAddress
        let mask: UInt128

        /// The network of everybody is refused: it would let anybody say who they are.
        init?(_ text: Substring) {
            let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
            guard let address = IPAddress(parts[0]), !text.contains("%") else { return nil }
            let size = address.isIPv4 && !parts[0].contains(":") ? 32 : 128
            var length = size
            if parts.count == 2 {
                guard let written = Int(parts[1]), (1...size).contains(written) else { return nil }
                length = written
            }
            mask = ~UInt128(0) << (size - length)
            first = IPAddress(bits: address.bits & mask)
        }

        func contains(_ address: IPAddress) -> Bool { address.bits & mask == first.bits }
    }
}
