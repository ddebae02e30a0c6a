import Foundation
import NIOCore
import NIOHTTP1
import Sandbox
import TestSupport
import Testing

/// Templates that begin with a file, from the form to WhatsApp.
@Suite(.serialized) struct TemplateFileTests {
    private static let phone = "919876543210"
    private static let report = Array("%PDF-1.7\n".utf8) + [UInt8](repeating: 7, count: 2_000_000)
    private static let place = Array("http://ns.adobe.com/xap/1.0/\0GPS 18.5195694".utf8)
    private static let photo =
        [0xFF, 0xD8, 0xFF, 0xE1, 0, UInt8(place.count + 2)] + place + [
            0xFF, 0xC0, 0, 11, 8, 0, 40, 0, 30, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3, 0xFF, 0xD9,
        ]

    /// The sandbox's templates by name, and a patient who has written.
    private struct Scene {
        let product: RunningProduct
        let patient: String
        let templates: [String: String]

        init(_ product: RunningProduct) async throws {
            self.product = product
            let asha = try await product.sandbox.addPatient(name: "Asha", phone: phone)
            _ = try await product.sandbox.write("Hello", from: asha)
            patient = try await product.doctor.patient(withPhone: phone)
            try await eventually("the account is known") {
                let page = try await product.doctor.call(.GET, "/api/whatsapp").json["whatsapp"] as? [String: Any]
                return page?["account_id"] as? String
            }
            let list = try await product.doctor.call(.POST, "/api/templates/sync", "{}").json["templates"]
            var templates: [String: String] = [:]
            for template in list as? [[String: Any]] ?? [] where template["language"] as? String == "en" {
                templates[template["name"] as? String ?? ""] = template["id"] as? String
            }
            self.templates = templates
        }

        func send(
            _ template: String, _ bytes: [UInt8]?, _ variables: String, _ id: String? = nil, named name: String = "a",
            more: [String: String] = [:]
        ) async throws -> Desk.Answer {
            var fields = ["patientId": patient, "templateId": templates[template] ?? template, "variables": variables]
            fields["clientMessageId"] = id
            fields.merge(more) { _, new in new }
            return try await product.sendFile(
                bytes, name, "application/octet-stream", fields, to: "/api/live-chat/send-template")
        }

        /// The body of the last template that WhatsApp got.
        func sentTemplate() async -> JSON? {
            let sent = await product.sandbox.control("GET", "sent").body["sent"]?.array ?? []
            return sent.last { $0["body"]?["type"] == "template" }?["body"]?["template"]
        }
    }

    private static let offer = #"{"1":"Asha","2":"Friday","button_3":"checkup"}"#
    private static let ready = #"{"1":"Asha","button_1":"abc"}"#

    @Test(arguments: Backing.available)
    func `the file is kept, cleaned, given to WhatsApp and sent in the template's header`(on backing: Backing)
        async throws
    {
        try await RunningProduct.with(backing) { product in
            let scene = try await Scene(product)
            let names = try await product.doctor.call(.GET, "/api/templates").json["templates"] as? [[String: Any]]
            let variables = names?.first { $0["id"] as? String == scene.templates["checkup_offer"] }?["variables"]
            #expect((variables as? [[String: Any]])?.compactMap { $0["name"] as? String } == ["1", "2", "button_3"])
            let sent = try await scene.send("checkup_offer", Self.photo, Self.offer, "m1", named: "offer.jpg")
            let row = try #require(sent.json["data"] as? [String: Any], "\(sent.text)")
            let media = try #require(row["media"] as? [String: Any])
            #expect([200, 202].contains(sent.status) && sent.json["botPaused"] as? Bool == true)
            #expect(row["message_type"] as? String == "template" && media["state"] as? String == "ready")
            #expect((row["message_body"] as? String)?.hasPrefix("Hello Asha, until Friday") == true)
            #expect(media["mime_type"] as? String == "image/jpeg" && media["file_name"] as? String == "offer.jpg")
            let kept = try await product.file(row["media_url"] as? String ?? "").bytes
            #expect(kept.count == Self.photo.count - Self.place.count - 4, "it leaves without its place")
            let again = try await scene.send("checkup_offer", Self.photo, Self.offer, "m1", named: "offer.jpg")
            #expect((again.json["data"] as? [String: Any])?["id"] as? String == row["id"] as? String)
            try await eventually("it has arrived") {
                try await product.doctor.messages(scene.patient).contains { $0["status"] as? String == "delivered" }
                    ? true : nil
            }
            let upload = await product.sandbox.control("GET", "uploads").body["uploads"]?.array?.last
            #expect(upload?["mime_type"] == "image/jpeg" && upload?["file_size"]?.integer == kept.count)
            let header = await scene.sentTemplate()?["components"]?[0]
            #expect(header?["type"] == "header" && header?["parameters"]?[0]?["type"] == "image")
            #expect(header?["parameters"]?[0]?["image"]?["id"] == upload?["id"])

            let report = try await scene.send("report_ready", Self.report, Self.ready, named: "../re\u{202E}port.pdf")
            #expect([200, 202].contains(report.status), "\(report.text)")
            try await eventually("the report has left") {
                await scene.sentTemplate()?["name"] == "report_ready" ? true : nil
            }
            let document = await scene.sentTemplate()?["components"]?[0]?["parameters"]?[0]?["document"]
            #expect(document?["filename"] == "report.pdf" && document?["id"]?.string?.isEmpty == false)
            // It is on the phone, with its file.
            let asha = await product.sandbox.control("GET", "patients").body["patients"]?[0]?["id"]?.string ?? ""
            let bubbles = await product.sandbox.control("GET", "conversation?patient=\(asha)").body["messages"]?.array
            let shown = bubbles?.filter { $0["type"] == "template" } ?? []
            #expect(shown.map { $0["mime_type"] } == ["image/jpeg", "application/pdf"])
            #expect(shown.last?["media_id"] == document?["id"] && shown.last?["filename"] == "report.pdf")
        }
    }

    @Test func `what does not fit the template is said at once, and takes nothing over`() async throws {
        try await RunningProduct.with(.sqlite) { product in
            let scene = try await Scene(product)
            let reminder = #"{"1":"Asha","2":"Friday"}"#
            let film = [0, 0, 0, 24] + Array("ftypisom".utf8) + [UInt8](repeating: 0, count: 30)
            let cases: [(String, [UInt8]?, String, [String: String], UInt, String)] = [
                ("report_ready", nil, Self.ready, [:], 422, "file_missing"),
                ("report_ready", [], Self.ready, [:], 422, "out_of_range"),
                ("report_ready", Self.photo, Self.ready, [:], 415, "unsupported_kind"),
                ("report_ready", Array("Bring it.".utf8), Self.ready, [:], 415, "unsupported_kind"),
                ("checkup_offer", Self.report, Self.offer, [:], 415, "unsupported_kind"),
                ("checkup_offer", film, Self.offer, [:], 415, "unsupported_kind"),
                ("checkup_offer", Array("GIF89a".utf8), Self.offer, [:], 415, "unsupported_kind"),
                (
                    "checkup_offer", Self.photo + [UInt8](repeating: 0, count: 5 << 20), Self.offer, [:], 413,
                    "too_large"
                ),
                (
                    "checkup_offer", Array(Self.photo.prefix(47)) + [0] + Self.photo.dropFirst(47), Self.offer, [:],
                    415,
                    "unsupported_kind"
                ),
                ("checkup_offer", Self.photo, #"{"1":"Asha"}"#, [:], 422, "variables_do_not_fit"),
                ("checkup_offer", Self.photo, #"{"1":7}"#, [:], 400, "wrong_type"),
                ("checkup_offer", Self.photo, "Asha", [:], 400, "wrong_type"),
                ("appointment_reminder", Self.photo, reminder, [:], 422, "template_takes_no_file"),
                ("camp_invitation", Self.photo, reminder, [:], 409, "template_not_sendable"),
                ("9", Self.photo, reminder, [:], 404, "template_not_found"),
                ("checkup_offer", Self.photo, Self.offer, ["patientId": UUID().uuidString], 404, "patient_not_found"),
                ("checkup_offer", Self.photo, Self.offer, ["doctorId": UUID().uuidString], 403, "other_doctor"),
                ("checkup_offer", Self.photo, Self.offer, ["replyTo": UUID().uuidString], 422, "cannot_be_quoted"),
                ("checkup_offer", Self.photo, Self.offer, ["clientMessageId": ""], 422, "out_of_range"),
            ]
            for (template, bytes, variables, more, status, code) in cases {
                let answer = try await scene.send(template, bytes, variables, more: more)
                #expect(
                    answer.status == status && answer.json["error_code"] as? String == code,
                    "\(template) \(variables) \(answer.text)")
            }
            for (name, missing) in [("patientId", "patientId"), ("templateId", "templateId")] {
                var fields = ["patientId": scene.patient, "templateId": "1"]
                fields[name] = nil
                let answer = try await product.sendFile(
                    Self.report, "a.pdf", "", fields, to: "/api/live-chat/send-template")
                #expect(answer.status == 400 && answer.text.contains(missing))
            }
            #expect(try await product.doctor.patient(scene.patient)["is_bot_paused"] as? Bool == false)
            #expect(try await product.doctor.messages(scene.patient).allSatisfy { $0["author"] as? String != "doctor" })
            #expect(await product.sandbox.control("GET", "uploads").body["uploads"]?.array?.isEmpty == true)
            // Without a file a form serves as JSON does.
            let plain = try await scene.send("appointment_reminder", nil, reminder)
            #expect([200, 202].contains(plain.status), "\(plain.text)")
            // The bound on bodies in memory is only for what is no form.
            let long = String(repeating: "x", count: 70_000)
            let json = try await product.doctor.post("/api/live-chat/send-template", ["patientId": long])
            #expect(json.status == 413, "\(json.text)")
        }
    }

    @Test func `one whose upload is refused is tried again with the file that is here`() async throws {
        try await RunningProduct.with(.sqlite) { product in
            let scene = try await Scene(product)
            await product.sandbox.inject(SandboxFault(.uploadError, code: 131_053))
            let refused = try await scene.send("report_ready", Self.report, Self.ready, "m1")
            #expect(refused.status == 400 && refused.json["errorCode"] as? Int == 131_053, "\(refused.text)")
            #expect(refused.json["canRetry"] as? Bool == true)
            let row = refused.json["data"] as? [String: Any]
            #expect(try await product.file(row?["media_url"] as? String ?? "").bytes == Self.report)
            // Both ways: as a template without its file, and as any message with a file.
            let again = try await scene.send("report_ready", nil, Self.ready, "m1")
            #expect([200, 202].contains(again.status), "\(again.text)")
            #expect((again.json["data"] as? [String: Any])?["id"] as? String == row?["id"] as? String)
            let sent = await scene.sentTemplate()
            #expect(sent?["components"]?[1]?["parameters"]?[0]?["text"] == "Asha")
            await product.sandbox.inject(SandboxFault(.error, code: 131_030))
            let second = try await scene.send("report_ready", Self.report, Self.ready, "m2")
            #expect(second.status == 400, "\(second.text)")
            let change: JSON = ["name": "report_ready", "language": "en", "status": "PAUSED"]
            _ = await product.sandbox.control("POST", "templates", change)
            let body = ["patientId": scene.patient, "clientMessageId": "m2"]
            let paused = try await eventually("it is known to be paused") {
                let answer = try await product.sendFile(nil, "", "", body)
                return answer.status == 409 ? answer : nil
            }
            #expect(paused.json["error_code"] as? String == "template_not_sendable")
            #expect((paused.json["error"] as? String)?.contains("paused") == true)
        }
    }
}
