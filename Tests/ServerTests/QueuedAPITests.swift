import Foundation
import Sandbox
import TestSupport
import Testing

/// *Send when the patient writes*, over HTTP.
@Suite(.serialized) struct QueuedAPITests {
    private static let phone = "919876543210"

    private static func queued(_ json: [String: Any]) -> [String: Any]? {
        (json["patient"] as? [String: Any])?["queued"] as? [String: Any]
    }

    @Test(arguments: Backing.available)
    func `it is shown with the patient, changed, removed, and sent when the patient writes`(on backing: Backing)
        async throws
    {
        try await RunningProduct.with(backing) { product in
            let doctor = product.doctor
            let asha = try await product.sandbox.addPatient(name: "Asha", phone: Self.phone)
            _ = await product.sandbox.control("POST", "messages", ["patient": .string(asha.id), "text": "Hello"])
            let id = try await doctor.patient(withPhone: Self.phone)
            func send(_ text: String, _ more: String) async throws -> Desk.Answer {
                try await doctor.call(
                    .POST, "/api/live-chat/send", #"{"patientId":"\#(id)","messageBody":"\#(text)"\#(more)}"#)
            }
            for wrong in [#""later""#, #""""#, "true"] {
                let answer = try await send("Come", #","when":\#(wrong)"#)
                #expect(answer.status == (wrong == "true" ? 400 : 422), "\(answer.text)")
            }
            let info = try await doctor.call(.GET, "/api/live-chat/patient-info/\(id)")
            #expect((info.json["patient"] as? [String: Any])?["is_bot_paused"] as? Bool == false)

            let answer = try await send("Your report is here", #","when":"patient_writes","clientMessageId":"a""#)
            #expect(answer.status == 200 && answer.json["success"] as? Bool == true, "\(answer.text)")
            #expect(answer.json["botPaused"] as? Bool == true && answer.json["data"] is NSNull)
            let text = try #require(Self.queued(answer.json))
            #expect(Set(text.keys) == ["id", "text", "made_at", "by", "sendable_until", "kept_because"])
            #expect(text["text"] as? String == "Your report is here" && text["kept_because"] is NSNull)
            #expect(
                try await send("Another", #","when":"patient_writes""#).json["error_code"] as? String
                    == "already_queued")

            let path = "/api/live-chat/queued/\(text["id"] as? String ?? "")"
            #expect(try await doctor.call(.PUT, path, #"{"text":" "}"#).status == 422)
            #expect(try await doctor.call(.PUT, path, #"{"text":7}"#).status == 400)
            let changed = try await doctor.call(.PUT, path, #"{"text":"Your report is ready"}"#)
            #expect(changed.status == 200 && Self.queued(changed.json)?["text"] as? String == "Your report is ready")
            let removed = try await doctor.call(.DELETE, path)
            #expect(removed.status == 200 && Self.queued(removed.json) == nil)
            #expect(try await doctor.call(.DELETE, path).status == 404)
            #expect(try await doctor.call(.DELETE, "/api/live-chat/queued/none").status == 404)
            #expect(try await doctor.another().call(.DELETE, path).status == 401)

            let again = try await send("Your report is here", #","when":"patient_writes""#)
            let waiting = try #require(Self.queued(again.json)?["id"] as? String)
            _ = await product.sandbox.control("POST", "messages", ["patient": .string(asha.id), "text": "Any news?"])
            let row = try await eventually("it is sent") {
                let rows =
                    try await doctor.call(.GET, "/api/live-chat/messages/\(id)").json["messages"] as? [[String: Any]]
                return rows?.first {
                    $0["id"] as? String == waiting && ["sent", "delivered", "read"].contains($0["status"] as? String)
                }
            }
            #expect(row["message_body"] as? String == "Your report is here" && row["author"] as? String == "doctor")
            let late = try await doctor.call(.DELETE, "/api/live-chat/queued/\(waiting)")
            #expect(late.status == 409 && late.json["error_code"] as? String == "already_sent")
            let bodies = await product.sandbox.control("GET", "sent").body
            let texts = (bodies["sent"]?.array ?? []).compactMap { $0["body"]?["text"]?["body"]?.string }
            #expect(texts.filter { $0 == "Your report is here" }.count == 1)
        }
    }

    @Test func `a clinic that wants it tells patients that their words were seen`() async throws {
        try await RunningProduct.with(.sqlite) { product in
            let asha = try await product.sandbox.addPatient(name: "Asha", phone: Self.phone)
            _ = try await product.doctor.call(.PATCH, "/api/clinic", #"{"read_receipts":true}"#)
            _ = await product.sandbox.control("POST", "messages", ["patient": .string(asha.id), "text": "Hello"])
            let id = try await product.doctor.patient(withPhone: Self.phone)
            _ = try await product.doctor.call(
                .POST, "/api/live-chat/toggle-bot", #"{"patientId":"\#(id)","pause":true}"#)
            _ = await product.sandbox.control(
                "POST", "messages", ["patient": .string(asha.id), "text": "Are you there?"])
            // The assistant may have answered the first one before the pause.
            let seq = try await eventually("both are there") {
                let patient = try await product.doctor.patient(id)
                return patient["unread_count"] as? Int == 2 ? patient["last_seq"] as? Int : nil
            }
            _ = try await product.doctor.call(.POST, "/api/live-chat/read", #"{"patientId":"\#(id)","seq":\#(seq)}"#)
            try await eventually("the patient sees blue ticks") {
                let all =
                    await product.sandbox.control("GET", "conversation?patient=\(asha.id)").body["messages"]?.array
                    ?? []
                let own = all.filter { $0["from"]?.string == "patient" }
                return own.count == 2 && own.allSatisfy { $0["status"]?.string == "read" } ? true : nil
            }
        }
    }
}
