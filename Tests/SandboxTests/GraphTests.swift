import NIOHTTP1
import Sandbox
import Testing

struct GraphTests {
    @Test
    func `An accepted text answers with the wamid and is followed by signed sent and delivered statuses`() async throws
    {
        try await RunningSandbox.run { sandbox in
            let patient = try await sandbox.anjali()
            let answer = try await sandbox.send(.text("hello", data: "outbox:1"))
            #expect(answer.status == 200)
            #expect(answer.json["contacts"]?[0] == ["input": "+919876543210", "wa_id": "919876543210"])
            let wamid = try #require(answer.json["messages"]?[0]?["id"]?.string)
            let webhooks = await sandbox.inbox.first(2)
            #expect(webhooks.map(\.status) == ["sent", "delivered"])
            for webhook in webhooks {
                #expect(webhook.signature == WebhookSignature.header(for: webhook.body, key: RunningSandbox.secret))
                let status = webhook.value?["statuses"]?[0]
                #expect(status?["id"]?.string == wamid)
                #expect(status?["biz_opaque_callback_data"] == "outbox:1")
                #expect(status?["recipient_id"] == "919876543210")
                #expect(status?["recipient_user_id"]?.string == patient.userID)
                #expect(status?["pricing"]?["category"] == "service")
                #expect(webhook.value?["contacts"]?[0]?["user_id"]?.string == patient.userID)
            }
            let read = await sandbox.server.control("POST", "read", ["patient": .string(patient.id)])
            #expect(read.body["read"] == [.string(wamid)])
            #expect(await sandbox.inbox.first(3)[2].status == "read")
        }
    }

    static let wrong: [(JSON, Int)] = [
        (.text(to: "919876543210", "no plus"), 131_009),
        (.text("x").with(["to": .null]), 131_008),
        (.text("x").with(["to": .null, "recipient": "919876543210"]), 131_009),
        (.text("x").with(["messaging_product": .null]), 131_008),
        (.text("x").with(["messaging_product": "sms"]), 131_009),
        (.text("x").with(["text": .null]), 131_008),
        (.text("x").with(["text": ["body": ""]]), 100),
        (.text("x").with(["text": ["body": "x", "color": "red"]]), 100),
        (.text("x").with(["idempotency_key": "1"]), 100),
        (.text(String(repeating: "a", count: 4097)), 100),
        (.text(String(repeating: "🙂", count: 2049)), 100),
        (.text("x", data: ""), 100),
        (.text("x", data: String(repeating: "a", count: 513)), 100),
        (.text("x").with(["type": "image", "text": .null, "image": ["id": "1", "link": "https://a.example"]]), 100),
        (.text("x").with(["type": "image", "text": .null, "image": ["id": "1", "filename": "a.png"]]), 100),
        (.text("x").with(["type": "poll", "text": .null, "poll": ["a": 1]]), 131_051),
        (.interactive(buttons: 4), 100),
        (.interactive(buttons: 1, title: String(repeating: "t", count: 21)), 100),
        (.interactive(buttons: 1, body: String(repeating: "b", count: 1025)), 100),
        (.list(rows: [6, 6]), 100),
    ]

    @Test(arguments: wrong)
    func `What Meta refuses is refused with its code and a detail`(body: JSON, code: Int) async throws {
        try await RunningSandbox.run { sandbox in
            _ = try await sandbox.anjali()
            let answer = try await sandbox.send(body)
            #expect(answer.status == 400)
            #expect(answer.code == code)
            #expect(!answer.details.isEmpty)
            #expect(await sandbox.server.sent().map(\.outcome) == [.refused])
        }
    }

    @Test func `Texts and lists at the limits are accepted`() async throws {
        try await RunningSandbox.run { sandbox in
            _ = try await sandbox.anjali()
            for body in [
                .text(String(repeating: "🙂", count: 2048), data: String(repeating: "a", count: 512)),
                JSON.interactive(buttons: 3), .list(rows: [5, 5]),
            ] {
                let answer = try await sandbox.send(body)
                #expect(answer.status == 200, "\(answer.details)")
            }
        }
    }

    @Test func `The token, the number in the path and the content type are checked`() async throws {
        try await RunningSandbox.run { configuration in
            configuration.accessToken = "T"
        } _: { sandbox in
            let path = "/v25.0/\(RunningSandbox.phoneNumberID)/messages"
            let body = JSON.text("x").bytes()
            let json = ("content-type", "application/json")
            let wrongToken = try await sandbox.request(
                .POST, path, body, headers: [("authorization", "Bearer U"), json])
            #expect(wrongToken.status == 401)
            #expect(wrongToken.code == 190)
            let bearer = ("authorization", "Bearer T")
            let form = try await sandbox.request(.POST, path, body, headers: [bearer, ("content-type", "text/plain")])
            #expect(form.code == 100)
            let stranger = try await sandbox.request(.POST, "/v25.0/1/messages", body, headers: [bearer, json])
            #expect(stranger.json["error"]?["error_subcode"] == 33)
            let number = try await sandbox.request(.GET, "/v25.0/\(RunningSandbox.phoneNumberID)", headers: [bearer])
            #expect(number.json["verified_name"] == "Aurora Clinic")
        }
    }

    @Test func `Outside 24 hours only a template is let through`() async throws {
        try await RunningSandbox.run { sandbox in
            let patient = try await sandbox.server.addPatient(name: "Anjali", phone: "+919876543210")
            #expect(try await sandbox.send(.text("never wrote")).code == 131_047)
            _ = try await sandbox.server.write("long ago", from: patient, ageSeconds: 24 * 3600 + 5)
            #expect(try await sandbox.send(.text("too late")).code == 131_047)
            let answer = try await sandbox.send(.reminder)
            #expect(answer.json["messages"]?[0]?["message_status"] == "accepted")
            _ = try await sandbox.server.write("just now", from: patient)
            #expect(try await sandbox.send(.text("in time")).status == 200)
        }
    }

    @Test func `Marking as read turns the patient's ticks and shows typing until the answer`() async throws {
        try await RunningSandbox.run { sandbox in
            let patient = try await sandbox.anjali()
            let wamid = try await sandbox.server.write("hello", from: patient)
            let answer = try await sandbox.send([
                "messaging_product": "whatsapp", "status": "read", "message_id": .string(wamid),
                "typing_indicator": ["type": "text"],
            ])
            #expect(answer.json == ["success": true])
            let path = "conversation?patient=\(patient.id)"
            let before = await sandbox.server.control("GET", path).body
            #expect(before["typing"] == true)
            #expect(before["messages"]?[0]?["status"] == "read")
            _ = try await sandbox.send(.text("hi"))
            #expect(await sandbox.server.control("GET", path).body["typing"] == false)
        }
    }
}

extension JSON {
    static func interactive(buttons: Int, title: String = "Yes", body: String = "Do you come?") -> JSON {
        let buttons = (0..<buttons).map {
            JSON.object(["type": "reply", "reply": ["id": .string("\($0)"), "title": .string(title)]])
        }
        return JSON.text("").with([
            "type": "interactive", "text": .null,
            "interactive": ["type": "button", "body": ["text": .string(body)], "action": ["buttons": .array(buttons)]],
        ])
    }

    static func list(rows counts: [Int]) -> JSON {
        let sections = counts.enumerated().map { section, count -> JSON in
            let rows = (0..<count).map { JSON.object(["id": .string("\(section)-\($0)"), "title": "Row"]) }
            return ["title": .string("Section \(section)"), "rows": .array(rows)]
        }
        return JSON.text("").with([
            "type": "interactive", "text": .null,
            "interactive": [
                "type": "list", "body": ["text": "Choose"],
                "action": ["button": "Open", "sections": .array(sections)],
            ],
        ])
    }
}
