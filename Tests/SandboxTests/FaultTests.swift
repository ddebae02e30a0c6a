import AsyncHTTPClient
import NIOHTTP1
import Sandbox
import Testing

struct FaultTests {
    @Test func `An injected error concerns the next messages to that patient only`() async throws {
        try await RunningSandbox.run { sandbox in
            _ = try await sandbox.anjali()
            _ = try await sandbox.server.addPatient(name: "Ravi", phone: "+919812345678", windowOpen: true)
            let made = try await sandbox.control(
                .POST, "faults",
                ["kind": "error", "code": 130_429, "count": 2, "patient": "+919876543210", "retry_after": 7])
            #expect(made.status == 201)
            #expect(try await sandbox.send(.text(to: "+919812345678", "x")).status == 200)
            for _ in 0..<2 {
                let answer = try await sandbox.send(.text("x"))
                #expect(answer.status == 400)
                #expect(answer.code == 130_429)
                #expect(answer.headers.first(name: "retry-after") == "7")
            }
            #expect(try await sandbox.send(.text("x")).status == 200)
            #expect(await sandbox.server.sent(to: "+919876543210").map(\.outcome) == [.refused, .refused, .accepted])
        }
    }

    @Test func `An HTML page comes with its own status and accepts nothing`() async throws {
        try await RunningSandbox.run { sandbox in
            _ = try await sandbox.anjali()
            await sandbox.server.inject(SandboxFault(.html, httpStatus: 502))
            let answer = try await sandbox.send(.text("x"))
            #expect(answer.status == 502)
            #expect(answer.headers.first(name: "content-type") == "text/html")
            #expect(await sandbox.server.sent().first?.wamid == nil)
        }
    }

    @Test(arguments: [(SandboxFault.Kind.cutBefore, false), (.cutAfter, true)])
    func `A cut connection gives no answer; only after acceptance do statuses follow`(
        kind: SandboxFault.Kind, isAccepted: Bool
    ) async throws {
        try await RunningSandbox.run { sandbox in
            _ = try await sandbox.anjali()
            await sandbox.server.inject(SandboxFault(kind))
            await #expect(throws: HTTPClientError.self) { try await sandbox.send(.text("x")) }
            #expect(await sandbox.server.sent().map(\.wasAccepted) == [isAccepted])
            if isAccepted { #expect(await sandbox.inbox.first(2).map(\.status) == ["sent", "delivered"]) }
        }
    }

    @Test func `A status can be withheld and sent by hand later`() async throws {
        try await RunningSandbox.run { sandbox in
            _ = try await sandbox.anjali()
            await sandbox.server.inject(SandboxFault(.withholdStatus))
            let answer = try await sandbox.send(.text("x"))
            let wamid = try #require(answer.json["messages"]?[0]?["id"]?.string)
            // The next message's statuses come, so the first one's would have come too.
            _ = try await sandbox.send(.text("y"))
            let others = await sandbox.inbox.first(2)
            #expect(others.allSatisfy { $0.value?["statuses"]?[0]?["id"]?.string != wamid })
            let sent = await sandbox.server.control("POST", "statuses", ["wamid": .string(wamid), "status": "sent"])
            #expect(sent.status == 200)
            #expect(await sandbox.inbox.first(3)[2].value?["statuses"]?[0]?["id"]?.string == wamid)
        }
    }

    @Test func `A failed status has Meta's shape: errors with a link, no contacts`() async throws {
        try await RunningSandbox.run { sandbox in
            _ = try await sandbox.anjali()
            await sandbox.server.inject(SandboxFault(.failedStatus, code: 131_026))
            _ = try await sandbox.send(.text("x", data: "outbox:9"))
            let value = try #require(await sandbox.inbox.first(1)[0].value)
            #expect(value["contacts"] == nil)
            let status = value["statuses"]?[0]
            #expect(status?["status"] == "failed")
            #expect(status?["errors"]?[0]?["code"] == 131_026)
            #expect(status?["errors"]?[0]?["href"] != nil)
            #expect(status?["recipient_user_id"] == nil)
            #expect(status?["biz_opaque_callback_data"] == "outbox:9")
        }
    }

    @Test func `Statuses can come before the answer`() async throws {
        try await RunningSandbox.run { sandbox in
            _ = try await sandbox.anjali()
            await sandbox.server.inject(SandboxFault(.statusFirst))
            _ = try await sandbox.send(.text("x"))
            #expect(await sandbox.inbox.received.map(\.status) == ["sent", "delivered"])
        }
    }
}
