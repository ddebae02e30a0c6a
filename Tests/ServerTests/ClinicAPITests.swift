import Conversations
import Foundation
import Logging
import Sandbox
@testable import Server
import Storage
import TestSupport
import Testing

/// The clinic's settings, the counts, and what was looked at, over HTTP.
@Suite(.serialized) struct ClinicAPITests {
    private static func clinic(_ desk: Desk) async throws -> [String: Any] {
        try await desk.call(.GET, "/api/clinic").json["clinic"] as? [String: Any] ?? [:]
    }

    @Test(arguments: Backing.available)
    func `settings are read and changed, some at a time`(on backing: Backing) async throws {
        try await RunningProduct.with(backing) { product in
            let doctor = product.doctor
            let before = try await Self.clinic(doctor)
            let members: Set = [
                "name", "address", "time_zone", "alarm_minutes", "read_receipts", "assistant", "emergency_text",
                "opening_hours", "holidays", "languages", "models", "budget", "transcribe", "describe_pictures",
                "quiet_ms", "resume_after_minutes",
            ]
            #expect(Set(before.keys) == members)
            #expect(before["assistant"] as? String == "answer")
            #expect(before["quiet_ms"] is NSNull && before["resume_after_minutes"] is NSNull)
            #expect(before["opening_hours"] is NSNull && (before["holidays"] as? [Any])?.isEmpty == true)
            #expect(before["models"] as? String == "any" && before["budget"] is NSNull)
            #expect(before["read_receipts"] as? Bool == false)
            #expect(before["transcribe"] as? Bool == false && before["describe_pictures"] as? Bool == false)
            #expect(before["time_zone"] as? String == "Asia/Kolkata" && before["alarm_minutes"] as? Int == 10)
            let body =
                #"{"name":"  Smile\u200E Dental\u200F ","address":"12 MG Road\nPune","time_zone":"US/Eastern","alarm_minutes":1440,"read_receipts":true,"assistant":"draft"}"#
            let answer = try await doctor.call(.PATCH, "/api/clinic", body)
            #expect(answer.status == 200 && answer.json["success"] as? Bool == true, "\(answer.text)")
            let after = try await Self.clinic(doctor)
            #expect(after["name"] as? String == "Smile Dental" && after["address"] as? String == "12 MG Road\nPune")
            #expect(after["time_zone"] as? String == "US/Eastern" && after["alarm_minutes"] as? Int == 1440)
            #expect(after["read_receipts"] as? Bool == true)
            #expect(after["assistant"] as? String == "draft")
            for (quiet, resume) in [("0", "5"), ("120000", "10080"), ("null", "null")] {
                let times = #"{"quiet_ms":\#(quiet),"resume_after_minutes":\#(resume)}"#
                #expect(try await doctor.call(.PATCH, "/api/clinic", times).status == 200)
                let clinic = try await Self.clinic(doctor)
                #expect(
                    clinic["quiet_ms"] as? Int == Int(quiet) && clinic["resume_after_minutes"] as? Int == Int(resume))
            }
            _ = try await doctor.call(.PATCH, "/api/clinic", #"{"address":null}"#)
            #expect(try await Self.clinic(doctor)["address"] is NSNull)
            #expect(try await doctor.call(.PATCH, "/api/clinic", "{}").status == 200)
            let session = try await doctor.call(.GET, "/api/session").json["doctor"] as? [String: Any]
            #expect(session?["clinic_name"] as? String == "Smile Dental")
            #expect(try await doctor.another().call(.GET, "/api/clinic").status == 401)
            #expect(try await doctor.another().call(.PATCH, "/api/clinic", "{}").status == 401)
        }
    }

    @Test(arguments: Backing.available)
    func `an emergency text of the clinic stands beside the shipped one until it is given up`(
        on backing: Backing
    ) async throws {
        try await RunningProduct.with(backing) { product in
            let doctor = product.doctor
            func text(_ member: String, _ kind: String = "general") async throws -> String {
                let answer = try await doctor.call(.GET, "/api/clinic").json[member] as? [String: Any]
                let texts = answer?["emergency_text"] as? [String: [String: String]]
                return texts?[kind]?["hi_Latn"] ?? ""
            }
            let shipped = try await text("shipped")
            #expect(shipped.contains("108") && !shipped.contains("14416"))
            #expect(try await text("shipped", "self_harm").contains("14416"))
            #expect(try await text("clinic") == shipped)
            let own = #"{"emergency_text":{"general":{"hi_Latn":"108 par phone karein."}}}"#
            #expect(try await doctor.call(.PATCH, "/api/clinic", own).status == 200)
            #expect(try await text("clinic") == "108 par phone karein.")
            #expect(try await text("shipped") == shipped)
            let back = #"{"emergency_text":{"general":{"hi_Latn":null}}}"#
            #expect(try await doctor.call(.PATCH, "/api/clinic", back).status == 200)
            #expect(try await text("clinic") == shipped)
            let wrong = #"{"emergency_text":{"self_harm":{"mr":"14416"}}}"#
            let refused = try await doctor.call(.PATCH, "/api/clinic", wrong)
            #expect(refused.status == 422)
            #expect(refused.text.contains(#"\"emergency_text.self_harm.mr\" must be"#), "\(refused.text)")
        }
    }

    @Test(arguments: Backing.available)
    func `models and their budget are decided, and today's use is shown`(on backing: Backing) async throws {
        try await RunningProduct.with(backing) { product in
            let doctor = product.doctor
            let body = #"{"models":"house","budget":{"calls":5,"tokens":null}}"#
            #expect(try await doctor.call(.PATCH, "/api/clinic", body).status == 200)
            let clinic = try await Self.clinic(doctor)
            let budget = clinic["budget"] as? [String: Any]
            #expect(clinic["models"] as? String == "house" && budget?["calls"] as? Int == 5)
            #expect(budget?["tokens"] is NSNull)
            _ = try await doctor.call(.PATCH, "/api/clinic", #"{"transcribe":true,"describe_pictures":true}"#)
            let reading = try await Self.clinic(doctor)
            #expect(reading["transcribe"] as? Bool == true && reading["describe_pictures"] as? Bool == true)
            #expect(reading["models"] as? String == "house", "the rest stays")
            let day = try await doctor.call(.GET, "/api/clinic/models").json
            #expect(day["transcribe_by"] as? [String] == [] && day["describe_by"] as? [String] == [])
            #expect(day["calls"] as? Int == 0 && day["tokens"] as? Int == 0 && day["note"] is NSNull)
            #expect(day["has_house_model"] as? Bool == false && (day["day"] as? String)?.count == 10)
            #expect((day["models"] as? [Any])?.isEmpty == true && day["budget"] is [String: Any])
            #expect(try await doctor.another().call(.GET, "/api/clinic/models").status == 401)
            _ = try await doctor.call(.PATCH, "/api/clinic", #"{"budget":null}"#)
            #expect(try await Self.clinic(doctor)["budget"] is NSNull)
        }
    }

    @Test(arguments: Backing.available)
    func `one wrong value or type refuses the whole change and is named`(on backing: Backing) async throws {
        let wrong = [
            ("transcribe", ["\"true\"", "1", "null", "[]", "{}"]), ("describe_pictures", ["\"\"", "0", "null"]),
            ("models", ["\"\"", "\"gemini\"", "null", "true", "[\"any\"]", "\"Any\""]),
            (
                "budget",
                [
                    "0", "{}", "[]", "\"10\"", #"{"calls":0}"#, #"{"calls":-1,"tokens":5}"#, #"{"calls":1.5}"#,
                    #"{"calls":"5"}"#, #"{"calls":null,"tokens":null}"#, #"{"calls":5,"more":1}"#,
                    #"{"calls":1000000001}"#,
                ]
            ),
            ("quiet_ms", ["-1", "120001", "1.5", "\"3000\"", "true", "[]"]),
            ("resume_after_minutes", ["0", "4", "10081", "\"30\"", "5.5", "false", "{}"]),
            ("alarm_minutes", ["0", "1441", "-1", "\"10\"", "true", "null", "10.5", "[10]", "{}", "1e30"]),
            (
                "time_zone",
                [
                    "\"\"", "\"Nowhere/City\"", "\"IST\"", "\"GMT+5\"", "\"asia/kolkata\"", "5", "null",
                    "\"../etc/passwd\"", "[\"Asia/Kolkata\"]",
                ]
            ),
            (
                "name",
                [
                    "\"\"", "\" \"", "null", "7", "\"a\\nb\"", "\"a\\u0000\"", "\"\\u202Egnp.exe\"",
                    "\"a\\u2028b\"", "\"a\\u2029b\"", "\"\\u200F\\u061C\"", "\"a\\u2067b\"",
                    "\"\(String(repeating: "x", count: 201))\"",
                ]
            ),
            ("address", ["7", "[]", "\"a\\u0007\"", "\"\(String(repeating: "x", count: 1001))\""]),
            ("assistant", ["\"on\"", "\"\"", "true", "null", "[]"]),
            (
                "opening_hours",
                [
                    "[]", "{}", "7", #""09:00""#, #"{"mon":[]}"#, #"{"mon":null}"#, #"{"mon":["09:00","13:00"]}"#,
                    #"{"mon":[["09:00"]]}"#, #"{"mon":[["13:00","09:00"]]}"#, #"{"mon":[["09:00","09:00"]]}"#,
                    #"{"mon":[["09:00","13:00"],["12:59","15:00"]]}"#, #"{"monday":[["09:00","13:00"]]}"#,
                    #"{"mon":[["9:00","13:00"]]}"#, #"{"mon":[["09:00","24:01"]]}"#, #"{"mon":[["09:00","25:00"]]}"#,
                    #"{"mon":[["22:00","02:00"]]}"#, #"{"mon":[[9,13]]}"#, #"{"mon":{"0":["09:00","13:00"]}}"#,
                    #"{"mon":[["00:00","01:00"],["02:00","03:00"],["04:00","05:00"],["06:00","07:00"]]}"#,
                ]
            ),
            (
                "holidays",
                [
                    "null", "{}", #"["2027-01-26"]"#, #"[{"date":"2027-01-26"}]"#,
                    #"[{"date":"2027-02-29","name":"A"}]"#,
                    #"[{"date":"2027-1-26","name":"A"}]"#, #"[{"date":"2027-01-26","name":" "}]"#,
                    #"[{"date":"2027-01-26","name":"a\nb"}]"#, #"[{"date":"2027-01-26","name":"a\u2028b"}]"#,
                    #"[{"date":"2027-01-26","name":"\u200E"}]"#, #"[{"date":"2027-01-26","name":"A","open":true}]"#,
                    #"{"date":"2027-01-26","name":"A"}"#,
                    "[" + (0...100).map { _ in #"{"date":"2027-01-26","name":"A"}"# }.joined(separator: ",") + "]",
                ]
            ),
            ("languages", ["null", #""en""#, #"["xx"]"#, #"["en","en"]"#, "[1]"]),
            ("read_receipts", ["1", "\"true\"", "null", "[]"]),
            ("opening", ["1"]), ("id", ["\"x\""]),
        ]
        try await RunningProduct.with(backing) { product in
            let doctor = product.doctor
            let before = try await Self.clinic(doctor) as NSDictionary
            for (member, values) in wrong {
                for value in values {
                    let others = member == "alarm_minutes" ? "\"name\":\"Other\"" : "\"alarm_minutes\":3"
                    let answer = try await doctor.call(.PATCH, "/api/clinic", "{\(others),\"\(member)\":\(value)}")
                    #expect(answer.status == 422, "\(member): \(value): \(answer.text)")
                    #expect((answer.json["error"] as? String)?.contains("\"\(member)\"") == true, "\(answer.text)")
                }
            }
            #expect(try await doctor.call(.PATCH, "/api/clinic", "[]").status == 400)
            #expect(try await doctor.call(.PATCH, "/api/clinic", "{").status == 400)
            #expect(try await Self.clinic(doctor) as NSDictionary == before)
        }
    }

    @Test(arguments: Backing.available)
    func `hours, holidays and languages are kept as they were given, in order`(on backing: Backing) async throws {
        try await RunningProduct.with(backing) { product in
            let body = """
                {"opening_hours":{"mon":[["17:00","24:00"],["09:00","13:00"]],"tue":[["00:00","02:00"]],"sun":[]},
                "holidays":[{"date":"2027-10-29","name":" Diwali "},{"date":"2027-01-26","name":"Republic Day"}],
                "languages":["mr","en"]}
                """
            let answer = try await product.doctor.call(.PATCH, "/api/clinic", body)
            #expect(answer.status == 200, "\(answer.text)")
            let clinic = try await Self.clinic(product.doctor)
            let hours = clinic["opening_hours"] as? [String: [[String]]]
            #expect(
                hours?["mon"] == [["09:00", "13:00"], ["17:00", "24:00"]] && hours?["sun"] == [] && hours?.count == 7)
            let holidays = clinic["holidays"] as? [[String: String]]
            #expect(
                holidays == [
                    ["date": "2027-01-26", "name": "Republic Day"], ["date": "2027-10-29", "name": "Diwali"],
                ])
            #expect(clinic["languages"] as? [String] == ["mr", "en"])
            let reset = try await product.doctor.call(.PATCH, "/api/clinic", #"{"opening_hours":null,"holidays":[]}"#)
            #expect(reset.status == 200)
            #expect(try await Self.clinic(product.doctor)["opening_hours"] is NSNull)
        }
    }

    @Test(arguments: Backing.available)
    func `rows say who waits and up to where they are read, and the counts are those of the filters`(
        on backing: Backing
    ) async throws {
        try await RunningProduct.with(backing) { product in
            let doctor = product.doctor
            let asha = try await product.sandbox.addPatient(name: "Asha", phone: "919876543210")
            _ = try await product.sandbox.write("My knee hurts since yesterday", from: asha)
            try await product.waitUntilAccepted(1, by: "919876543210")
            let id = try await doctor.patient(withPhone: "919876543210")
            let row = try #require(await doctor.patients().first)
            #expect(row["waiting_since"] is String && row["read_seq"] as? Int == 0)
            let words = try #require(row["last_incoming_message"] as? [String: Any])
            #expect(words["message_body"] as? String == "My knee hurts since yesterday" && words["sent_at"] is String)
            #expect(words["media"] is NSNull)
            let counts = try await doctor.call(.GET, "/api/patients/counts").json["counts"] as? NSDictionary
            #expect(
                counts == ["all": 1, "needs_human": 1, "waiting": 1, "manual": 0, "unread": 1, "draft": 0, "urgent": 0])
            let waiting = try await doctor.call(.GET, "/api/patients?filter=waiting").json["patients"] as? [Any]
            #expect(waiting?.count == 1)
            let unknown = try await doctor.call(.GET, "/api/patients?filter=nobody")
            #expect(unknown.status == 422)
            for filter in PatientFilter.allCases { #expect(unknown.text.contains(filter.rawValue)) }
            try await Self.lookAndTakeBack(id, doctor)
        }
    }

    @Test(arguments: Backing.available)
    func `thanks in a takeover does not wait, a question does`(on backing: Backing) async throws {
        try await RunningProduct.with(backing) { product in
            let doctor = product.doctor
            let asha = try await product.sandbox.addPatient(name: "Asha", phone: "919876543210")
            _ = try await product.sandbox.write("Hello", from: asha)
            let id = try await doctor.patient(withPhone: "919876543210")
            _ = try await doctor.send("Hello, this is your doctor", to: id)
            for (text, waits) in [("Thank you doctor 🙏", false), ("But it still hurts", true)] {
                _ = try await product.sandbox.write(text, from: asha)
                try await eventually("it is stored") {
                    try await doctor.messages(id).last?["message_body"] as? String == text ? true : nil
                }
                #expect((try await doctor.patient(id)["waiting_since"] is String) == waits, "\(text)")
            }
            #expect(try await doctor.send("Come today", to: id).status == 200)
            #expect(try await doctor.patient(id)["waiting_since"] is NSNull)
        }
    }

    private static func lookAndTakeBack(_ id: String, _ doctor: Desk) async throws {
        for (seq, status) in [("-1", 422), ("\"1\"", 400), ("1.5", 400)] as [(String, UInt)] {
            let answer = try await doctor.call(
                .POST, "/api/live-chat/needs-human/done", "{\"patientId\":\"\(id)\",\"seq\":\(seq)}")
            #expect(answer.status == status, "\(seq): \(answer.text)")
        }
        _ = try await doctor.post("/api/live-chat/needs-human/done", ["patientId": id])
        #expect(try await doctor.patient(id)["needs_human"] as? Bool == true, "nobody has read it")
        _ = try await doctor.post("/api/live-chat/needs-human/done", ["patientId": id, "seq": 1])
        let done = try await doctor.patient(id)
        #expect(done["needs_human"] as? Bool == false && done["waiting_since"] is NSNull)
        #expect(done["last_incoming_message"] is NSNull)
        #expect(try await doctor.post("/api/live-chat/needs-human/undo", ["patientId": id]).status == 200)
        #expect(try await doctor.patient(id)["needs_human"] as? Bool == true)
        let again = try await doctor.post("/api/live-chat/needs-human/undo", ["patientId": id])
        #expect(again.status == 409 && again.json["error_code"] as? String == "nothing_to_undo")
        let unknown = try await doctor.post("/api/live-chat/needs-human/undo", ["patientId": "\(PatientID.make())"])
        #expect(unknown.status == 404)
    }

    @Test(arguments: TestEngine.available)
    func `the alarm is raised by the worker, also one that was due before it started`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let first = try await clinic.patientWrites("My tooth hurts")
            clinic.clock.advance(by: .seconds(600))
            let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let worker = Task { [database = clinic.database] in
                try await AlarmWorker(alarms: database.alarms, logger: quiet).run()
            }
            try await eventually("the first alarm") {
                try await clinic.patient(first).needsHuman == .waiting ? true : nil
            }
            let second = try await clinic.patientWrites("Mine too", from: "919800000001")
            clinic.clock.advance(by: .seconds(600))
            try await eventually("the second") { try await clinic.patient(second).needsHuman == .waiting ? true : nil }
            worker.cancel()
            _ = await worker.result
        }
    }
}
