import NIOHTTP1
import Sandbox
import Testing

struct TemplateTests {
    private static let account = "501122334455667"
    private static let paragraph = JSON.template("appointment_reminder", [.part("body", "Anjali", "23\nNovember")])
    private static let picture: JSON = ["type": "image", "image": ["link": "https://clinic.example/a.jpg"]]
    private static let pdf: JSON = ["type": "document", "document": ["link": "https://clinic.example/a.pdf"]]

    @Test func `The list comes in pages, with the members that were asked for`() async throws {
        try await RunningSandbox.run { sandbox in
            let path = "\(Self.account)/message_templates?limit=4&fields=name,language,quality_score%7Bscore,date%7D"
            let first = try await sandbox.graph(.GET, path).json
            #expect(first["data"]?.array?.count == 4)
            #expect(first["data"]?[0]?.object?.keys.sorted() == ["id", "language", "name", "quality_score"])
            #expect(first["paging"]?["next"] != nil)
            #expect(first["paging"]?["previous"] == nil)
            let cursor = try #require(first["paging"]?["cursors"]?["after"]?.string)
            let second = try await sandbox.graph(.GET, path + "&after=\(cursor)").json
            #expect(second["paging"]?["next"] == nil)
            #expect(second["paging"]?["cursors"]?["after"] != nil)
            let all = (first["data"]?.array ?? []) + (second["data"]?.array ?? [])
            #expect(Set(all.compactMap { $0["id"]?.string }).count == 7)
            #expect(all.prefix(2).map { $0["language"] } == ["en", "hi"])
            let back = try #require(second["paging"]?["cursors"]?["before"]?.string)
            #expect(try await sandbox.graph(.GET, path + "&before=\(back)").json["data"] == first["data"])
            let paused = try await sandbox.graph(.GET, "\(Self.account)/message_templates?status=PAUSED").json["data"]
            #expect(paused?.array?.map { $0["name"] } == ["camp_invitation"])
            for wrong in ["fields=colour", "limit=0", "after=nonsense"] {
                #expect(try await sandbox.graph(.GET, "\(Self.account)/message_templates?\(wrong)").status == 400)
            }
        }
    }

    static let wrong: [(JSON, Int, String)] = [
        (.template("appointment_reminder", [.part("body", "Anjali")]), 132_000, "params (2)"),
        (.template("appointment_reminder"), 132_000, "params (0)"),
        (.template("appointment_reminder", language: "mr", []), 132_001, "does not exist in mr"),
        (.template("intake_request"), 132_001, "not approved"),
        (.template("camp_invitation", [.part("body", "Anjali", "today")]), 132_015, "paused"),
        (paragraph, 132_018, "new-line"),
        (.template("appointment_reminder", [.part("body", "a", "b     c")]), 132_018, "spaces"),
        (.template("appointment_reminder", [.part("body", "a", "")]), 131_008, "text value"),
        (.template("appointment_reminder", [.part("body", "a", String(repeating: "b", count: 1024))]), 132_005, "1024"),
        (.template("report_ready", [.part("body", "a")]), 132_012, "expected DOCUMENT, received UNKNOWN"),
        (
            .template("report_ready", [["type": "header", "parameters": [picture]], .part("body", "a")]), 132_012,
            "received IMAGE"
        ),
        (
            .template("report_ready", [["type": "header", "parameters": [pdf]], .part("body", "a")]), 132_000,
            "button at index 0"
        ),
        (
            .template("visit_confirmation", [.part("header", "Monday"), .part("body", "a", "b")]), 132_012,
            "parameter_name"
        ),
        (.template("appointment_reminder", [["type": "body", "parameters": [picture, picture]]]), 132_012, "IMAGE"),
    ]

    @Test func `What does not fit the template is refused, and where is said`() async throws {
        try await RunningSandbox.run { sandbox in
            for (body, code, words) in Self.wrong {
                let answer = try await sandbox.send(body)
                #expect(answer.code == code, "\(answer.details)")
                #expect(answer.details.contains(words), "\(answer.details)")
                #expect(answer.status == (code == 132_001 ? 404 : 400))
            }
        }
    }

    @Test func `A template arrives filled, outside the window, is charged as its kind, and is answered`() async throws {
        try await RunningSandbox.run { sandbox in
            let patient = try await sandbox.server.addPatient(name: "Anjali", phone: "+919876543210")
            let buttons: [JSON] = [
                [
                    "type": "button", "sub_type": "quick_reply", "index": "0",
                    "parameters": [["type": "payload", "payload": "offer:yes"]],
                ],
                .part("button", "checkup").with(["sub_type": "url", "index": 2]),
            ]
            let offer = JSON.template(
                "checkup_offer",
                [["type": "header", "parameters": [Self.picture]], .part("body", "Anjali", "30 November")] + buttons)
            #expect(try await sandbox.send(offer).json["messages"]?[0]?["message_status"] == "accepted")
            let sent = await sandbox.inbox.first(2)[1].value?["statuses"]?[0]
            #expect(
                sent?["pricing"] == [
                    "billable": true, "pricing_model": "PMP", "type": "regular", "category": "marketing",
                ])
            let path = "conversation?patient=\(patient.id)"
            let bubble = await sandbox.server.control("GET", path).body["messages"]?[0]
            #expect(bubble?["text"]?.string?.hasPrefix("Hello Anjali, until 30 November") == true)
            #expect(bubble?["footer"] == "Answer STOP to get no more offers")
            #expect(bubble?["buttons"]?.array?.map { $0["kind"] } == ["quick_reply", "quick_reply", "url"])
            #expect(bubble?["buttons"]?.array?.map { $0["id"] } == ["offer:yes", "Not now", ""])
            #expect(bubble?["buttons"]?[2]?["target"] == "https://clinic.example/offers/checkup")
            #expect(await sandbox.server.sent().first?.text.hasPrefix("Hello Anjali") == true)
            #expect(try await sandbox.send(.text("still outside")).code == 131_047)
            let stop: JSON = ["patient": .string(patient.id), "value": "stop"]
            #expect(await sandbox.server.control("POST", "preferences", stop).status == 200)
            #expect(try await sandbox.send(offer).code == 131_050)
            #expect(try await sandbox.send(.reminder).status == 200)
            _ = await sandbox.server.control("POST", "preferences", stop.with(["value": "resume"]))
            #expect(try await sandbox.send(offer).status == 200)
        }
    }

    @Test func `A changed template is told, listed, and obeyed`() async throws {
        try await RunningSandbox.run { sandbox in
            _ = try await sandbox.anjali()
            let change: JSON = [
                "name": "appointment_reminder", "language": "en", "status": "PAUSED", "category": "MARKETING",
                "quality": "RED",
            ]
            let answer = await sandbox.server.control("POST", "templates", change)
            #expect(answer.body["webhooks"]?.array?.map { $0["webhook_status"] } == [200, 200, 200])
            let entries = await sandbox.inbox.first(3).map { $0.json["entry"]?[0] }
            #expect(entries.allSatisfy { $0?["id"]?.string == Self.account && $0?["time"]?.integer != nil })
            let told = entries.map { $0?["changes"]?[0] }
            #expect(
                told.map { $0?["field"] } == [
                    "template_category_update", "message_template_quality_update", "message_template_status_update",
                ])
            #expect(told[0]?["value"]?["previous_category"] == "UTILITY")
            #expect(told[1]?["value"]?["previous_quality_score"] == "GREEN")
            #expect(told[2]?["value"]?["message_template_id"]?.integer == 900_111_222_333_444)
            #expect(try await sandbox.send(.reminder).code == 132_015)
            let node = try await sandbox.graph(.GET, "900111222333444?fields=category,previous_category,health_status")
            #expect(node.json["previous_category"] == "UTILITY")
            #expect(node.json["health_status"]?["can_send_message"] == "BLOCKED")
            await sandbox.server.reset()
            #expect(try await sandbox.send(.reminder).status == 200)
        }
    }
}
