import Foundation
import Sandbox
import TestSupport
import Testing

/// Files and messages of a clinic that WhatsApp lets send nothing for a while.
@Suite(.serialized) struct BlockedAccountTests {
    private static let report = Array("%PDF-1.7\n".utf8) + [UInt8](repeating: 7, count: 200_000)

    @Test(arguments: Backing.available)
    func `they wait, whatever finds it out, and leave afterwards in their order`(on backing: Backing) async throws {
        try await RunningProduct.with(backing) { product in
            let (doctor, sandbox) = (product.doctor, product.sandbox)
            let asha = try await sandbox.addPatient(name: "Asha", phone: "919876543210")
            _ = try await sandbox.write("Hello", from: asha)
            let id = try await doctor.patient(withPhone: "919876543210")
            try await eventually("the greeting is answered, and finds nothing out") {
                try await doctor.messages(id).contains {
                    $0["author"] as? String == "assistant" && $0["status"] as? String == "delivered"
                } ? true : nil
            }
            func written() async throws -> [[String: Any]] {
                try await doctor.messages(id).filter { $0["author"] as? String == "doctor" }
            }
            func isBlocked(_ isBlocked: Bool) async throws {
                try await eventually("sending_blocked_at is \(isBlocked ? "there" : "gone")") {
                    let page = try await doctor.call(.GET, "/api/whatsapp").json["whatsapp"] as? [String: Any]
                    return (page?["sending_blocked_at"] is String) == isBlocked ? true : nil
                }
            }
            func count(_ count: Int) async throws {
                try await eventually("\(count) messages are stored") {
                    try await written().count == count ? true : nil
                }
            }
            func uploads() async -> [String] {
                (await sandbox.control("GET", "uploads").body["uploads"]?.array ?? [])
                    .compactMap { $0["outcome"]?.string }
            }
            func sent() async -> [String] {
                (await sandbox.control("GET", "sent").body["sent"]?.array ?? [])
                    .filter { $0["outcome"]?.string == "accepted" }
                    .compactMap { $0["body"]?["document"]?["caption"]?.string ?? $0["body"]?["text"]?["body"]?.string }
            }
            func send(_ caption: String) async throws -> Desk.Answer {
                try await product.sendFile(
                    Self.report, "report.pdf", "application/pdf", ["patientId": id, "caption": caption])
            }
            func goesOn(_ words: [String]) async throws {
                _ = await sandbox.control("POST", "account", ["health": "AVAILABLE"])
                #expect(try await doctor.call(.POST, "/api/whatsapp/check", "{}").status == 200)
                try await isBlocked(false)
                try await eventually("all have left") {
                    try await written().suffix(words.count).allSatisfy { $0["status"] as? String == "delivered" }
                        ? true : nil
                }
                let all = await sent()
                #expect(all.suffix(words.count) == words[...], "\(all)")
            }

            // The first upload finds it out, and waits like what comes behind it.
            _ = await sandbox.control("POST", "account", ["health": "BLOCKED"])
            await sandbox.inject(SandboxFault(.uploadError, code: 131_031))
            async let first = send("First")
            try await isBlocked(true)
            async let second = doctor.send("Second", to: id)
            try await count(2)
            async let third = send("Third")
            try await count(3)
            // Longer than the pause behind a first attempt.
            try await Task.sleep(for: .seconds(1.2))
            var given = await uploads()
            #expect(given == ["refused"])
            #expect(try await written().allSatisfy { $0["status"] as? String == "pending" })
            try await goesOn(["First", "Second", "Third"])
            for answer in try await [first, second, third] { #expect(answer.status == 200, "\(answer.text)") }
            given = await uploads()
            #expect(given == ["refused", "accepted", "accepted"])

            // A text finds it out: it is refused, and no file is given to WhatsApp afterwards.
            _ = await sandbox.control("POST", "account", ["health": "BLOCKED"])
            let refused = try await doctor.send("Fourth", to: id)
            #expect(refused.status == 400 && refused.json["errorCode"] as? Int == 131_031, "\(refused.text)")
            try await isBlocked(true)
            async let fifth = send("Fifth")
            try await count(5)
            try await Task.sleep(for: .milliseconds(300))
            #expect(await uploads().count == 3)
            try await goesOn(["Fifth"])
            #expect(try await fifth.status == 200)
        }
    }
}
