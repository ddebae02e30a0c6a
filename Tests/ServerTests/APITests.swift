import Conversations
import Foundation
import Sandbox
import Server
import Storage
import TestSupport
import Testing

/// What the API answers, over HTTP.
@Suite(.serialized) struct APITests {
    private static let number = "700800900100777" as PhoneNumberID

    @Test(arguments: Backing.available)
    func `a clinic without a token is told that it is not connected, and no error of WhatsApp`(
        on backing: Backing
    ) async throws {
        try await RunningProduct.with(backing) { product in
            _ = try await product.composition.database.operator.add(
                NewClinic(
                    doctorName: "Dr Ravi Nair", email: "ravi@clinic.example", phoneNumber: "919000000777",
                    phoneNumberID: Self.number,
                    passwordHash: try await PasswordHasher(cost: 1 << 10).hash(
                        PreparedPassword(RunningProduct.password))))
            let ravi = product.doctor.another()
            try await ravi.signIn("ravi@clinic.example", RunningProduct.password)
            try await product.deliver("Hello", to: Self.number)
            let id = try await ravi.patient(withPhone: "919876543210")

            let answer = try await ravi.send("Hello, this is your doctor", to: id)
            #expect(answer.status == 400, "\(answer.text)")
            #expect((answer.json["error"] as? String)?.contains("not connected to WhatsApp") == true)
            #expect(answer.json["errorCode"] is NSNull)
            #expect(answer.json["canRetry"] as? Bool == true)
            #expect(answer.json["details"] as? String == "WhatsApp reported no error of its own.")
            let row = try #require(answer.json["data"] as? [String: Any])
            #expect(row["error_code"] is NSNull && row["status"] as? String == "failed")
            #expect(!answer.text.contains("error 0"))
        }
    }

    @Test(arguments: Backing.available)
    func `a patient that isn't there is 404 at every address, also where the id isn't a UUID`(
        on backing: Backing
    ) async throws {
        try await RunningProduct.with(backing) { product in
            let doctor = product.doctor
            for id in ["not-a-uuid", "7", PatientID.make().description] {
                let answers = [
                    try await doctor.call(.GET, "/api/live-chat/messages/\(id)"),
                    try await doctor.call(.GET, "/api/live-chat/patient-info/\(id)"),
                    try await doctor.send("Hello", to: id),
                    try await doctor.toggle(id, pause: true),
                    try await doctor.toggle(id, pause: false),
                    try await doctor.post("/api/live-chat/read", ["patientId": id, "seq": 1]),
                    try await doctor.post("/api/live-chat/needs-human/done", ["patientId": id]),
                ]
                for answer in answers {
                    #expect(answer.status == 404, "\(id): \(answer.text)")
                    #expect(answer.json["error_code"] as? String == "patient_not_found")
                }
            }
        }
    }

    @Test(arguments: Backing.available)
    func `who is signed in has the same members as ever`(on backing: Backing) async throws {
        try await RunningProduct.with(backing) { product in
            let session = try await product.doctor.call(.GET, "/api/session").json
            let doctor = try #require(session["doctor"] as? [String: Any])
            #expect(Set(doctor.keys) == ["id", "name", "email", "clinic_name"])
            #expect(doctor["name"] as? String == "Dr Anita Rao" && doctor["clinic_name"] as? String == "Aurora Clinic")
            let account = try #require(session["account"] as? [String: Any])
            #expect(Set(account.keys) == ["id", "name", "email", "role"])
            #expect(account["email"] as? String == RunningProduct.email)

            try await product.deliver("Hello", to: TestClinic.number)
            let id = try await product.doctor.patient(withPhone: "919876543210")
            #expect(try await product.doctor.toggle(id, pause: true).status == 200)
            let paused = try await product.doctor.patient(id)
            #expect(paused["bot_paused_by"] as? String == doctor["id"] as? String)
            #expect(paused["bot_paused_by_name"] as? String == "Dr Anita Rao")
            #expect(paused["is_bot_paused"] as? Bool == true && paused["bot_paused_at"] is String)
            #expect(try await product.doctor.toggle(id, pause: false).status == 200)
            #expect(try await product.doctor.patient(id)["bot_paused_by"] is NSNull)
        }
    }
}

extension RunningProduct {
    /// A patient's message to one of several numbers.
    fileprivate func deliver(_ text: String, to number: PhoneNumberID) async throws {
        let body = """
            {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{
            "messaging_product":"whatsapp","metadata":{"display_phone_number":"1","phone_number_id":"\(number.text)"},
            "contacts":[{"profile":{"name":"Asha"},"wa_id":"919876543210"}],
            "messages":[{"from":"919876543210","id":"wamid.\(UUID())","timestamp":"\(Int(Date().timeIntervalSince1970))",
            "type":"text","text":{"body":"\(text)"}}]}}]}]}
            """
        let answer = await sandbox.control("POST", "webhook", ["raw": .string(body)])
        #expect(answer.body["webhook_status"]?.integer == 200)
    }
}
