import Conversations
import Foundation
@testable import Server
import Storage
import TestSupport
import Testing

/// What the assistant may say, over HTTP.
@Suite(.serialized) struct KnowledgeAPITests {
    private static func topics(_ desk: Desk) async throws -> [[String: Any]] {
        try #require(try await desk.call(.GET, "/api/knowledge").json["topics"] as? [[String: Any]])
    }

    private static func topic(_ desk: Desk, _ method: Desk.Method, _ path: String, _ body: String) async throws
        -> [String: Any]
    {
        let answer = try await desk.call(method, path, body)
        #expect(answer.status == 200, "\(answer.text)")
        return try #require(answer.json["topic"] as? [String: Any])
    }

    private static func receptionist(_ product: RunningProduct) async throws -> Desk {
        let people = product.composition.database.operator
        let clinic = try #require(try await people.clinics().first?.clinic.id)
        let hash = try await PasswordHasher(cost: 1 << 10).hash(PreparedPassword(RunningProduct.password))
        _ = try await people.addAccount(name: "Asha", email: "asha@clinic.example", passwordHash: hash, to: clinic)
        let asha = product.doctor.another()
        try await asha.signIn("asha@clinic.example", RunningProduct.password)
        return asha
    }

    @Test(arguments: Backing.available)
    func `a topic is added, approved by a doctor alone, and loses that with its words`(on backing: Backing)
        async throws
    {
        try await RunningProduct.with(backing) { product in
            let asha = try await Self.receptionist(product)
            let fever = try await Self.topic(
                asha, .POST, "/api/knowledge", #"{"title":" Fever ","answer":"Take one paracetamol tablet."}"#)
            #expect(fever["kind"] as? String == "medical" && fever["is_approved"] as? Bool == false)
            #expect(fever["title"] as? String == "Fever" && fever["approved_by"] is NSNull)
            #expect(fever["used"] as? Int == 0 && fever["last_used_at"] is NSNull && fever["updated_at"] is String)
            let path = "/api/knowledge/\(try #require(fever["id"] as? String))"
            for body in [#"{"is_approved":true}"#, #"{"kind":"administrative"}"#] {
                let answer = try await asha.call(.PUT, path, body)
                #expect(answer.status == 403 && answer.json["error_code"] as? String == "doctor_only")
            }
            let approved = try await Self.topic(product.doctor, .PUT, path, #"{"is_approved":true}"#)
            #expect(approved["is_approved"] as? Bool == true && approved["approved_by"] as? String == "Dr Anita Rao")
            #expect(approved["approved_at"] is String)
            let changed = try await Self.topic(asha, .PUT, path, #"{"answer":"Take two paracetamol tablets."}"#)
            #expect(changed["is_approved"] as? Bool == false && changed["approved_at"] is NSNull)
            #expect(try await Self.topics(asha).count == 3)
            let ravi = try await product.anotherClinic()
            for (method, body) in [(Desk.Method.PUT, #"{"answer":"x"}"#), (.DELETE, nil)] as [(Desk.Method, String?)] {
                #expect(try await ravi.call(method, path, body).status == 404)
            }
            #expect(try await asha.call(.DELETE, path).status == 200)
            #expect(try await asha.call(.DELETE, path).status == 404)
        }
    }

    @Test func `what cannot be a topic is refused in words`() async throws {
        try await RunningProduct.with(.sqlite) { product in
            let long = String(repeating: "x", count: 4097)
            let refused: [(Desk.Method, String, String, Int)] = [
                (.POST, "", #"{"title":"","answer":"x"}"#, 422), (.POST, "", #"{"title":"A"}"#, 400),
                (.POST, "", #"{"title":"A","answer":" "}"#, 422),
                (.POST, "", #"{"title":"A","answer":"<!-- nothing -->"}"#, 422),
                (.POST, "", #"{"title":"A","answer":"\#(long)"}"#, 422),
                (.POST, "", #"{"title":"A","answer":"x","kind":"other"}"#, 422),
                (.POST, "", #"{"title":"clinic HOURS","answer":"x"}"#, 409),
                (.POST, "", #"{"title":"A","answer":"x","unanswered":"none"}"#, 422),
                (.PUT, "/order", #"{"ids":["x"]}"#, 422), (.PUT, "/order", #"{"ids":"x"}"#, 400),
                (.PUT, "/none", #"{"answer":"x"}"#, 404), (.POST, "/ask", #"{"question":" "}"#, 422),
                (.POST, "/import", #"{"markdown":"nothing"}"#, 422), (.DELETE, "/unanswered/none", "", 404),
            ]
            for (method, path, body, status) in refused {
                let answer = try await product.doctor.call(method, "/api/knowledge\(path)", body.isEmpty ? nil : body)
                #expect(answer.status == status, "\(path) \(body.prefix(60)): \(answer.text)")
                #expect((answer.json["error"] as? String)?.isEmpty == false)
            }
            #expect(try await Self.topics(product.doctor).count == 2)
        }
    }

    @Test(arguments: Backing.available)
    func `a file is imported, never approves, and comes out as it went in`(on backing: Backing) async throws {
        try await RunningProduct.with(backing) { product in
            let file =
                ###"{"markdown":"## Parking\n\nBehind the house.\n\n## Pills\n\n<!-- medical -->\nAsk the doctor."}"###
            let report = try await product.doctor.call(.POST, "/api/knowledge/import", file).json
            #expect(report["added"] as? Int == 2 && report["removed"] as? Int == 0 && report["kept"] as? Int == 0)
            #expect(report["unapproved"] as? [String] == ["Parking", "Pills"])
            #expect(report["medical"] as? [String] == ["Pills"])
            let text = try await product.doctor.call(.GET, "/api/knowledge/export").text
            #expect(text.contains("## Pills\n\n<!-- medical -->\n<!-- not approved -->\nAsk the doctor."))
            #expect(text.contains("## Clinic hours\n\n<!-- administrative -->\nWe're open"))
            let body = try #require(String(data: try JSONEncoder().encode(["markdown": text]), encoding: .utf8))
            let again = try await product.doctor.call(.POST, "/api/knowledge/import?replace", body).json
            #expect(again["kept"] as? Int == 4 && again["changed"] as? Int == 0 && again["removed"] as? Int == 0)
            let whole = try await product.doctor.call(
                .POST, "/api/knowledge/import?replace", ###"{"markdown":"## Parking\nBehind the house."}"###
            ).json
            #expect(whole["removed"] as? Int == 3 && whole["kept"] as? Int == 1)
            #expect(try await Self.topics(product.doctor).map { $0["title"] as? String } == ["Parking"])
        }
    }

    @Test func `what the assistant would say is told, and neither sent nor stored`() async throws {
        try await RunningProduct.with(.sqlite) { product in
            let known = try await product.doctor.call(
                .POST, "/api/knowledge/ask", #"{"question":"What are your clinic hours?"}"#
            ).json
            #expect(known["answer"] as? String == "We're open 9 AM – 6 PM, Monday to Saturday.")
            #expect(known["topics"] as? [String] == ["Clinic hours"] && known["needs_human"] as? Bool == false)
            #expect(known["reason"] is NSNull && known["red_flag"] is NSNull)
            let unknown = try await product.doctor.call(
                .POST, "/api/knowledge/ask", #"{"question":"Do you repair bicycles?"}"#
            ).json
            #expect(unknown["needs_human"] as? Bool == true && unknown["reason"] as? String == "assistant_unsure")
            #expect(try await Self.topics(product.doctor).allSatisfy { $0["used"] as? Int == 0 })
            let questions = try await product.doctor.call(.GET, "/api/knowledge/unanswered").json
            #expect((questions["questions"] as? [Any])?.isEmpty == true)
            #expect(try await product.doctor.another().call(.POST, "/api/knowledge/ask", "{}").status == 401)
        }
    }

    @Test func `the assistant is not asked without end, and each clinic for itself`() {
        let limit = AskLimit(2, in: .seconds(60))
        let (one, other, start) = (ClinicID.make(), ClinicID.make(), ContinuousClock.now)
        #expect(limit.wait(for: one, at: start) == nil && limit.wait(for: one, at: start) == nil)
        #expect(limit.wait(for: one, at: start + .seconds(20)) == 41)
        #expect(limit.wait(for: other, at: start) == nil)
        #expect(limit.wait(for: one, at: start + .seconds(61)) == nil)
    }
}
