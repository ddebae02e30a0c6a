import Foundation
import Sandbox
import TestSupport
import Testing

/// Answers that wait for a person, over HTTP.
@Suite(.serialized) struct DraftAPITests {
    private static let phone = "919876543210"

    private static func draft(_ patient: Any?) -> [String: Any]? {
        (patient as? [String: Any])?["draft"] as? [String: Any]
    }

    @Test(arguments: Backing.available)
    func `it is shown, sent by a person in their words, and does not come twice`(on backing: Backing) async throws {
        try await RunningProduct.with(backing) { product in
            let doctor = product.doctor
            #expect(try await doctor.call(.PATCH, "/api/clinic", #"{"assistant":"draft"}"#).status == 200)
            let asha = try await product.sandbox.addPatient(name: "Asha", phone: Self.phone)
            _ = await product.sandbox.control("POST", "messages", ["patient": .string(asha.id), "text": "Hello"])
            let id = try await doctor.patient(withPhone: Self.phone)
            let draft = try await eventually("the draft") {
                Self.draft(try await doctor.call(.GET, "/api/live-chat/patient-info/\(id)").json["patient"])
            }
            #expect(
                Set(draft.keys) == [
                    "id", "text", "topics", "kind", "model", "why", "rule", "is_medical", "made_at",
                ])
            #expect(draft["kind"] as? String == "fixed" && draft["rule"] as? String == "clinic_reads_first")
            let counts = try await doctor.call(.GET, "/api/patients/counts").json["counts"] as? [String: Int]
            #expect(counts?["draft"] == 1)
            let list = try await doctor.call(.GET, "/api/patients?filter=draft").json["patients"] as? [[String: Any]]
            #expect(list?.count == 1 && list?[0]["needs_human_reason"] as? String == "draft_waits")

            let name = draft["id"] as? String ?? ""
            func act(_ action: String, _ more: String = "", draft: String) async throws -> Desk.Answer {
                try await doctor.call(
                    .POST, "/api/live-chat/draft",
                    #"{"patientId":"\#(id)","draftId":"\#(draft)","action":"\#(action)"\#(more)}"#)
            }
            #expect(try await act("keep", draft: name).status == 422)
            #expect(try await act("send", #","text":" ""#, draft: name).status == 422)
            for wrong in ["nothing", UUID().uuidString] {
                let answer = try await act("send", draft: wrong)
                #expect(answer.status == 409 && answer.json["error_code"] as? String == "draft_is_stale")
            }
            let sent = try await act("send", #","text":"Good morning""#, draft: name)
            #expect(sent.status == 200 || sent.status == 202, "\(sent.text)")
            let row = try #require(sent.json["data"] as? [String: Any])
            #expect(row["message_body"] as? String == "Good morning" && row["author"] as? String == "doctor")
            let provenance = try #require(row["provenance"] as? [String: Any])
            #expect(provenance["is_edited"] as? Bool == true && provenance["approved_by"] is String)
            #expect(Self.draft(sent.json["patient"]) == nil)
            #expect((sent.json["patient"] as? [String: Any])?["is_bot_paused"] as? Bool == true)
            let again = try await act("send", draft: name)
            #expect((again.json["data"] as? [String: Any])?["id"] as? String == row["id"] as? String)
            #expect(try await act("discard", draft: name).status == 409)
        }
    }
}
