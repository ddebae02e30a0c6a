import Foundation
import TestSupport
import Testing

@testable import Server

/// What all share, and how much of it one address gets.
@Suite(.serialized) struct BudgetTests {
    private static let one = IPAddress("198.51.100.1")
    private static let other = IPAddress("198.51.100.2")

    @Test func `an address gets its part and all together no more than there is`() {
        let budget = Budget(10, perAddress: 6)
        #expect(budget.take(6, for: Self.one) == nil)
        #expect(budget.take(1, for: Self.one) == .address)
        #expect(budget.take(5, for: Self.other) == .all)
        #expect(budget.take(4, for: Self.other) == nil)
        #expect(budget.take(1, for: nil) == .all)
        budget.giveBack(6, for: Self.one)
        #expect(budget.take(6, for: nil) == nil, "whoever has no address counts for all alone")
        budget.giveBack(6, for: nil)
        budget.giveBack(4, for: Self.other)
        #expect(budget.taken == 0 && budget.addressCount == 0)
    }

    private static func head(_ address: String) -> String {
        "POST /webhook HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: \(address)\r\nContent-Length: 3000000\r\n"
            + "X-Hub-Signature-256: sha256=" + String(repeating: "0", count: 64) + "\r\n\r\n"
    }

    private static let part = String(repeating: "x", count: 2 << 20)

    @Test(arguments: [("BODIES_MIB", "198.51.100.2"), ("BODIES_PER_ADDRESS_MIB", "198.51.100.1")])
    func `bodies beyond the budget are refused, and what is over is given back`(
        setting: String, second: String
    ) async throws {
        try await RunningServer.with(["TRUSTED_PROXIES": "127.0.0.1", setting: "3"]) { server in
            for _ in 0..<2 {
                let both = [try server.connect(), try server.connect()]
                for (connection, address) in zip(both, ["198.51.100.1", second]) {
                    await connection.send(Self.head(address) + Self.part)
                }
                // Whichever of them came second.
                let refusal = try await eventually("there is no room for both") { () -> String? in
                    for connection in both {
                        let answer = await connection.receive(within: 0.2) { $0.contains("too_much_at_once") }
                        if answer.text.contains("too_much_at_once") { return answer.text }
                    }
                    return nil
                }
                #expect(refusal.hasPrefix("HTTP/1.1 503 ") && refusal.lowercased().contains("retry-after"))
            }
            // All are gone: the whole of it is free again.
            try await eventually("there is room") {
                let rest = String(repeating: "x", count: 3_000_000)
                let answer = await (try server.connect()).exchange(Self.head(second) + rest, until: "error_code")
                return answer.text.hasPrefix("HTTP/1.1 401 ") ? true : nil
            }
        }
    }

    @Test func `a listener takes so many connections, and again when they are gone`() async throws {
        try await RunningServer.with(["CONNECTIONS_PER_LISTENER": "20"]) { server in
            var held: [RawConnection] = []
            for _ in 0..<30 { held.append(try server.connect()) }
            var closed = 0
            for connection in held where await connection.receive(within: 0.2).isClosed { closed += 1 }
            #expect((10..<30).contains(closed))
            held = []
            try await eventually("there is room again") {
                let answer = await (try server.connect()).exchange(
                    "GET /health HTTP/1.1\r\nHost: x\r\n\r\n", until: "healthy")
                return answer.text.contains("healthy") ? true : nil
            }
        }
    }

    @Test func `one listener never gets all the files of the process`() {
        let one = OpenFiles.room(listeners: 1)
        #expect(one > 0 && OpenFiles.room(listeners: 2) <= one / 2)
    }
}
