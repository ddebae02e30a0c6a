import Conversations
import JSON
import NIOHTTP1

extension CloudAPIClient {
    /// Blocks somebody, or ends that. Throws also where Meta says so of this one person in the list of those that failed.
    func setBlocked(
        _ isBlocked: Bool, _ person: Recipient, for credentials: Credentials
    ) async throws(GraphTrouble) {
        let user: JSONValue =
            switch person {
            case .phone(let number): ["user": .string("+" + number.text)]
            case .userID(let id): ["user_id": .string(id.text)]
            }
        let question = Question(
            path: [credentials.phoneNumberID.text, "block_users"], method: isBlocked ? .POST : .DELETE,
            body: ["messaging_product": "whatsapp", "block_users": [user]])
        let (status, json) = try await answer(to: question, with: credentials.token)
        // The reason stands beside the person; the error only says that there is one.
        if let failed = (json?["block_users"]?["failed_users"]).elements.first {
            throw .refused(
                GraphError(code: failed["errors"].elements.first?["code"]?.integer ?? 139_100, httpStatus: status))
        }
        if let error = GraphError(body: json, httpStatus: status, retryAfter: nil) { throw .refused(error) }
        guard (200..<300).contains(status), json?["block_users"] != nil || json?["success"]?.flag == true else {
            throw status >= 500 ? .unreachable("http_\(status)") : .unreadable
        }
    }
}
