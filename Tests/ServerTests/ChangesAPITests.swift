import AsyncHTTPClient
import Conversations
import Foundation
import HTTPTypes
import NIOCore
import NIOHTTP1
import Sandbox
import TestSupport
import Testing

@testable import Server

/// What a page needs to stay up to date without reading everything again, over HTTP.
@Suite(.serialized) struct ChangesAPITests {
    @Test(arguments: Backing.available)
    func `the list says since when, and from there on only what has changed is answered`(
        on backing: Backing
    ) async throws {
        try await RunningProduct.with(backing) { product in
            let doctor = product.doctor
            let empty = try await doctor.call(.GET, "/api/patients").json
            #expect(empty["success"] as? Bool == true && empty["next_cursor"] is NSNull)
            let since = try #require(empty["since"] as? String)
            let one = try await product.writes("What are your clinic hours?", from: "919800000001")
            let two = try await product.writes("What are your clinic hours?", from: "919800000002")
            let first = try await doctor.changes(since, "filter=all")
            #expect(first.ids == [one, two] && first.gone.isEmpty)
            #expect(try await doctor.changes(first.since, "filter=all").ids.isEmpty)
            let row = try #require(first.rows.first { $0["id"] as? String == one })
            let listed = try await doctor.patients().first { $0["id"] as? String == one }
            #expect(Set(row.keys) == Set(try #require(listed).keys))
            #expect(row["list_rank"] is Int && row["last_activity_at"] is String)

            _ = try await doctor.toggle(one, pause: true)
            #expect(try await doctor.changes(since, "filter=manual").ids == [one])
            #expect(try await doctor.changes(since, "filter=manual").gone == [two])
            #expect(try await doctor.changes(since, "search=919800000002").ids == [two])
            let next = try await doctor.call(.GET, "/api/patients?limit=1").json
            let page = try await doctor.call(.GET, "/api/patients?limit=1&cursor=\(next["next_cursor"] ?? "")")
            #expect(next["since"] is String && page.status == 200 && page.json["since"] is NSNull)
        }
    }

    @Test func `a since that cannot be continued from is 410, and one beside a cursor 422`() async throws {
        try await RunningProduct.with(.sqlite) { product in
            let doctor = product.doctor
            let since = try #require(try await doctor.call(.GET, "/api/patients").json["since"] as? String)
            for number in 1...2 {
                _ = try await product.writes("What are your clinic hours?", from: "91980000000\(number)")
            }
            let long = String(repeating: "A", count: 3000)
            for wrong in ["", "7", "v1:AAAA", "%00", "%F0%9F%98%80", long, since.escaped + "&limit=1"] {
                let answer = try await doctor.call(.GET, "/api/patients?since=\(wrong)")
                #expect(answer.status == 410 && answer.json["error_code"] as? String == "read_again", "\(wrong)")
            }
            #expect(try await doctor.call(.GET, "/api/patients?since=\(since.escaped)&limit=0").status == 422)
            #expect(try await doctor.call(.GET, "/api/patients?since=\(since.escaped)&filter=new").status == 422)
            #expect(try await doctor.call(.GET, "/api/patients?since=\(since.escaped)&cursor=0_1_2").status == 422)
            #expect(try await doctor.another().call(.GET, "/api/patients?since=\(since.escaped)").status == 401)
        }
    }

    @Test(arguments: Backing.available)
    func `what changes a patient answers with the patient, and so does the history`(on backing: Backing) async throws {
        try await RunningProduct.with(backing) { product in
            let doctor = product.doctor
            let id = try await product.writes("What are your clinic hours?", from: "919800000001")
            let history = try await doctor.call(.GET, "/api/live-chat/messages/\(id)?limit=1").json
            #expect((history["patient"] as? [String: Any])?["id"] as? String == id)
            let after = try await doctor.call(.GET, "/api/live-chat/messages/\(id)?after=0").json
            #expect(after["patient"] is [String: Any])
            #expect(try await doctor.call(.GET, "/api/live-chat/messages/\(id)?before=9").json["patient"] == nil)

            let answers = [
                try await doctor.post("/api/live-chat/read", ["patientId": id, "seq": 1]),
                try await doctor.toggle(id, pause: true),
                try await doctor.send("Come today", to: id),
                try await doctor.post("/api/live-chat/needs-human/done", ["patientId": id]),
                try await doctor.post("/api/live-chat/needs-human/undo", ["patientId": id]),
            ]
            let members = Set(try await doctor.patient(id).keys)
            for answer in answers {
                let patient = try #require(answer.json["patient"] as? [String: Any], "\(answer.text)")
                #expect(answer.status == 200 && patient["id"] as? String == id && Set(patient.keys) == members)
                #expect(patient["unread_count"] as? Int == 0)
            }
            let paused = answers.map { ($0.json["patient"] as? [String: Any])?["is_bot_paused"] as? Bool }
            #expect(paused == [false, true, true, true, true])
        }
    }

    @Test func `an answer about one patient is compressed where the client takes it, the list never`() async throws {
        try await RunningProduct.with(.sqlite, settings: ["CORS_ORIGINS": "https://desk.example"]) { product in
            let doctor = product.doctor
            let since = try #require(try await doctor.call(.GET, "/api/patients").json["since"] as? String)
            let id = try await product.writes("What are your clinic hours?", from: "919800000001")
            let history = "/api/live-chat/messages/\(id)"
            let changes = "/api/patients?since=\(since.escaped)"
            for path in [history, "/api/live-chat/patient-info/\(id)", changes] {
                for (accepted, isPacked) in [("br, gzip;q=0.5", true), ("gzip;q=0", false), ("br", false)] {
                    let answer = try await doctor.call(.GET, path, headers: [("Accept-Encoding", accepted)])
                    #expect(answer.values("Content-Encoding") == (isPacked ? ["gzip"] : []), "\(path) \(accepted)")
                    #expect(answer.values("Vary") == ["Accept-Encoding", "Origin"])
                }
            }
            let unpacking = HTTPClient(eventLoopGroupProvider: .singleton, configuration: .singletonConfiguration)
            var request = doctor.request(history)
            request.headers.add(name: "Accept-Encoding", value: "gzip")
            let unpacked = try await unpacking.execute(request, timeout: .seconds(40))
            let text = String(buffer: try await unpacked.body.collect(upTo: 1 << 20))
            try await unpacking.shutdown()
            #expect(text == (try await doctor.call(.GET, history).text))

            // Two patients in one answer: what one writes must not tell what the other wrote.
            _ = try await product.writes("What are your clinic hours?", from: "919800000002")
            for path in ["/api/patients", changes, "/api/patients/counts", "/api/session"] {
                let answer = try await doctor.call(.GET, path, headers: [("Accept-Encoding", "gzip")])
                #expect(answer.status == 200 && answer.values("Content-Encoding").isEmpty, "\(path)")
            }
        }
    }

    @Test(arguments: [
        ("gzip", true), ("GZIP", true), ("deflate, gzip;q=1.0, *;q=0.5", true), ("*", true), ("gzip;q=0.001", true),
        ("", false), ("gzip;q=0", false), ("gzip; q=0.000", false), ("*, gzip;q=0", false), ("identity", false),
        ("xgzip", false), (",;,", false),
    ])
    func `a client takes gzip where it says so`(accepted: String, isTaken: Bool) {
        #expect(Gzip.isAccepted(by: [.acceptEncoding: accepted]) == isTaken)
    }
}

extension Desk.Answer {
    fileprivate func values(_ name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }
}

private struct Changes {
    let rows: [[String: Any]]
    let gone: Set<String>
    let since: String

    var ids: Set<String> { Set(rows.compactMap { $0["id"] as? String }) }
}

extension Desk {
    fileprivate func changes(_ since: String, _ query: String) async throws -> Changes {
        let answer = try await call(.GET, "/api/patients?since=\(since.escaped)&\(query)")
        #expect(answer.status == 200 && answer.json["success"] as? Bool == true, "\(answer.text)")
        return Changes(
            rows: try #require(answer.json["patients"] as? [[String: Any]]),
            gone: Set(try #require(answer.json["gone"] as? [String])),
            since: try #require(answer.json["since"] as? String))
    }
}

extension String {
    fileprivate var escaped: String { addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }
}

extension RunningProduct {
    /// A patient's message. Returns the patient's id once everything is quiet: the assistant has handed over or answered.
    fileprivate func writes(_ text: String, from phone: String) async throws -> String {
        let patient = try await sandbox.addPatient(name: "Asha", phone: phone)
        _ = try await sandbox.write(text, from: patient)
        let id = try await doctor.patient(withPhone: phone)
        try await eventually("the assistant's answer has arrived") {
            let newest = try await doctor.messages(id).last
            return newest?["direction"] as? String == "outgoing" && newest?["status"] as? String == "delivered"
                ? true : nil
        }
        return id
    }
}
