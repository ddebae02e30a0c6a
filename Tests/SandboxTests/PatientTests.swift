import NIOHTTP1
import Sandbox
import Testing

struct PatientTests {
    @Test func `A patient's text arrives signed, with both identities, and is shown as delivered`() async throws {
        try await RunningSandbox.run { sandbox in
            let patient = try await sandbox.anjali()
            let wamid = try await sandbox.server.write("नमस्कार 🙂", from: patient)
            let webhook = try #require(await sandbox.inbox.received.first)
            #expect(webhook.signature == WebhookSignature.header(for: webhook.body, key: RunningSandbox.secret))
            #expect(webhook.body.allSatisfy { $0 < 0x80 })
            let message = webhook.value?["messages"]?[0]
            #expect(message?["from"] == "919876543210")
            #expect(message?["from_user_id"]?.string == patient.userID)
            #expect(message?["id"]?.string == wamid)
            #expect(message?["text"]?["body"] == "नमस्कार 🙂")
            #expect(webhook.value?["contacts"]?[0]?["wa_id"] == "919876543210")
            let chat = await sandbox.server.control("GET", "conversation?patient=\(patient.id)")
            #expect(chat.body["messages"]?[0]?["status"] == "delivered")
        }
    }

    @Test func `A patient without a number is known by BSUID and user name only`() async throws {
        try await RunningSandbox.run { sandbox in
            let patient = try await sandbox.server.addPatient(name: "Ravi Kale")
            _ = try await sandbox.server.write("hello", from: patient)
            let value = try #require(await sandbox.inbox.received.first?.value)
            #expect(value["contacts"]?[0]?["wa_id"] == nil)
            #expect(value["contacts"]?[0]?["profile"]?["username"] == "ravi.kale")
            #expect(value["messages"]?[0]?["from"] == nil)
            let body = JSON.text("hello").with(["to": .null, "recipient": .string(patient.userID)])
            let answer = try await sandbox.send(body)
            #expect(answer.json["contacts"]?[0]?["user_id"]?.string == patient.userID)
            #expect(answer.json["contacts"]?[0]?["wa_id"] == nil)
            let statuses = await sandbox.inbox.first(2)
            #expect(statuses[1].value?["statuses"]?[0]?["recipient_id"] == nil)
            #expect(statuses[1].value?["statuses"]?[0]?["recipient_user_id"]?.string == patient.userID)
        }
    }

    @Test func `A webhook that is not answered 200 is told to the caller and tried again`() async throws {
        try await RunningSandbox.run { sandbox in
            let patient = try await sandbox.anjali()
            await sandbox.inbox.refuse(1)
            await #expect(throws: SandboxRefusal.self) {
                try await sandbox.server.write("hello", from: patient)
            }
            let attempts = await sandbox.inbox.first(2)
            #expect(attempts[0].body == attempts[1].body)
        }
    }

    @Test func `A picture carries its digest in base64 and can be downloaded with the bearer only`() async throws {
        try await RunningSandbox.run { sandbox in
            let patient = try await sandbox.anjali()
            let answer = try await sandbox.control(
                .POST, "messages",
                [
                    "patient": .string(patient.id), "type": "image", "data": "UE5HREFUQQ==", "mime_type": "image/png",
                    "caption": "x-ray",
                ])
            #expect(answer.status == 200)
            let image = try #require(await sandbox.inbox.received.first?.value?["messages"]?[0]?["image"])
            #expect(image["sha256"] == "LUVmWChEaQ+GNKiyU06lIhVgA4xsBlDJkUB1m61gOuI=")
            #expect(image["caption"] == "x-ray")
            let url = try #require(image["url"]?.string)
            let path = String(url.dropFirst(sandbox.base.count))
            let refused = try await sandbox.request(.GET, path)
            #expect(refused.status == 401)
            let file = try await sandbox.request(.GET, path, headers: [("authorization", "Bearer T")])
            #expect(file.body == Array("PNGDATA".utf8))
        }
    }

    @Test func `Any payload can be posted with a wrong signature or none`() async throws {
        try await RunningSandbox.run { sandbox in
            _ = await sandbox.server.control("POST", "webhook", ["raw": "{\"a\":1}", "signature": "none"])
            _ = await sandbox.server.control("POST", "webhook", ["body": ["a": "ü"], "signature": "wrong"])
            let received = await sandbox.inbox.first(2)
            #expect(received[0].signature == nil)
            #expect(received[0].body == Array("{\"a\":1}".utf8))
            #expect(received[1].body == Array("{\"a\":\"\\u00fc\"}".utf8))
            let right = WebhookSignature.header(for: received[1].body, key: RunningSandbox.secret)
            #expect(received[1].signature != right)
        }
    }
}
