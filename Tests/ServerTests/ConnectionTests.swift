import AsyncHTTPClient
import Foundation
import NIOCore
import Sandbox
import Testing

/// What a connection may do, and for how long.
@Suite(.serialized) struct ConnectionTests {
    private static let signature = "X-Hub-Signature-256: sha256=" + String(repeating: "0", count: 64)
    private static let quick = ["HEAD_TIMEOUT_SECONDS": "1", "BODY_TIMEOUT_SECONDS": "1"]

    private static func post(_ path: String, length: Int, _ headers: String...) -> String {
        (["POST \(path) HTTP/1.1", "Host: x", "Content-Type: application/json", "Content-Length: \(length)"] + headers
            + ["", ""]).joined(separator: "\r\n")
    }

    @Test func `a webhook without a signature is refused before its body is there`() async throws {
        try await RunningServer.with { server in
            let headers = [
                "X-Other: 1", "X-Hub-Signature-256:", "X-Hub-Signature-256: sha256=00",
                "X-Hub-Signature-256: sha1=" + String(repeating: "0", count: 64),
                "X-Hub-Signature-256: sha256=" + String(repeating: "g", count: 64), Self.signature + "0",
                Self.signature + "\r\n" + Self.signature,
                "X-Hub-Signature-256: SHA256=" + String(repeating: "0", count: 64),
                "X-Hub-Signature: sha1=" + String(repeating: "0", count: 40), "Expect: 100-continue",
            ]
            for header in headers {
                let connection = try server.connect()
                let answer = await connection.exchange(Self.post("/webhook", length: 3 << 20, header))
                #expect(answer.text.hasPrefix("HTTP/1.1 401 "), "\(header): \(answer.text)")
                #expect(answer.text.lowercased().contains("connection: close"), "\(header)")
                #expect(answer.isClosed, "\(header)")
            }
        }
    }

    @Test func `whoever sends on after a refusal sees the answer and is cut`() async throws {
        try await RunningServer.with { server in
            let connection = try server.connect()
            await connection.send(Self.post("/webhook", length: 3 << 20) + String(repeating: "x", count: 20_000))
            let answer = await connection.receive { $0.contains("wrong_signature") }
            #expect(answer.text.hasPrefix("HTTP/1.1 401 "), "\(answer.text)")
            let all = await connection.send(String(repeating: "x", count: 64 << 20))
            #expect(!all, "the server went on reading")
        }
    }

    @Test func `a small body is taken with its refusal, and the connection goes on`() async throws {
        try await RunningServer.with { server in
            let connection = try server.connect()
            let body = #"{"patientId":"x","pause":true}"#
            let request = Self.post("/api/live-chat/toggle-bot", length: body.utf8.count) + body
            for _ in 0..<2 {
                let answer = await connection.exchange(request, until: "not_signed_in")
                #expect(answer.text.hasPrefix("HTTP/1.1 401 ") && !answer.isClosed, "\(answer.text)")
            }
        }
    }

    @Test func `a head that comes byte by byte is cut, the first one and a later one`() async throws {
        try await RunningServer.with(Self.quick) { server in
            for before in ["", "GET /health HTTP/1.1\r\nHost: x\r\n\r\n"] {
                let connection = try server.connect()
                if !before.isEmpty { _ = await connection.exchange(before, until: "healthy") }
                #expect(await Self.isCut(connection, after: "GET /health HTTP/1.1\r\nHost: x\r\nX-A: "))
            }
            let silent = try server.connect()
            #expect(await silent.receive().isClosed, "nothing was sent at all")
        }
    }

    @Test func `a body that comes byte by byte is cut`() async throws {
        try await RunningServer.with(["BODY_TIMEOUT_SECONDS": "1"]) { server in
            for path in ["/webhook", "/api/session"] {
                let connection = try server.connect()
                await connection.send(Self.post(path, length: 1000, Self.signature))
                for _ in 0..<5 {
                    await connection.send("x")
                    try await Task.sleep(for: .milliseconds(100))
                }
                let answer = await connection.receive()
                #expect(answer.text.hasPrefix("HTTP/1.1 408 ") && answer.isClosed, "\(answer.text)")
                #expect(answer.text.contains("too_slow"))
            }
        }
    }

    @Test func `a body in chunks is cut, be it the chunks, a size or the trailers that do not end`() async throws {
        let head =
            "POST /webhook HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\(Self.signature)\r\n\r\n"
        try await RunningServer.with(["BODY_TIMEOUT_SECONDS": "1"]) { server in
            for (start, more) in [("", "1\r\nx\r\n"), ("1;a=", "y"), ("1\r\nx\r\n0\r\n", "a: b\r\n")] {
                let connection = try server.connect()
                #expect(await Self.isCut(connection, after: head + start, sending: more), "\(start)")
            }
        }
    }

    @Test func `a body that nobody reads holds no connection`() async throws {
        try await RunningServer.with { server in
            for path in ["/health", "/nowhere", "/login"] {
                let connection = try server.connect()
                let answer = await connection.exchange("GET \(path) HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx")
                #expect(answer.text.lowercased().contains("connection: close") && answer.isClosed, "\(answer.text)")
            }
        }
    }

    @Test func `an event stream outlives the time of heads and bodies`() async throws {
        try await RunningProduct.with(.sqlite, settings: Self.quick) { product in
            let response = try await product.http.execute(
                product.doctor.request("/api/events"), timeout: .seconds(60))
            try await Task.sleep(for: .seconds(2.5))
            let patient = try await product.sandbox.addPatient(name: "Asha", phone: "919876543210")
            _ = try await product.sandbox.write("Hello", from: patient)
            var text = ""
            for try await part in response.body {
                text += String(buffer: part)
                if text.contains("event: patient") { break }
            }
            #expect(text.contains("event: patient"))
        }
    }

    @Test func `HTTP 1.0 is answered and its connection closed, with a Host or without`() async throws {
        try await RunningServer.with { server in
            for headers in ["", "Host: x\r\n", "Host: x\r\nConnection: keep-alive\r\n"] {
                let connection = try server.connect()
                let answer = await connection.exchange("GET /login HTTP/1.0\r\n\(headers)\r\n")
                #expect(answer.text.hasPrefix("HTTP/1.0 200 ") && answer.isClosed, "\(answer.text.prefix(300))")
                #expect(answer.text.lowercased().contains("connection: close"))
                #expect(!answer.text.lowercased().contains("chunked"))
                #expect(answer.text.hasSuffix("</html>\n"))
            }
        }
    }

    @Test func `a request that does not name one host is refused`() async throws {
        let wrong = [
            "", "Host: a\r\nHost: b\r\n", "Host: a\r\nhost: a\r\n", "Host: a b\r\n", "Host: a/b\r\n",
            "Host: a, b\r\n", "Host: a@b\r\n",
        ]
        try await RunningServer.with { server in
            for headers in wrong {
                for path in ["/health", "/api/session", "/nowhere"] {
                    let answer = await (try server.connect()).exchange(
                        "GET \(path) HTTP/1.1\r\n\(headers)\r\n", until: "bad_host")
                    #expect(answer.text.hasPrefix("HTTP/1.1 400 "), "\(answer.text)")
                }
            }
        }
    }

    @Test func `requests sent at once are answered in their order, up to one that closes`() async throws {
        try await RunningServer.with { server in
            let first = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n"
            let last = "GET /ready HTTP/1.1\r\nHost: x\r\nConnection: Close\r\n\r\n"
            let answer = await (try server.connect()).exchange(first + first + last + first)
            #expect(answer.isClosed)
            #expect(answer.text.split(separator: "HTTP/1.1 200 ").count == 3, "\(answer.text)")
            #expect(answer.text.contains("\"ready\""))
        }
    }

    @Test func `what isn't HTTP is refused and closed`() async throws {
        try await RunningServer.with { server in
            for text in ["hello\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET /health HTTP/1.1\r\nHost: x\r\nA B\r\n\r\n"] {
                let answer = await (try server.connect()).exchange(text)
                #expect(answer.isClosed && (answer.text.isEmpty || answer.text.contains(" 400 ")), "\(answer.text)")
            }
        }
    }

    /// Whether the other end closes while a byte, or a little more, is sent every tenth of a second.
    private static func isCut(
        _ connection: RawConnection, after text: String, sending more: String = "x"
    ) async -> Bool {
        await connection.send(text)
        for _ in 0..<200 {
            guard await connection.send(more) else { return true }
            if await connection.receive(within: 0.1).isClosed { return true }
        }
        return false
    }
}
