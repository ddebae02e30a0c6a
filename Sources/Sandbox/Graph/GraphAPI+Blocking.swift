import Hummingbird
import HummingbirdCore

extension GraphAPI {
    private static let blockLimit = 1_000

    func blockedUsers(_ clinic: SandboxClinic, _ exchange: Exchange) async throws -> Response {
        var people: [JSON] = []
        for id in await world.number(clinic).blocked {
            guard let patient = await world.patient(id) else { continue }
            let person = JSON.members([
                "messaging_product": "whatsapp", "wa_id": patient.digits.map(JSON.string),
                "user_id": .string(patient.userID), "input": .string(patient.digits ?? patient.userID),
            ])
            people.append(person)
        }
        return try .json(Page(exchange).answer(people))
    }

    /// Blocks those who have written within 24 hours, and names the others.
    func block(_ clinic: SandboxClinic, _ exchange: Exchange) async throws -> Response {
        try await change(exchange, done: "added_users", failure: 131_047) { await world.block($0, by: clinic) }
    }

    func unblock(_ clinic: SandboxClinic, _ exchange: Exchange) async throws -> Response {
        try await change(exchange, done: "removed_users", failure: 131_026) { patient in
            await world.unblock(patient, by: clinic)
            return true
        }
    }

    private func change(
        _ exchange: Exchange, done: String, failure: Int, _ work: (SandboxPatient) async -> Bool
    ) async throws -> Response {
        let inputs = try inputs(exchange)
        var changed: [JSON] = []
        var failed: [JSON] = []
        for input in inputs {
            let patient = await world.patient(input)
            if let patient, await work(patient) {
                changed.append(Self.person(input, patient))
            } else {
                failed.append(Self.failure(input, patient, failure))
            }
        }
        var users: [String: JSON] = [:]
        if !changed.isEmpty { users[done] = .array(changed) }
        if !failed.isEmpty { users["failed_users"] = .array(failed) }
        var answer: [String: JSON] = ["messaging_product": "whatsapp", "block_users": .object(users)]
        if !failed.isEmpty { answer["error"] = GraphError(code: 139_100).json["error"] }
        return .json(.object(answer), status: changed.isEmpty ? 400 : 200)
    }

    private func inputs(_ exchange: Exchange) throws -> [String] {
        let body = try object(exchange)
        guard body["messaging_product"] == "whatsapp" else {
            throw GraphError.missing("messaging_product must be 'whatsapp'.")
        }
        let people = body["block_users"]?.array ?? []
        guard (1...Self.blockLimit).contains(people.count) else {
            throw GraphError.invalid("block_users must be 1 to \(Self.blockLimit) people.")
        }
        return try people.map { person in
            guard let input = person["user"]?.string ?? person["user_id"]?.string else {
                throw GraphError.missing("block_users[].user is missing.")
            }
            return input
        }
    }

    private static func person(_ input: String, _ patient: SandboxPatient?) -> JSON {
        let byNumber = !MetaIdentifier.isUser(input)
        let digits = patient?.digits ?? input.filter(\.isASCIIDigit)
        return .members([
            "input": .string(input), "wa_id": byNumber ? .string(digits) : nil,
            "user_id": byNumber ? nil : .string(input),
        ])
    }

    private static func failure(_ input: String, _ patient: SandboxPatient?, _ code: Int) -> JSON {
        let error: JSON = [
            "message": "Re-engagement required", "code": .integer(code),
            "error_data": ["details": "No message from this user in the last 24 hours"],
        ]
        var members = person(input, patient).object ?? [:]
        members["errors"] = [error]
        return .object(members)
    }
}
