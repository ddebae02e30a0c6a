import Foundation

/// A TCP port on the loopback that nobody listens on at this moment.
package enum FreePort {
    /// Below the range from which the system takes the ports of outgoing connections and of servers that ask for any:
    /// one of those may be given away between this look and the use of it.
    package static func take() -> Int {
        while true {
            let port = Int.random(in: 20_000..<32_000)
            if isFree(port) { return port }
        }
    }

    private static func isFree(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
