import NIOHTTP1
import Sandbox
import Testing

struct ControlTests {
    @Test(arguments: [
        [("sec-fetch-site", "cross-site")], [("origin", "https://evil.example")], [("origin", "null")],
        [("sec-fetch-site", "same-site")], [("host", "evil.example")],
    ])
    func `Requests of other websites are refused`(headers: [(String, String)]) async throws {
        try await RunningSandbox.run { sandbox in
            let answer = try await sandbox.request(.POST, "/sandbox/reset", [], headers: headers)
            #expect(answer.status == 403)
        }
    }

    @Test func `The page is served with a strict policy and only under the machine's own name`() async throws {
        try await RunningSandbox.run { sandbox in
            let page = try await sandbox.request(.GET, "/")
            #expect(page.status == 200)
            #expect(String(decoding: page.body, as: UTF8.self).contains("You are the patient"))
            #expect(page.headers.first(name: "content-security-policy")?.contains("default-src 'none'") == true)
            #expect(try await sandbox.request(.GET, "/", headers: [("host", "evil.example")]).status == 403)
            #expect(try await sandbox.request(.GET, "/../Package.swift").status == 404)
        }
    }

    static let wrongCalls: [(String, JSON, Int)] = [
        ("messages", ["patient": "nobody", "text": "x"], 404),
        ("messages", ["text": "x"], 400),
        ("patients", ["name": ""], 400),
        ("patients", ["name": "A", "phone": "12"], 400),
        ("faults", ["kind": "flood"], 400),
        ("faults", ["kind": "error"], 400),
        ("model", ["trouble": "sleepy"], 400),
        ("faults", ["kind": "upload_error"], 400),
        ("account", ["health": "ILL"], 400),
        ("account", ["health": "BLOCKED", "entity": "CLINIC"], 400),
        ("preferences", ["patient": "nobody", "value": "stop"], 404),
        ("templates", ["name": "nothing", "language": "en", "status": "PAUSED"], 404),
        ("templates", ["id": "900111222333444", "status": "ASLEEP"], 400),
        ("nothing", [:], 404),
    ]

    @Test(arguments: wrongCalls)
    func `A call with a mistake answers a sentence`(path: String, body: JSON, status: Int) async throws {
        try await RunningSandbox.run { sandbox in
            let answer = try await sandbox.control(.POST, path, body)
            #expect(answer.status == status)
            #expect(answer.json["error"]?.string?.isEmpty == false)
        }
    }

    @Test func `The same person is found again by number, and reset forgets everybody`() async throws {
        try await RunningSandbox.run { sandbox in
            let first = try await sandbox.control(.POST, "patients", ["name": "A", "phone": "+91 98765-43210"])
            let second = try await sandbox.control(.POST, "patients", ["name": "B", "phone": "919876543210"])
            #expect(first.status == 201)
            #expect(second.status == 200)
            #expect(first.json["id"] == second.json["id"])
            #expect(second.json["name"] == "B")
            await sandbox.server.reset()
            #expect(try await sandbox.control(.GET, "patients").json == ["patients": []])
        }
    }

    @Test func `Waiting for what is sent ends when it has been sent`() async throws {
        try await RunningSandbox.run { sandbox in
            _ = try await sandbox.anjali()
            async let sent = sandbox.server.waitForSent(to: "+919876543210", count: 2, seconds: 20)
            _ = try await sandbox.send(.text("one"))
            _ = try await sandbox.send(.text("two"))
            #expect(await sent.map(\.text) == ["one", "two"])
        }
    }
}
