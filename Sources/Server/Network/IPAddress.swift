import Foundation
import NIOCore

/// An IPv4 or IPv6 address. An IPv4 address written as IPv6 (`::ffff:192.0.2.1`) is the IPv4 address.
struct IPAddress: Hashable, Sendable {
    /// All 128 bits; an IPv4 address stands in its IPv6 form.
    let bits: UInt128

    private static let mappedPrefix: UInt128 = 0xFFFF_0000_0000

    init(bits: UInt128) { self.bits = bits }

    /// Nil unless it is one address, with nothing around it but the zone of a link-local one (`fe80::1%eth0`).
    init?(_ text: some StringProtocol) {
        let text = text.prefix { $0 != "%" }
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, String(text), &four) == 1 {
            bits = Self.mappedPrefix | UInt128(UInt32(bigEndian: four.s_addr))
        } else if inet_pton(AF_INET6, String(text), &six) == 1 {
            bits = withUnsafeBytes(of: six) { $0.reduce(0) { $0 << 8 | UInt128($1) } }
        } else {
            return nil
        }
    }

    /// Nil for a Unix socket.
    init?(_ address: SocketAddress) {
        guard let text = address.ipAddress else { return nil }
        self.init(text)
    }

    var isIPv4: Bool { bits >> 32 == Self.mappedPrefix >> 32 }

    var isLoopback: Bool { isIPv4 ? UInt8(truncatingIfNeeded: bits >> 24) == 127 : bits == 1 }

    /// Whom limits count: the address, of IPv6 its network of 64 bits, since one client has all of that.
    var client: IPAddress { isIPv4 ? self : IPAddress(bits: (bits >> 64) << 64) }
}

extension IPAddress: CustomStringConvertible {
    var description: String {
        let all = (0..<16).map { UInt8(truncatingIfNeeded: bits >> (120 - 8 * $0)) }
        let (family, bytes) = isIPv4 ? (AF_INET, Array(all[12...])) : (AF_INET6, all)
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return "" }
        return text.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    }
}
