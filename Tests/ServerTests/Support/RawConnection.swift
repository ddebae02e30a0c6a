import Foundation
import TestSupport

/// A TCP connection to a server on this machine, for what no HTTP client would send.
final class RawConnection: Sendable {
    private let descriptor: Int32

    init(port: Int) throws {
        #if canImport(Glibc)
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        guard result == 0 else { throw NeverHappened(description: "connected: \(errno)") }
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }

    deinit { _ = Foundation.close(descriptor) }

    /// Sends all, waiting where the other end is slow. Whether it could be sent.
    @discardableResult
    func send(_ text: String, within seconds: Double = 20) async -> Bool {
        var bytes = Array(text.utf8)[...]
        let end = ContinuousClock.now + .seconds(seconds)
        while !bytes.isEmpty, ContinuousClock.now < end {
            let sent = bytes.withUnsafeBytes { Foundation.send(descriptor, $0.baseAddress, $0.count, 0x4000) }
            if sent > 0 {
                bytes = bytes.dropFirst(sent)
            } else if errno == EAGAIN {
                try? await Task.sleep(for: .milliseconds(5))
            } else {
                return false
            }
        }
        return bytes.isEmpty
    }

    /// What has come so far is enough once `isEnough` says so or the other end has closed.
    func receive(
        within seconds: Double = 20, until isEnough: (String) -> Bool = { _ in false }
    ) async -> (text: String, isClosed: Bool) {
        var received: [UInt8] = []
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            var part = [UInt8](repeating: 0, count: 65_536)
            let count = recv(descriptor, &part, part.count, 0)
            if count > 0 {
                received += part[..<count]
            } else if count == 0 || errno != EAGAIN {
                return (String(decoding: received, as: UTF8.self), true)
            } else {
                try? await Task.sleep(for: .milliseconds(5))
            }
            if isEnough(String(decoding: received, as: UTF8.self)) { break }
        }
        return (String(decoding: received, as: UTF8.self), false)
    }

    /// Sends, and receives until the other end closes or has sent an answer with this text in it.
    func exchange(_ text: String, until word: String? = nil) async -> (text: String, isClosed: Bool) {
        await send(text)
        return await receive { received in word.map { received.contains($0) } ?? false }
    }
}
