import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A web server on a free local port that does what a script says, good or bad: one step for each request.
/// After the last step it holds every request without an answer.
final class ScriptedServer: Sendable {
    enum Step: Sendable {
        /// `body` with its length, and the connection stays open.
        case answer(Int, String, headers: String = "")
        /// The same, and then the connection is closed without having said so.
        case answerThenClose(Int, String)
        /// These very bytes once the request is read; then nothing more.
        case rawThenHold(String)
        /// These very bytes before anything is read; then closed.
        case rawAtOnce(String)
        case closeAfterReading
        case hold
    }

    struct Received: Sendable, Equatable {
        let head: String
        let body: String
    }

    private struct State {
        var script: [Step]
        var received: [Received] = []
        var connections: [Int32] = []
    }

    let port: Int
    private let listener: Int32
    private let state: Mutex<State>
    private let route: (@Sendable (Received) -> Step)?

    /// Nil when no port could be opened. With `route` each request is answered by what it asks, not by its turn.
    init?(_ script: [Step] = [], route: (@Sendable (Received) -> Step)? = nil) {
        self.route = route
        guard let (listener, port) = Self.listen(backlog: 16) else { return nil }
        self.listener = listener
        self.port = port
        state = Mutex(State(script: script))
        Thread.detachNewThread { [weak self] in
            while case let connection = accept(listener, nil, nil), connection >= 0 {
                guard let self else { break }
                self.state.withLock { $0.connections.append(connection) }
                Thread.detachNewThread {
                    self.serve(connection)
                    self.end(connection)
                }
            }
            close(listener)
        }
    }

    var url: String { "http://127.0.0.1:\(port)" }
    var received: [Received] { state.withLock { $0.received } }

    /// Ends every connection; what is held is cut. Each descriptor is closed by the thread that uses it: a number
    /// that was closed too early may already belong to another test's socket.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        state.withLock { state in
            for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
        }
    }

    private func end(_ connection: Int32) {
        state.withLock { state in
            state.connections.removeAll { $0 == connection }
            close(connection)
        }
    }

    /// A listening socket on 127.0.0.1 and its port.
    static func listen(backlog: Int32) -> (socket: Int32, port: Int)? {
        #if canImport(Glibc)
            let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let listener = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        #if canImport(Glibc)
            let isListening = isBound && Glibc.listen(listener, backlog) == 0
        #else
            let isListening = isBound && Darwin.listen(listener, backlog) == 0
        #endif
        return isListening ? (listener, Int(UInt16(bigEndian: address.sin_port))) : nil
    }

    private func nextStep() -> Step { state.withLock { $0.script.isEmpty ? .hold : $0.script.removeFirst() } }

    private func serve(_ connection: Int32) {
        var step: Step?
        while true {
            if step == nil, case .rawAtOnce(let bytes)? = state.withLock({ $0.script.first }) {
                _ = nextStep()
                Self.write(bytes, to: connection)
                break
            }
            guard let request = Self.readRequest(connection) else { break }
            state.withLock { $0.received.append(request) }
            step = route?(request) ?? nextStep()
            switch step {
            case .answer(let status, let body, let headers): Self.answer(status, body, headers, to: connection)
            case .answerThenClose(let status, let body):
                Self.answer(status, body, "", to: connection)
                return
            case .rawThenHold(let bytes): Self.write(bytes, to: connection)
            case .closeAfterReading: return
            case .hold, .rawAtOnce, nil: break
            }
        }
    }

    private static func answer(_ status: Int, _ body: String, _ headers: String, to connection: Int32) {
        write("HTTP/1.1 \(status) X\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)", to: connection)
    }

    private static func write(_ text: String, to connection: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Nil when the other side has gone before its request was complete.
    private static func readRequest(_ connection: Int32) -> Received? {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            if let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
                let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
                let lengths = head.split(separator: "\r\n").filter { $0.lowercased().hasPrefix("content-length:") }
                let length = lengths.first.flatMap { Int($0.dropFirst(15).drop { $0 == " " }) } ?? 0
                let body = bytes[end.upperBound...]
                if body.count >= length { return Received(head: head, body: String(decoding: body, as: UTF8.self)) }
            }
            let count = recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            bytes += chunk[..<count]
        }
    }
}
