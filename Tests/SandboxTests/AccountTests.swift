import NIOHTTP1
import Sandbox
import Testing

struct AccountTests {
    private static let number = RunningSandbox.phoneNumberID
    private static let account = "501122334455667"

    @Test func `A number tells what it is asked for, and nothing that it does not know`() async throws {
        try await RunningSandbox.run { sandbox in
            let change: JSON = [
                "health": "LIMITED", "quality": "YELLOW", "messaging_limit": "TIER_2K", "status": "FLAGGED",
            ]
            #expect(await sandbox.server.control("POST", "account", change).status == 200)
            let fields = "display_phone_number,quality_rating,status,whatsapp_business_manager_messaging_limit"
            let answer = try await sandbox.graph(.GET, "\(Self.number)?fields=\(fields),health_status").json
            #expect(answer["quality_rating"] == "YELLOW")
            #expect(answer["status"] == "FLAGGED")
            #expect(answer["whatsapp_business_manager_messaging_limit"] == "TIER_2K")
            #expect(answer["verified_name"] == nil)
            #expect(answer["id"]?.string == Self.number)
            #expect(answer["health_status"]?["can_send_message"] == "LIMITED")
            #expect(answer["health_status"]?["entities"]?[0]?["entity_type"] == "PHONE_NUMBER")
            #expect(answer["health_status"]?["entities"]?[0]?["additional_info"] != nil)
            for field in ["whatsapp_business_account", "messaging_limit_tier"] {
                #expect(try await sandbox.graph(.GET, "\(Self.number)?fields=\(field)").code == 100)
            }
            let old = try await sandbox.request(
                .GET, "/v23.0/\(Self.number)?fields=messaging_limit_tier", headers: [("authorization", "Bearer T")])
            #expect(old.json["messaging_limit_tier"] == "TIER_2K")
            let listed = try await sandbox.graph(.GET, "\(Self.account)/phone_numbers?fields=id").json["data"]
            #expect(listed == [["id": .string(Self.number)]])
            #expect(try await sandbox.graph(.GET, "1/phone_numbers").json["error"]?["error_subcode"] == 33)
        }
    }

    @Test(arguments: ["PHONE_NUMBER", "WABA", "BUSINESS", "APP"])
    func `Nothing is sent while a part of the account is blocked`(entity: String) async throws {
        try await RunningSandbox.run { sandbox in
            _ = try await sandbox.anjali()
            let block: JSON = ["entity": .string(entity), "health": "BLOCKED"]
            _ = await sandbox.server.control("POST", "account", block)
            let answer = try await sandbox.send(.text("x"))
            #expect(answer.status == 403)
            #expect(answer.code == 131_031)
            let health = try await sandbox.graph(.GET, "\(Self.number)?fields=health_status").json["health_status"]
            let part = health?["entities"]?.array?.first { $0["entity_type"]?.string == entity }
            #expect(health?["can_send_message"] == "BLOCKED")
            #expect(part?["errors"]?[0]?["error_code"] == 131_031)
            _ = await sandbox.server.control("POST", "account", block.with(["health": "AVAILABLE"]))
            #expect(try await sandbox.send(.text("x")).status == 200)
        }
    }

    @Test func `Without the app's subscription no webhook comes`() async throws {
        try await RunningSandbox.run { sandbox in
            let patient = try await sandbox.anjali()
            let path = "\(Self.account)/subscribed_apps"
            #expect(try await sandbox.graph(.GET, path).json["data"]?.array?.count == 1)
            _ = await sandbox.server.control("POST", "account", ["subscribed": false])
            #expect(try await sandbox.graph(.GET, path).json["data"] == [])
            let unheard = try await sandbox.control(.POST, "messages", ["patient": .string(patient.id), "text": "a"])
            #expect(unheard.json["attempts"] == 0)
            #expect(try await sandbox.graph(.POST, path).json == ["success": true])
            _ = try await sandbox.server.write("b", from: patient)
            let received = await sandbox.inbox.received
            #expect(received.map { $0.value?["messages"]?[0]?["text"]?["body"] } == ["b"])
        }
    }

    @Test func `A token is judged for the app alone`() async throws {
        try await RunningSandbox.run { configuration in
            configuration.accessToken = "T"
        } _: { sandbox in
            let app = "300400500600700|\(RunningSandbox.secret)".replacing("|", with: "%7C")
            let right = try await sandbox.request(.GET, "/v25.0/debug_token?input_token=T&access_token=\(app)").json
            #expect(right["data"]?["is_valid"] == true)
            #expect(right["data"]?["granular_scopes"]?[0]?["target_ids"] == [.string(Self.account)])
            let wrong = try await sandbox.request(.GET, "/v25.0/debug_token?input_token=U&access_token=\(app)").json
            #expect(wrong["data"]?["is_valid"] == false)
            #expect(try await sandbox.graph(.GET, "debug_token?input_token=T").code == 100)
            _ = await sandbox.server.control("POST", "account", ["token_targets": false])
            let bare = try await sandbox.request(.GET, "/v25.0/debug_token?input_token=T&access_token=\(app)").json
            #expect(bare["data"]?["granular_scopes"]?[0]?.object?.keys.sorted() == ["scope"])
        }
    }

    @Test func `Only who has just written is blocked, and is not heard any more`() async throws {
        try await RunningSandbox.run { sandbox in
            let patient = try await sandbox.anjali()
            _ = try await sandbox.server.addPatient(name: "Ravi", phone: "+919812345678")
            let people: JSON = [
                "messaging_product": "whatsapp",
                "block_users": [["user": "+919876543210"], ["user": "+919812345678"]],
            ]
            let partial = try await sandbox.graph(.POST, "\(Self.number)/block_users", people).json
            #expect(partial["block_users"]?["added_users"] == [["input": "+919876543210", "wa_id": "919876543210"]])
            #expect(partial["block_users"]?["failed_users"]?[0]?["errors"]?[0]?["code"] == 131_047)
            #expect(partial["error"]?["code"] == 139_100)
            let listed = try await sandbox.graph(.GET, "\(Self.number)/block_users").json["data"]
            #expect(listed?.array?.map { $0["wa_id"] } == ["919876543210"])
            #expect(try await sandbox.send(.text("x")).code == 130_403)
            let unheard = try await sandbox.control(.POST, "messages", ["patient": .string(patient.id), "text": "a"])
            #expect(unheard.json["blocked"] == true)
            let chat = await sandbox.server.control("GET", "conversation?patient=\(patient.id)").body
            #expect(chat["blocked"] == true)
            #expect(chat["messages"]?[0]?["status"] == "sent")
            #expect(await sandbox.inbox.received.isEmpty)
            let freed = try await sandbox.graph(.DELETE, "\(Self.number)/block_users", people).json
            #expect(freed["block_users"]?["removed_users"]?.array?.count == 2)
            _ = try await sandbox.server.write("b", from: patient)
            #expect(try await sandbox.send(.text("x")).status == 200)
        }
    }
}
