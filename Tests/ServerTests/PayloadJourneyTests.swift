import Foundation
import Sandbox
import Server
import Storage
import TestSupport
import Testing

/// Every example body of Meta's webhooks, through the whole product.
@Suite(.serialized) struct PayloadJourneyTests {
    private static var folder: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("../shared/payloads")
    }

    private static func files(_ kind: String) -> [URL] {
        let names =
            (try? FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent(kind).path)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().map { folder.appendingPathComponent("\(kind)/\($0)") }
    }

    @Test(arguments: Backing.available)
    func `every example body is answered 200 and applied once, and none is set aside`(on backing: Backing) async throws
    {
        let bodies = try (Self.files("inbound") + Self.files("status")).map {
            try String(contentsOf: $0, encoding: .utf8)
        }
        guard !bodies.isEmpty else {
            print("SKIPPED, NOT CHECKED: the example payloads are not beside this repository")
            return
        }
        try await RunningProduct.with(backing) { product in
            var counts: [Int] = []
            for _ in 0..<2 {
                for body in bodies {
                    let answer = await product.sandbox.control("POST", "webhook", ["raw": .string(body)])
                    #expect(answer.body["webhook_status"]?.integer == 200)
                }
                try await eventually("everything is applied") {
                    try await product.composition.database.inbox.counts().new == 0 ? true : nil
                }
                let patients = try await product.doctor.patients()
                #expect(patients.count == 1, "all examples are about one person")
                let id = try #require(patients.first?["id"] as? String)
                let incoming = try await product.doctor.messages(id).filter { $0["direction"] as? String == "incoming" }
                counts.append(incoming.count)
                let types = Set(incoming.compactMap { $0["message_type"] as? String })
                #expect(types.isSuperset(of: ["text", "image", "audio", "location", "contacts", "unsupported"]))
            }
            #expect(counts[0] == counts[1] && counts[0] > 20)
            #expect(try await product.composition.database.inbox.counts().quarantined == 0)
        }
    }
}
