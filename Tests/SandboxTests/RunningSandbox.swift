import AsyncHTTPClient
import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import Sandbox
import ServiceLifecycle

/// What a webhook receiver was sent.
struct ReceivedWebhook: Sendable {
    let body: [UInt8]
    let signature: String?

    var json: JSON { (try? JSON(parsing: body)) ?? .null }
    var value: JSON? { json["entry"]?[0]?["changes"]?[0]?["value"] }
    var status: String? { value?["statuses"]?[0]?["status"]?.string }
}

/// Collects webhooks and answers as it is told to.
actor WebhookInbox {
    private(set) var received: [ReceivedWebhook] = []
    private var refusals = 0
    private var waiting: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

    /// Answers the next deliveries with 503.
    func refuse(_ count: Int) { refusals = count }

    func take(_ webhook: ReceivedWebhook) -> HTTPResponse.Status {
        received.append(webhook)
        let ready = waiting.filter { $0.count <= received.count }
        waiting.removeAll { $0.count <= received.count }
        for waiter in ready { waiter.continuation.resume() }
        guard refusals > 0 else { return .ok }
        refusals -= 1
        return .serviceUnavailable
    }

    /// The first `count` deliveries, as soon as there are that many.
    func first(_ count: Int) async -> [ReceivedWebhook] {
        if received.count < count { await withCheckedContinuation { waiting.append((count, $0)) } }
        return Array(received.prefix(count))
    }
}

/// A sandbox that really listens, with a webhook receiver, for the duration of one test.
struct RunningSandbox: Sendable {
    static let secret = "a-secret-of-the-tests"
    static let phoneNumberID = "700800900100200"

    let server: SandboxServer
    let inbox: WebhookInbox
    let base: String

    static func run(
        change: @Sendable (inout SandboxConfiguration) -> Void = { _ in },
        _ test: @Sendable (RunningSandbox) async throws -> Void
    ) async throws {
        let inbox = WebhookInbox()
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let receiver = ServiceGroup(
            configuration: .init(services: [receiver(inbox, port)], logger: Logger(label: "sandbox.tests.group")))
        try await withThrowingTaskGroup { group in
            group.addTask { try await receiver.run() }
            var iterator = ports.makeAsyncIterator()
            let receiverPort = await iterator.next() ?? 0
            var configuration = SandboxConfiguration(
                port: 0, webhookURL: "http://127.0.0.1:\(receiverPort)/webhook", appSecret: secret,
                phoneNumberID: phoneNumberID, displayPhoneNumber: "+91 20 1234 5678", clinicName: "Aurora Clinic",
                statusDelay: .milliseconds(1))
            change(&configuration)
            let server = SandboxServer(configuration: configuration, logger: Logger(label: "sandbox.tests"))
            let serving = ServiceGroup(
                configuration: .init(services: [server], logger: Logger(label: "sandbox.tests.group")))
            group.addTask { try await serving.run() }
            var failure: (any Error)?
            do {
                try await test(RunningSandbox(server: server, inbox: inbox, base: await server.baseURL()))
            } catch {
                failure = error
            }
            // A cancelled server can drop a connection that it has just accepted, which NIO answers with a trap.
            await serving.triggerGracefulShutdown()
            await receiver.triggerGracefulShutdown()
            try await group.waitForAll()
            if let failure { throw failure }
        }
    }

    private static func receiver(
        _ inbox: WebhookInbox, _ port: AsyncStream<Int>.Continuation
    ) -> some ApplicationProtocol {
        let router = Router()
        router.post("webhook") { request, _ in
            let body = try await request.body.collect(upTo: 3 * 1024 * 1024)
            return await inbox.take(
                ReceivedWebhook(
                    body: Array(body.readableBytesView),
                    signature: request.headers[.init("x-hub-signature-256")!]))
        }
        return Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) },
            logger: Logger(label: "sandbox.tests.receiver"))
    }

    struct Answer: Sendable {
        let status: Int
        let body: [UInt8]
        let headers: HTTPHeaders

        var json: JSON { (try? JSON(parsing: body)) ?? .null }
        var code: Int? { json["error"]?["code"]?.integer }
        var details: String { json["error"]?["error_data"]?["details"]?.string ?? "" }
    }

    func request(
        _ method: HTTPMethod, _ path: String, _ bytes: [UInt8]? = nil, headers: [(String, String)] = []
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: base + path)
        request.method = method
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let bytes { request.body = .bytes(ByteBuffer(bytes: bytes)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
        let body = try await response.body.collect(upTo: 20 * 1024 * 1024)
        return Answer(
            status: Int(response.status.code), body: Array(body.readableBytesView), headers: response.headers)
    }

    /// Posts a body to the Graph stand-in's `messages`.
    func send(_ body: JSON) async throws -> Answer {
        try await request(
            .POST, "/v25.0/\(Self.phoneNumberID)/messages", body.bytes(),
            headers: [("authorization", "Bearer T"), ("content-type", "application/json")])
    }

    func control(_ method: HTTPMethod, _ path: String, _ body: JSON? = nil) async throws -> Answer {
        try await request(method, "/sandbox/\(path)", body?.bytes(), headers: [("content-type", "application/json")])
    }

    /// A patient who may be written to.
    func anjali() async throws -> SandboxPatient {
        try await server.addPatient(name: "Anjali", phone: "+919876543210", windowOpen: true)
    }
}

extension JSON {
    static func text(to phone: String = "+919876543210", _ words: String, data: String? = nil) -> JSON {
        var members: [String: JSON] = [
            "messaging_product": "whatsapp", "recipient_type": "individual", "to": .string(phone), "type": "text",
            "text": ["body": .string(words), "preview_url": false],
        ]
        members["biz_opaque_callback_data"] = data.map(JSON.string)
        return .object(members)
    }

    /// The same message with some members changed; `null` removes one.
    func with(_ changes: [String: JSON]) -> JSON {
        .object((object ?? [:]).merging(changes) { _, new in new }.filter { $0.value != .null })
    }
}
