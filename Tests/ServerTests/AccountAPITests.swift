import Conversations
import Foundation
import Sandbox
@testable import Server
import Storage
import TestSupport
import Testing

/// Templates, the WhatsApp page, blocking and costs over HTTP.
@Suite(.serialized) struct AccountAPITests {
    @Test(arguments: Backing.available)
    func `templates are listed and sent, and what does not fit is refused in so many words`(on backing: Backing)
        async throws
    {
        try await RunningProduct.with(backing) { product in
            let doctor = product.doctor
            let unknown = try await doctor.call(.GET, "/api/templates")
            #expect(unknown.status == 200 && unknown.json["synced_at"] is NSNull)
            #expect((unknown.json["problem"] as? String)?.contains("WhatsApp page") == true)
            #expect(try await doctor.call(.POST, "/api/templates/sync", "{}").status == 503)
            let asha = try await product.sandbox.addPatient(name: "Asha", phone: "919876543210")
            _ = try await product.sandbox.write("Hello", from: asha)
            try await eventually("the account is known") {
                let page = try await doctor.call(.GET, "/api/whatsapp").json["whatsapp"] as? [String: Any]
                return page?["account_id"] as? String
            }
            #expect(try await doctor.call(.POST, "/api/templates/sync", "{}").status == 200)
            let list = try await doctor.call(.GET, "/api/templates").json["templates"] as? [[String: Any]] ?? []
            func template(_ name: String) throws -> (id: String, variables: [String: Any]) {
                let found = try #require(
                    list.first { $0["name"] as? String == name && $0["language"] as? String == "en" })
                let names = (found["variables"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
                return (
                    found["id"] as? String ?? "", Dictionary(uniqueKeysWithValues: names.map { ($0, "Asha\nRao") })
                )
            }
            let (reminder, report, paused) = (
                try template("appointment_reminder"), try template("report_ready"), try template("camp_invitation")
            )
            #expect(list.count == 7 && reminder.variables.keys.sorted() == ["1", "2"])
            #expect(
                list.filter { $0["is_sendable"] as? Bool == true }.allSatisfy { $0["status"] as? String == "APPROVED" })
            let why = list.first { $0["id"] as? String == paused.id }?["why_not"] as? String
            #expect(why?.contains("paused") == true, "\(why ?? "")")
            let header = list.first { $0["id"] as? String == report.id }?["header"] as? [String: Any]
            #expect(header?["kind"] as? String == "document")
            let patient = try await doctor.patient(withPhone: "919876543210")
            func send(_ template: String, _ variables: [String: Any]) async throws -> Desk.Answer {
                try await doctor.post(
                    "/api/live-chat/send-template",
                    ["patientId": patient, "templateId": template, "variables": variables, "clientMessageId": "c1"])
            }
            for (template, variables, status, word) in [
                ("9", [:], 404, "template_not_found"), (paused.id, paused.variables, 409, "template_not_sendable"),
                (reminder.id, ["3": "x"], 422, "variables_do_not_fit"),
                (report.id, report.variables, 422, "file_missing"), (reminder.id, ["1": 7], 400, "wrong_type"),
            ] as [(String, [String: Any], UInt, String)] {
                let answer = try await send(template, variables)
                #expect(answer.status == status && answer.json["error_code"] as? String == word, "\(answer.text)")
            }
            let sent = try await send(reminder.id, reminder.variables)
            let message = sent.json["data"] as? [String: Any] ?? [:]
            #expect([200, 202].contains(sent.status) && sent.json["botPaused"] as? Bool == true, "\(sent.text)")
            #expect(message["message_type"] as? String == "template")
            #expect((message["message_body"] as? String)?.contains("Asha Rao") == true)
            let ravi = try await product.anotherClinic()
            #expect((try await ravi.call(.GET, "/api/templates").json["templates"] as? [Any])?.isEmpty == true)
            #expect(
                try await ravi.post(
                    "/api/live-chat/send-template", ["patientId": patient, "templateId": "1"]
                ).status == 404)
        }
    }

    @Test func `a number that another clinic has is refused, and so is that of the settings while a clinic needs it`()
        async throws
    {
        try await RunningProduct.with(.sqlite, settings: ["PHONE_NUMBER_ID": TestClinic.number.text]) { product in
            let ravi = try await product.anotherClinic()
            let clinics = product.composition.database.operator
            let anita = try #require(try await clinics.clinics().first { $0.phoneNumberID == TestClinic.number })
            func shown(to person: Desk) async throws -> NSDictionary {
                try await person.call(.GET, "/api/whatsapp").json["whatsapp"] as? NSDictionary ?? [:]
            }
            let before = try await shown(to: ravi)
            let claim = ["phone_number_id": TestClinic.number.text, "access_token": "EAAG-token-of-a-test"]
            var withoutNumber = ClinicChanges()
            withoutNumber.phoneNumberID = .some(nil)
            for isOwn in [true, false] {
                if !isOwn { try await clinics.change(anita.clinic.id, withoutNumber) }
                let answer = try await ravi.put("/api/whatsapp", claim)
                #expect(
                    answer.status == 409 && answer.json["error_code"] as? String == "phone_number_id_taken",
                    "\(answer.text)")
                #expect(try await shown(to: ravi) == before)
            }
            let own = try await product.doctor.put("/api/whatsapp", claim)
            #expect(own.status == 200, "\(own.text)")
            #expect(try await shown(to: product.doctor)["phone_number_id"] as? String == TestClinic.number.text)
        }
    }

    @Test func `the WhatsApp page shows everything but the token, and changes nothing that is not confirmed`()
        async throws
    {
        try await RunningProduct.with(.sqlite, settings: ["PUBLIC_URL": "https://desk.example.com"]) { product in
            let doctor = product.doctor
            func shown() async throws -> NSDictionary {
                try await doctor.call(.GET, "/api/whatsapp").json["whatsapp"] as? NSDictionary ?? [:]
            }
            let before = try await shown()
            #expect(before["phone_number_id"] as? String == "700800900100200" && before["account_id"] is NSNull)
            #expect(before["has_access_token"] as? Bool == true && before["access_token"] == nil)
            #expect(before["callback_url"] as? String == "https://desk.example.com/webhook")
            #expect(before["verify_token"] as? String == "verify-token-of-a-test")
            for body in [#"{"phone_number_id":"123"}"#, #"{"access_token":"EAAGx","account_id":"5"}"#] {
                let answer = try await doctor.call(.PUT, "/api/whatsapp", body)
                #expect(
                    answer.status == 422 && answer.json["error_code"] as? String == "not_confirmed", "\(answer.text)")
            }
            for body in [#"{"phone_number_id":"../1"}"#, #"{"access_token":"a b"}"#, #"{"account_id":""}"#] {
                let answer = try await doctor.call(.PUT, "/api/whatsapp", body)
                #expect(
                    answer.status == 422 && answer.json["error_code"] as? String == "out_of_range", "\(answer.text)")
            }
            #expect(try await doctor.call(.PUT, "/api/whatsapp", #"{"account_id":5}"#).status == 400)
            #expect(try await shown() == before)
            let check = try await doctor.call(.POST, "/api/whatsapp/check", "{}")
            let checks = check.json["checks"] as? [[String: Any]] ?? []
            #expect(check.status == 200 && checks.count == 8 && !check.text.contains("EAAG"))
            #expect(checks.allSatisfy { $0["name"] is String && $0["ok"] is Bool && $0["sentence"] is String })
            let asha = try await product.sandbox.addPatient(name: "Asha", phone: "919876543210")
            _ = try await product.sandbox.write("Hello", from: asha)
            try await eventually("the webhook is noted") {
                try await shown()["last_webhook_at"] is String ? true : nil
            }
            #expect(try await shown()["account_id"] is String)
            let patient = try await doctor.patient(withPhone: "919876543210")
            let row = try await doctor.patient(patient)
            #expect(row["is_blocked"] as? Bool == false && row["marketing_opt_out"] as? Bool == false)
            for isBlocked in [true, false] {
                let answer = try await doctor.post("/api/live-chat/block", ["patientId": patient, "block": isBlocked])
                #expect(answer.status == 200, "\(answer.text)")
                #expect(try await doctor.patient(patient)["is_blocked"] as? Bool == isBlocked)
            }
            #expect(try await doctor.call(.GET, "/api/clinic/costs?from=2026-01-01&to=2026-01-31").status == 200)
            #expect(try await doctor.call(.GET, "/api/clinic/costs?from=yesterday").status == 422)
            for (method, path) in [
                (.GET, "/api/whatsapp"), (.PUT, "/api/whatsapp"), (.POST, "/api/whatsapp/check"),
                (.GET, "/api/templates"),
                (.POST, "/api/templates/sync"), (.POST, "/api/live-chat/send-template"),
                (.POST, "/api/live-chat/block"),
                (.GET, "/api/clinic/costs"),
            ] as [(Desk.Method, String)] {
                #expect(try await doctor.another().call(method, path, method == .GET ? nil : "{}").status == 401)
            }
        }
    }
}
