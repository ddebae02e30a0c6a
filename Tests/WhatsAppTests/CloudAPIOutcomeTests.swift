import AsyncHTTPClient
import Conversations
import Logging
import TestSupport
import Testing

@testable import WhatsApp

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What is concluded from each way in which a call can end.
struct CloudAPIOutcomeTests {
    static let accepted =
        #"{"messaging_product":"whatsapp","contacts":[{"input":"+911","wa_id":"919876543210"}],"#
        + #""messages":[{"id":"wamid.OK"}]}"#
    let message = OutboundMessage(
        recipient: .phone("919876543210"), content: .text(MessageText("hello")!),
        callbackData: "outbox:1")
    let sender = Credentials(phoneNumberID: "700800900100200", token: Secret("TOKEN"))

    @Test func `an accepted message gives its wamid, and the request is what Meta wants`() async throws {
        let server = try #require(ScriptedServer([.answer(200, Self.accepted)]))
        let result = await send(to: server)
        #expect(result == .success(Accepted(wamid: "wamid.OK", phone: "919876543210", userID: nil)))
        let request = try #require(server.received.first)
        #expect(request.head.hasPrefix("POST /v25.0/700800900100200/messages HTTP/1.1\r\n"))
        #expect(request.head.contains("\r\nAuthorization: Bearer TOKEN\r\n"))
        #expect(request.head.contains("\r\nContent-Type: application/json"))
        #expect(JSONValue(bytes: Array(request.body.utf8)) == message.json)
    }

    @Test(arguments: [
        (ScriptedServer.Step.closeAfterReading, SendError.UncertainReason.connectionLost),
        (.hold, .deadline),
        (.rawThenHold("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"messages\""), .deadline),
        (.rawThenHold("HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n"), .unreadableAnswer),
        (.answer(200, String(repeating: " ", count: 1_100_000) + "{}"), .unreadableAnswer),
        (.answer(500, "<html>Sorry</html>"), .serverFailure),
        (.answer(503, ""), .serverFailure),
        (.answer(408, ""), .serverFailure),
        (.answer(200, "<html>Hello</html>"), .unreadableAnswer),
        (.answer(200, "{}"), .unreadableAnswer),
        (.answer(200, ""), .unreadableAnswer),
        (.answer(200, #"{"messages":[{}]}"#), .unreadableAnswer),
    ])
    func `a written message without a valid answer is uncertain`(
        step: ScriptedServer.Step, reason: SendError.UncertainReason
    ) async throws {
        let server = try #require(ScriptedServer([step]))
        let timeout: Duration = reason == .deadline ? .seconds(1) : .seconds(20)
        #expect(await send(to: server.url, timeout: timeout) == .failure(.uncertain(reason)))
        #expect(server.received.count == 1)
    }

    @Test(arguments: [
        (400, #"{"error":{"code":131047,"error_data":{"details":"d"},"fbtrace_id":"T"}}"#, Int64(131047)),
        (500, #"{"error":{"code":3,"message":"d","fbtrace_id":"T"}}"#, 3),
        (200, #"{"error":{"code":"131000","message":"d","fbtrace_id":"T"}}"#, 131000),
    ])
    func `an error of Meta's is a refusal, whatever the HTTP status`(status: Int, body: String, code: Int64)
        async throws
    {
        let server = try #require(ScriptedServer([.answer(status, body, headers: "Retry-After: 7\r\n")]))
        let error = GraphError(
            code: code, details: "d", traceID: "T", httpStatus: status, retryAfter: .seconds(7))
        #expect(await send(to: server) == .failure(.refused(error)))
    }

    @Test(arguments: [302, 400, 404, 429])
    func `a refusal by something that is not Meta is a refusal without a code`(status: Int) async throws {
        let server = try #require(
            ScriptedServer([.answer(status, "<html>", headers: "Location: http://127.0.0.1:1/\r\n")]))
        #expect(await send(to: server) == .failure(.refused(GraphError(code: nil, httpStatus: status))))
        #expect(server.received.count == 1)
    }

    @Test func `a refused connection was surely not sent`() async throws {
        let server = try #require(ScriptedServer([]))
        server.stop()
        #expect(await send(to: server) == .failure(.notSent(.noConnection)))
    }

    @Test func `a connection that is never taken was surely not sent`() async throws {
        let (listener, port) = try #require(ScriptedServer.listen(backlog: 0))
        let crowd = (0..<3).map { _ in Self.beginConnecting(to: port) }
        defer { for socket in crowd + [listener] { close(socket) } }
        let result = await send(to: "http://127.0.0.1:\(port)", timeout: .milliseconds(900))
        #expect(result == .failure(.notSent(.connectTimeout)))
    }

    @Test func `a connection that is open but never read is uncertain`() async throws {
        let (listener, port) = try #require(ScriptedServer.listen(backlog: 8))
        defer { close(listener) }
        let result = await send(to: "http://127.0.0.1:\(port)", timeout: .milliseconds(900))
        #expect(result == .failure(.uncertain(.deadline)))
    }

    @Test func `a failed TLS handshake was surely not sent`() async throws {
        let server = try #require(ScriptedServer([.rawAtOnce("HTTP/1.1 400 No TLS here\r\n\r\n")]))
        #expect(await send(to: "https://127.0.0.1:\(server.port)") == .failure(.notSent(.tlsFailure)))
    }

    @Test func `an unknown host was surely not sent`() async {
        #expect(await send(to: "http://nowhere.invalid") == .failure(.notSent(.noConnection)))
    }

    @Test func `a deadline in the past or an unusable address calls nobody`() async throws {
        let server = try #require(ScriptedServer([.answer(200, Self.accepted)]))
        #expect(await send(to: server.url, timeout: .zero) == .failure(.notSent(.deadline)))
        #expect(await send(to: "", timeout: .seconds(1)) == .failure(.notSent(.unusableAddress)))
        let odd = Credentials(phoneNumberID: "1/../2", token: Secret("t"))
        #expect(await send(to: server.url, from: odd) == .failure(.notSent(.unusableAddress)))
        #expect(server.received == [])
    }

    /// The other side may have closed a kept connection a moment ago. Whether the client has noticed is a matter of
    /// luck; what must never happen is that a written message counts as not sent.
    @Test func `a kept connection that died is never mistaken for not sent when something was written`() async throws {
        for _ in 0..<20 {
            let server = try #require(
                ScriptedServer([.answerThenClose(200, Self.accepted), .answer(200, Self.accepted)]))
            let client = CloudAPIClient.makeHTTPClient(sendTimeout: .seconds(20))
            let api = CloudAPIClient(
                client: client, baseURL: server.url, version: "v25.0", logger: Logger(label: "test"))
            let first = await attempt(api, timeout: .seconds(20))
            #expect((try? first.get()) != nil)
            switch await attempt(api, timeout: .seconds(20)) {
            case .success: #expect(server.received.count == 2)
            case .failure(.notSent): #expect(server.received.count == 1)
            case .failure(let error): #expect(error == .uncertain(.connectionLost))
            }
            try await client.shutdown()
            server.stop()
        }
    }

    @Test func `a cancelled task still learns what became of the message`() async throws {
        let server = try #require(ScriptedServer([.answer(200, Self.accepted)]))
        let sending = Task { await send(to: server) }
        sending.cancel()
        #expect((try? await sending.value.get())?.wamid == "wamid.OK")
    }

    @Test func `a read receipt is sent and answered`() async throws {
        let server = try #require(
            ScriptedServer([.answer(200, #"{"success":true}"#), .answer(200, #"{"success":false}"#)]))
        let client = CloudAPIClient.makeHTTPClient(sendTimeout: .seconds(20))
        let api = CloudAPIClient(
            client: client, baseURL: server.url + "/", version: "v25.0", logger: Logger(label: "t"))
        try await api.markRead(wamid: "wamid.A", typing: true, from: sender, timeout: .seconds(20))
        await #expect(throws: SendError.uncertain(.unreadableAnswer)) {
            try await api.markRead(wamid: "wamid.A", typing: false, from: sender, timeout: .seconds(20))
        }
        #expect(
            server.received.first?.body
                == #"{"message_id":"wamid.A","messaging_product":"whatsapp","status":"read","typing_indicator":{"type":"text"}}"#
        )
        try await client.shutdown()
    }

    private func send(to server: ScriptedServer) async -> Result<Accepted, SendError> { await send(to: server.url) }

    private func send(
        to url: String, from sender: Credentials? = nil, timeout: Duration = .seconds(20)
    ) async -> Result<Accepted, SendError> {
        let client = CloudAPIClient.makeHTTPClient(sendTimeout: timeout)
        let api = CloudAPIClient(client: client, baseURL: url, version: "v25.0", logger: Logger(label: "test"))
        let result = await attempt(api, from: sender, timeout: timeout)
        try? await client.shutdown()
        return result
    }

    private func attempt(
        _ api: CloudAPIClient, from other: Credentials? = nil, timeout: Duration
    ) async -> Result<Accepted, SendError> {
        do throws(SendError) {
            return .success(try await api.send(message, from: other ?? sender, timeout: timeout))
        } catch {
            return .failure(error)
        }
    }

    /// A connection that fills the queue of a listener that takes none.
    private static func beginConnecting(to port: Int) -> Int32 {
        #if canImport(Glibc)
            let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let client = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        _ = fcntl(client, F_SETFL, O_NONBLOCK)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = UInt16(port).bigEndian
        withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        return client
    }
}
