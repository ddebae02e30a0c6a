import Foundation

/// Writes whole lines, one system call each, so that lines of several threads do not mix.
struct LineSink: Sendable {
    let descriptor: Int32

    func write(_ line: String) {
        var bytes = Array((line + "\n").utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 || errno == EINTR else { return }
            bytes = bytes.dropFirst(max(written, 0))
        }
    }
}
