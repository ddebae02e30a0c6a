import Foundation
import Synchronization

/// A TCP port on the loopback that nobody listens on at this moment, and that no other test of this process was given.
package enum FreePort {
    /// Below the range from which the system takes the ports of outgoing connections and of servers that ask for any:
    /// one of those may be given away between this look and the use of it.
    private static let range = 12_000..<32_000
    private static let last = Mutex(Int.random(in: range))

    /// One after the other: of two tests that get the same one, the second would talk to the first one's server.
    package static func take() -> Int {
        last.withLock { last in
            repeat { last = last + 1 < range.upperBound ? last + 1 : range.lowerBound } while !isFree(last)
            return last
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
