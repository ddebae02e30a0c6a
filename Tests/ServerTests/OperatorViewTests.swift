import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Server

/// What operators are told, and strangers are not.
@Suite(.serialized) struct OperatorViewTests {
    private static let asStranger: [[(String, String)]] = [
        [("Host", "clinic.example")], [("Host", "127.0.0.1.example")], [("X-Forwarded-For", "198.51.100.1")],
        [("Forwarded", "for=198.51.100.1")], [("Via", "1.1 proxy")], [("X-Real-IP", "198.51.100.1")],
        [("X-Forwarded-Host", "clinic.example")], [("X-Original-Forwarded-For", "198.51.100.1")],
        [("X-Cluster-Client-IP", "198.51.100.1")], [("Fastly-Client-IP", "198.51.100.1")],
        [("X-Forwarded-For", "127.0.0.1"), ("Host", "localhost")], [("Host", "localhost."), ("Via", "")],
    ]

    @Test(arguments: Backing.available)
    func `a stranger gets no metrics, no counts and no version`(on backing: Backing) async throws {
        try await RunningProduct.with(backing) { product in
            let desk = product.doctor.another()
            for headers in Self.asStranger {
                #expect(try await desk.call(.GET, "/metrics", headers: headers).status == 404, "\(headers)")
                let health = try await desk.call(.GET, "/health", headers: headers)
                #expect(health.status == 200 && Set(health.json.keys) == ["status"], "\(health.text)")
                let ready = try await desk.call(.GET, "/ready", headers: headers)
                #expect(ready.status == 200 && Set(ready.json.keys) == ["status"], "\(ready.text)")
            }
            for headers in [[], [("Host", "localhost:3000")], [("Host", "[::1]:3000")]] as [[(String, String)]] {
                #expect(try await desk.call(.GET, "/metrics", headers: headers).text.contains("shubhstra_inbox"))
                #expect(try await desk.call(.GET, "/health", headers: headers).json["version"] is String)
                #expect(try await desk.call(.GET, "/ready", headers: headers).json["inbox"] is [String: Any])
            }
        }
    }

    @Test func `the listener of the metrics tells all of them and serves nothing else`() async throws {
        let port = FreePort.take()
        try await RunningServer.with(["METRICS_PORT": "\(port)"]) { server in
            let desk = Desk(http: server.http, base: "http://127.0.0.1:\(port)")
            let asProxied = [("Host", "metrics.example"), ("X-Forwarded-For", "198.51.100.1")]
            let metrics = try await desk.call(.GET, "/metrics", headers: asProxied)
            #expect(metrics.text.contains("shubhstra_inbox"))
            let ready = try await desk.call(.GET, "/ready", headers: asProxied)
            #expect(ready.json["inbox"] is [String: Any])
            for path in ["/", "/login", "/webhook", "/api/session"] {
                let answer = try await desk.call(.GET, path)
                #expect(answer.status == 404, "\(path)")
            }
        }
    }

    @Test func `whether it is ready is tried once for all who ask, and not again within the interval`() async {
        let tries = Mutex(0)
        let readiness = Readiness(interval: .seconds(600)) {
            tries.withLock { $0 += 1 }
            try await Task.sleep(for: .milliseconds(50))
        }
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 { group.addTask { await readiness.isReady } }
            for await isReady in group { #expect(isReady) }
        }
        #expect(await readiness.isReady)
        #expect(tries.withLock { $0 } == 1)
    }

    @Test func `a trouble is noticed, and its end, once the interval is over`() async throws {
        let isBroken = Mutex(true)
        let readiness = Readiness(interval: .milliseconds(20)) {
            if isBroken.withLock({ $0 }) { throw CancellationError() }
        }
        #expect(await !readiness.isReady)
        isBroken.withLock { $0 = false }
        try await eventually("it is ready") { await readiness.isReady ? true : nil }
    }
}
