import AsyncHTTPClient
import Logging
import NIOCore
import Sandbox
import ServiceLifecycle
import Testing

struct LifecycleTests {
    @Test func `A graceful shutdown ends the server although an event stream is open`() async throws {
        let server = SandboxServer(
            configuration: SandboxConfiguration(
                port: 0, webhookURL: "http://127.0.0.1:9/webhook", appSecret: "s", phoneNumberID: "1",
                displayPhoneNumber: "911", clinicName: "Aurora"),
            logger: Logger(label: "sandbox.tests"))
        let group = ServiceGroup(
            configuration: .init(services: [server], logger: Logger(label: "sandbox.tests.group")))
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            let request = HTTPClientRequest(url: await server.baseURL() + "/sandbox/events")
            let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
            var parts = response.body.makeAsyncIterator()
            _ = try await parts.next()
            await group.triggerGracefulShutdown()
            while try await parts.next() != nil {}
            try await tasks.waitForAll()
        }
    }

    @Test func `An event stream tells what changes`() async throws {
        try await RunningSandbox.run { sandbox in
            let request = HTTPClientRequest(url: sandbox.base + "/sandbox/events")
            let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
            var parts = response.body.makeAsyncIterator()
            _ = try await parts.next()
            _ = try await sandbox.anjali()
            let event = try #require(try await parts.next())
            #expect(String(buffer: event).contains(#"data: {"kind":"patients"}"#))
        }
    }
}
