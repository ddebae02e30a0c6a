import AsyncHTTPClient
import Conversations
import Foundation
import JSON
import Logging
import Storage
import TestSupport
import Testing

@testable import WhatsApp

/// What a clinic's account is asked for, and what becomes of the answers.
struct AccountDeskTests {
    private static let account: WhatsAppAccountID = "501122334455667"

    private static func page(_ names: [String], after: String?) -> String {
        let data = names.map {
            #"{"id":"9\#($0)","name":"\#($0)","language":"en","status":"approved","category":"UTILITY","#
                + #""components":[{"type":"body","text":"Hello"}]}"#
        }
        let next = after.map { #","next":"https://elsewhere.example/?access_token=x&after=\#($0)""# } ?? ""
        return
            #"{"data":[\#(data.joined(separator: ","))],"paging":{"cursors":{"after":"\#(after ?? "end")"}\#(next)}}"#
    }

    /// A desk of a clinic whose account is known, and Meta as `route` plays it.
    private static func with(
        fallback: SendingCredentials = SendingCredentials(phoneNumberID: nil, accessToken: nil),
        _ route: @escaping @Sendable (ScriptedServer.Received) -> ScriptedServer.Step,
        _ body: (TestClinic, AccountDesk, ScriptedServer) async throws -> Void
    ) async throws {
        let server = try #require(ScriptedServer(route: route))
        defer { server.stop() }
        let http = CloudAPIClient.makeHTTPClient(sendTimeout: .seconds(5))
        do {
            try await TestEngine.sqlite.clinic(rules: .withoutWaiting) { clinic in
                let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
                let client = CloudAPIClient(client: http, baseURL: server.url, version: "v25.0", logger: quiet)
                let connections = clinic.database.connections
                try await connections.note([HeardNumber(phoneNumberID: TestClinic.number, accountID: account)])
                let desk = AccountDesk(connections: connections, client: client, fallback: fallback, logger: quiet)
                try await body(clinic, desk, server)
            }
        } catch {
            try await http.shutdown()
            throw error
        }
        try await http.shutdown()
    }

    private static func names(_ clinic: TestClinic) async throws -> [String] {
        try await clinic.chats.templates().templates.map(\.name)
    }

    // MARK: Templates

    @Test func `all pages are read before anything is changed, each from the cursor of the one before`() async throws {
        try await Self.with({ request in
            request.head.contains("after=c1")
                ? .answer(200, Self.page(["c"], after: nil)) : .answer(200, Self.page(["a", "b"], after: "c1"))
        }) { clinic, desk, server in
            try await desk.syncTemplates(of: clinic.clinicID)
            #expect(try await Self.names(clinic) == ["a", "b", "c"])
            #expect(server.received.count == 2)
            let first = try #require(server.received.first?.head)
            #expect(first.hasPrefix("GET /v25.0/501122334455667/message_templates?fields=name%2Clanguage%2C"))
            #expect(first.contains("\r\nAuthorization: Bearer token of anita@clinic.example\r\n"))
        }
    }

    @Test(
        arguments: [
            .answer(400, #"{"error":{"code":190,"message":"Malformed access token T0KEN"}}"#), .answer(200, "<html>"),
            .answer(200, page(["x"], after: "c1")), .answer(200, #"{"data":7}"#), .closeAfterReading,
            .answer(200, #"{"data":[],"paging":{"next":"there","cursors":{}}}"#), .answer(500, ""),
        ] as [ScriptedServer.Step])
    func `where the last page does not come, what is known stays`(second: ScriptedServer.Step) async throws {
        let isBroken = Recorder()
        try await Self.with({ request in
            if isBroken.notes.isEmpty { return .answer(200, Self.page(["old"], after: nil)) }
            return request.head.contains("after=c1") ? second : .answer(200, Self.page(["new"], after: "c1"))
        }) { clinic, desk, _ in
            try await desk.syncTemplates(of: clinic.clinicID)
            isBroken.note("now")
            let error = await #expect(throws: AccountTrouble.self) { try await desk.syncTemplates(of: clinic.clinicID) }
            #expect(error?.sentence.contains("T0KEN") == false)
            #expect(try await Self.names(clinic) == ["old"])
        }
    }

    @Test func `all pages together have one time, however quickly each of them comes`() async throws {
        try await Self.with({ request in
            Thread.sleep(forTimeInterval: 0.1)
            let page = request.head.firstMatch(of: /after=c(\d+)/).flatMap { Int($0.1) } ?? 0
            return .answer(200, Self.page(["t\(page)"], after: "c\(page + 1)"))
        }) { _, desk, server in
            let begun = ContinuousClock.now
            let trouble = await #expect(throws: GraphTrouble.self) {
                _ = try await desk.client.templates(of: Self.account, within: .milliseconds(500), with: Secret("t"))
            }
            guard case .unreachable = trouble else { throw try #require(trouble) }
            #expect(ContinuousClock.now - begun < .seconds(5) && (1...6).contains(server.received.count))
        }
    }

    @Test(.enabled(if: SharedPayloads.areThere))
    func `the example pages are read as they are meant`() throws {
        let all = try ["list_page1", "list_page2"].flatMap {
            try SharedPayloads.json("templates/\($0).json")["data"].elements.compactMap(TemplateReader.template)
        }
        #expect(all.map(\.name).count == 6 && all.map(\.status).filter { $0 == "APPROVED" }.count == 3)
        func named(_ name: String) throws -> Template { try #require(all.first { $0.name == name }) }
        let visit = try named("visit_confirmation")
        #expect(
            visit.parts.variables.map { [$0.name, $0.place.rawValue, $0.example] } == [
                ["visit_day", "header", "Monday"], ["first_name", "body", "Anjali"], ["visit_time", "body", "09:30"],
            ])
        let report = try named("report_ready")
        #expect(report.parts.header?.isFile == true && report.quality == "YELLOW")
        #expect(report.parts.variables.map(\.example) == ["Anjali", "abc123"])
        #expect(try named("checkup_offer").parts.variables.last?.example == "CHECKUP20")
        let files: [(String, TemplateContent)] = [
            (
                "send_document_url",
                try report.filled(
                    with: ["1": "Anjali", "button_1": "abc123"],
                    header: .document(id: "1600000000000002", filename: "report.pdf")
                ).content
            ),
            (
                "send_image_copy_code",
                try named("checkup_offer").filled(
                    with: ["1": "Anjali", "2": "30 November", "code": "CHECKUP20"],
                    header: .image(id: "1600000000000001")
                ).content
            ),
        ]
        for (file, content) in files {
            let message = OutboundMessage(
                recipient: .phone("919876543210"), content: .template(content), callbackData: "outbox:17")
            #expect(message.json == JSONValue(bytes: try SharedPayloads.bytes("templates/\(file).json")), "\(file)")
        }
    }

    // MARK: The connection

    private static let numberAnswer = #"{"id":"700800900100200","display_phone_number":"+91 20","status":"CONNECTED"}"#

    @Test func `what is typed counts once Meta has confirmed it with the clinic's own token`() async throws {
        try await Self.with({ request in
            guard request.head.contains("Bearer right") else { return .answer(401, #"{"error":{"code":190}}"#) }
            if request.head.contains("/v25.0/42/phone_numbers") { return .answer(200, #"{"data":[{"id":"77"}]}"#) }
            if request.head.contains("/v25.0/43/phone_numbers") { return .answer(200, #"{"data":[]}"#) }
            return request.head.contains("/v25.0/77?")
                ? .answer(200, #"{"id":"77"}"#) : .answer(400, #"{"error":{"code":100,"error_subcode":33}}"#)
        }) { clinic, desk, _ in
            let id = clinic.clinicID
            let before = try await desk.connection(of: id)
            for (number, account, token) in [
                ("77", nil, "wrong"), ("77", nil, nil), ("78", "42", "right"), ("77", "43", "right"),
            ] as [(String?, String?, String?)] {
                await #expect(throws: AccountTrouble.self) {
                    try await desk.connect(
                        clinic.account,
                        with: ConnectionChange(
                            phoneNumberID: number.flatMap(PhoneNumberID.init),
                            accountID: account.flatMap(WhatsAppAccountID.init), accessToken: token.map(Secret.init)))
                }
                let now = try await desk.connection(of: id)
                #expect(now.phoneNumberID == before.phoneNumberID && now.accountID == before.accountID)
            }
            #expect(
                try await clinic.outbox.credentials(of: id)?.accessToken?.exposed == "token of anita@clinic.example")
            try await desk.connect(
                clinic.account,
                with: ConnectionChange(phoneNumberID: "77", accountID: "42", accessToken: Secret("right")))
            let after = try await desk.connection(of: id)
            #expect(after.phoneNumberID == "77" && after.accountID == "42")
            #expect(try await clinic.outbox.credentials(of: id)?.accessToken == Secret("right"))
        }
    }

    @Test func `the token of the settings confirms nothing`() async throws {
        let fallback = SendingCredentials(phoneNumberID: "77", accessToken: Secret("right"))
        try await Self.with(fallback: fallback, { _ in .answer(200, #"{"id":"77"}"#) }) { clinic, desk, server in
            let id = try await clinic.database.operator.add(
                NewClinic(doctorName: "New", email: "new@clinic.example", phoneNumber: "919000000001"))
            let doctor = Account(id: .make(), clinicID: id, name: "New", email: "new@clinic.example", role: .doctor)
            await #expect(throws: AccountTrouble.noToken) {
                try await desk.connect(
                    doctor, with: ConnectionChange(phoneNumberID: "77", accountID: nil, accessToken: nil))
            }
            #expect(server.received.isEmpty)
        }
    }

    @Test func `the check says of each thing how it stands, and never the token`() async throws {
        let health =
            #"{"id":"700800900100200","display_phone_number":"+91 20","status":"CONNECTED","quality_rating":"GREEN","#
            + #""messaging_limit_tier":"TIER_250","health_status":{"can_send_message":"BLOCKED","entities":["#
            + #"{"can_send_message":"AVAILABLE","errors":[{"error_description":"Calls are off"}]},"#
            + #"{"can_send_message":"BLOCKED","errors":[{"error_description":"No payment.","possible_solution":"Pay."}]}]}}"#
        try await Self.with({ request in
            let target = request.head.split(separator: " ").dropFirst().first ?? ""
            if target.contains("business_manager_messaging_limit") {
                return .answer(400, #"{"error":{"code":100,"message":"nonexisting field"}}"#)
            }
            if target.contains("/700800900100200?") { return .answer(200, health) }
            if target.contains("debug_token") {
                return .answer(
                    200,
                    #"{"data":{"is_valid":true,"expires_at":0,"app_id":"3","scopes":["whatsapp_business_messaging"]}}"#)
            }
            if target.contains("phone_numbers") { return .answer(200, #"{"data":[{"id":"700800900100200"}]}"#) }
            return .answer(200, #"{"data":[{"whatsapp_business_api_data":{"id":"4"}}]}"#)
        }) { clinic, desk, _ in
            let report = try await desk.check(clinic.clinicID)
            #expect(
                report.checks.map { "\($0.name) \($0.isRight)" } == [
                    "token true", "number true", "permissions false", "account true", "subscription false",
                    "webhook true", "sending false", "limit true",
                ])
            func sentence(_ name: String) -> String { report.checks.first { $0.name == name }?.sentence ?? "" }
            #expect(sentence("sending").contains("No payment. Pay.") && !sentence("sending").contains("Calls"))
            #expect(sentence("permissions").contains("whatsapp_business_management"))
            #expect(report.messagingLimit == "TIER_250" && report.quality == "GREEN")
            #expect(report.health == AccountHealth(canSend: "BLOCKED", reasons: ["No payment. Pay."]))
            #expect(report.checks.allSatisfy { !$0.sentence.contains("token of") && !$0.sentence.isEmpty })
        }
    }

    @Test func `a check of what cannot be reached says so of each thing`() async throws {
        try await Self.with({ _ in .closeAfterReading }) { clinic, desk, _ in
            let report = try await desk.check(clinic.clinicID)
            #expect(report.checks.count == 8 && report.health == nil)
            #expect(report.checks.filter(\.isRight).map(\.name) == ["webhook"])
        }
    }

    // MARK: Blocking

    @Test(
        arguments: [
            (200, #"{"messaging_product":"whatsapp","block_users":{"added_users":[{"input":"+91"}]}}"#, nil, true),
            (
                400,
                #"{"block_users":{"failed_users":[{"errors":[{"code":131047}]}]},"error":{"code":139100,"message":"m"}}"#,
                131047, false
            ),
            (400, #"{"error":{"code":139100}}"#, 139100, false), (200, "{}", nil, false), (502, "", nil, false),
        ] as [(Int, String, Int64?, Bool)])
    func `a patient is blocked once Meta says so`(status: Int, body: String, code: Int64?, works: Bool) async throws {
        try await Self.with({ _ in .answer(status, body) }) { clinic, desk, server in
            do {
                try await desk.setBlocked(true, .phone("919876543210"), of: clinic.clinicID)
                #expect(works)
            } catch let trouble as AccountTrouble {
                #expect(!works && trouble.code == code)
            }
            let request = try #require(server.received.first)
            #expect(request.head.hasPrefix("POST /v25.0/700800900100200/block_users "))
            #expect(request.body == #"{"block_users":[{"user":"+919876543210"}],"messaging_product":"whatsapp"}"#)
        }
    }

    @Test func `unblocking somebody without a number names their id`() async throws {
        try await Self.with({ _ in .answer(200, #"{"block_users":{"removed_users":[{}]}}"#) }) { clinic, desk, server in
            try await desk.setBlocked(false, .userID("IN.1"), of: clinic.clinicID)
            let request = try #require(server.received.first)
            #expect(request.head.hasPrefix("DELETE ") && request.body.contains(#"[{"user_id":"IN.1"}]"#))
        }
    }
}
