import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Sandbox
import TestSupport
import Testing

/// The four scenarios over HTTP, with both assistants.
@Suite(.serialized) struct JourneyTests {
    private static let question = "What are your clinic hours?"

    @Test(arguments: [false, true], Backing.available)
    func `the assistant answers, the doctor takes over, the patient waits, the doctor resumes`(
        withModel: Bool, on backing: Backing
    ) async throws {
        try await RunningProduct.with(backing, model: withModel ? SandboxModel() : nil) { product in
            let asha = try await product.sandbox.addPatient(name: "Asha", phone: "919876543210")

            _ = try await product.sandbox.write(Self.question, from: asha)
            let first = await product.sandbox.waitForSent(to: "919876543210", count: 1)
            #expect(first.first?.text.contains("We're open 9 AM – 6 PM") == true)
            let id = try await product.doctor.patient(withPhone: "919876543210")
            try await eventually("both messages stand in the history") {
                let history = try await product.doctor.messages(id)
                return history.map { $0["author"] as? String } == ["patient", "assistant"]
                    && history[1]["status"] as? String == "delivered" ? true : nil
            }

            let sent = try await product.doctor.send("Hello, this is your doctor", to: id)
            #expect(sent.status == 200 && sent.json["botPaused"] as? Bool == true)
            let paused = try await product.doctor.patient(id)
            #expect(paused["is_bot_paused"] as? Bool == true && paused["bot_paused_at"] is String)
            #expect(await product.sandbox.sent(to: "919876543210").last?.text == "Hello, this is your doctor")

            let modelCalls = await product.modelCalls()
            _ = try await product.sandbox.write("Are you there?", from: asha)
            try await eventually("the patient's message is shown") {
                try await product.doctor.messages(id).last?["message_body"] as? String == "Are you there?" ? true : nil
            }
            _ = try await product.doctor.send("Yes", to: id)
            #expect(await product.modelCalls() == modelCalls)
            #expect(await product.sandbox.sent(to: "919876543210").count == 3)

            #expect(try await product.doctor.toggle(id, pause: false).json["isPaused"] as? Bool == false)
            let resumed = try await product.doctor.patient(id)
            #expect(resumed["bot_paused_at"] is NSNull && resumed["needs_human"] as? Bool == false)
            _ = try await product.sandbox.write(Self.question, from: asha)
            let all = await product.sandbox.waitForSent(to: "919876543210", count: 4)
            #expect(all.last?.text.contains("We're open 9 AM – 6 PM") == true)
            if withModel {
                let asked = try await product.lastModelRequest()
                #expect(asked.contains("Hello, this is your doctor") && asked.contains("person of the clinic"))
            }
        }
    }

    @Test(arguments: Backing.available)
    func `what the assistant does not know goes to a human, and the patient is told once`(on backing: Backing)
        async throws
    {
        try await RunningProduct.with(backing) { product in
            let asha = try await product.sandbox.addPatient(name: "Asha", phone: "919876543210")
            _ = try await product.sandbox.write("My chest hurts since yesterday", from: asha)
            try await product.waitUntilAccepted(1, by: "919876543210")
            let id = try await product.doctor.patient(withPhone: "919876543210")
            let patient = try await product.doctor.patient(id)
            #expect(patient["needs_human"] as? Bool == true && patient["is_bot_paused"] as? Bool == false)
            #expect((patient["needs_human_reason"] as? String)?.isEmpty == false)
        }
    }

    @Test(
        arguments: [
            SandboxModel.Trouble.blocked, .empty, .safety, .maxTokens, .malformedJSON, .quotaDay,
        ], Backing.available)
    func `a model in trouble never reaches the patient with an error`(
        trouble: SandboxModel.Trouble, on backing: Backing
    ) async throws {
        var model = SandboxModel()
        model.trouble = trouble
        try await RunningProduct.with(backing, model: model) { product in
            let asha = try await product.sandbox.addPatient(name: "Asha", phone: "919876543210")
            _ = try await product.sandbox.write(Self.question, from: asha)
            let sent = await product.sandbox.waitForSent(to: "919876543210", count: 1)
            #expect(sent.count == 1 && sent[0].text.contains("person"))
            let id = try await product.doctor.patient(withPhone: "919876543210")
            #expect(try await product.doctor.patient(id)["needs_human"] as? Bool == true)
        }
    }

    @Test(arguments: Backing.available)
    func `a rate limit is retried by the server, and the doctor's message arrives once`(on backing: Backing)
        async throws
    {
        try await RunningProduct.with(backing) { product in
            let asha = try await product.sandbox.addPatient(name: "Asha", phone: "919876543210")
            _ = try await product.sandbox.write("Hello", from: asha)
            let id = try await product.doctor.patient(withPhone: "919876543210")
            try await product.waitUntilAccepted(1, by: "919876543210")
            _ = await product.sandbox.control("POST", "faults", ["kind": "error", "code": 130429, "count": 1])
            let answer = try await product.doctor.send("Hello, this is your doctor", to: id)
            #expect(answer.status == 200)
            let sent = await product.sandbox.sent(to: "919876543210").filter { $0.text.contains("your doctor") }
            #expect(sent.map(\.outcome) == [.refused, .accepted])
        }
    }

    @Test(arguments: Backing.available)
    func `a refusal by WhatsApp is told in words, and the same message can be sent again only where that helps`(
        on backing: Backing
    ) async throws {
        try await RunningProduct.with(backing) { product in
            let asha = try await product.sandbox.addPatient(name: "Asha", phone: "919876543210")
            _ = try await product.sandbox.write("Hello", from: asha)
            let id = try await product.doctor.patient(withPhone: "919876543210")
            try await product.waitUntilAccepted(1, by: "919876543210")
            _ = await product.sandbox.control("POST", "faults", ["kind": "error", "code": 131047, "count": 1])
            let answer = try await product.doctor.send("Hello", to: id, clientMessageID: "c1")
            #expect(answer.status == 400 && answer.json["errorCode"] as? Int == 131047, "\(answer.text)")
            #expect(answer.json["canRetry"] as? Bool == false && answer.json["botPaused"] as? Bool == true)
            #expect(try await product.doctor.send("Hello", to: id, clientMessageID: "c1").status == 400)
            #expect(await product.sandbox.sent(to: "919876543210").filter { $0.text == "Hello" }.count == 1)
        }
    }

    @Test(arguments: Backing.available)
    func `a message whose answer was lost is settled by its status and not sent twice`(on backing: Backing) async throws
    {
        try await RunningProduct.with(backing) { product in
            let asha = try await product.sandbox.addPatient(name: "Asha", phone: "919876543210")
            _ = try await product.sandbox.write("Hello", from: asha)
            let id = try await product.doctor.patient(withPhone: "919876543210")
            try await product.waitUntilAccepted(1, by: "919876543210")
            _ = await product.sandbox.control("POST", "faults", ["kind": "cut_after", "count": 1])
            let answer = try await product.doctor.send("Only once", to: id)
            #expect(answer.status == 200)
            #expect(await product.sandbox.sent(to: "919876543210").filter { $0.text == "Only once" }.count == 1)
        }
    }
}

extension JourneyTests {
    @Test(arguments: Backing.available)
    func `stopping the server ends an open event stream`(on backing: Backing) async throws {
        let ended = Recorder()
        let streams = HTTPClient(eventLoopGroupProvider: .singleton)
        var reading: Task<Void, any Error>?
        try await RunningProduct.with(backing) { product in
            let response = try await streams.execute(product.doctor.request("/api/events"), timeout: .seconds(60))
            #expect(response.status == .ok)
            reading = Task {
                for try await _ in response.body {}
                ended.note("ended")
            }
        }
        try await reading?.value
        #expect(ended.notes == ["ended"])
        try await streams.shutdown()
    }
}

extension RunningProduct {
    /// A fault that is injected earlier could meet the message before.
    func waitUntilAccepted(_ count: Int, by recipient: String) async throws {
        try await eventually("\(count) messages were accepted") {
            await sandbox.sent(to: recipient).filter { $0.outcome == .accepted }.count >= count ? true : nil
        }
    }

    func modelCalls() async -> Int {
        await sandbox.control("GET", "model/requests").body["requests"]?.array?.count ?? 0
    }

    func lastModelRequest() async throws -> String {
        let requests = await sandbox.control("GET", "model/requests").body["requests"]?.array ?? []
        return requests.last.map { "\($0)" } ?? ""
    }
}
