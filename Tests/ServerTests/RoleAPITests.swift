import Conversations
import Foundation
@testable import Server
import Storage
import TestSupport
import Testing

/// What a receptionist may not do, over HTTP.
@Suite(.serialized) struct RoleAPITests {
    @Test(arguments: Backing.available)
    func `a receptionist reads the clinic's settings and decides nothing`(on backing: Backing) async throws {
        try await RunningProduct.with(backing) { product in
            let people = product.composition.database.operator
            let clinic = try #require(try await people.clinics().first?.clinic.id)
            let hash = try await PasswordHasher(cost: 1 << 10).hash(PreparedPassword(RunningProduct.password))
            _ = try await people.addAccount(
                name: "Asha", email: "asha@clinic.example", passwordHash: hash, to: clinic)
            let asha = product.doctor.another()
            try await asha.signIn("asha@clinic.example", RunningProduct.password)
            func role(_ desk: Desk) async throws -> String? {
                (try await desk.call(.GET, "/api/session").json["account"] as? [String: Any])?["role"] as? String
            }
            #expect(try await role(asha) == "receptionist")
            #expect(try await role(product.doctor) == "doctor")
            #expect(try await asha.call(.GET, "/api/clinic").status == 200)
            let refused: [(Desk.Method, String, String?)] = [
                (.PATCH, "/api/clinic", #"{"alarm_minutes":5}"#), (.PATCH, "/api/clinic", "{}"),
                (.GET, "/api/whatsapp", nil), (.PUT, "/api/whatsapp", #"{"access_token":"x"}"#),
                (.POST, "/api/whatsapp/check", nil), (.DELETE, "/api/held", nil),
            ]
            for (method, path, body) in refused {
                let answer = try await asha.call(method, path, body)
                #expect(answer.status == 403 && answer.json["error_code"] as? String == "doctor_only", "\(answer.text)")
            }
            #expect(try await product.doctor.call(.GET, "/api/whatsapp").status == 200)
            // From the next request on.
            _ = try await people.setRole(.doctor, email: "asha@clinic.example")
            #expect(try await role(asha) == "doctor")
            #expect(try await asha.call(.PATCH, "/api/clinic", #"{"alarm_minutes":5}"#).status == 200)
        }
    }
}
