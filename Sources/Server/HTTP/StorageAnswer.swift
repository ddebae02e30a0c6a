import HTTPTypes
import Logging
import Storage

extension ServerEnvironment {
    /// Runs a call of the store. A refusal and an answer of ours pass; anything else means that storage is failing,
    /// and is logged by its type alone, since an engine's words may hold data.
    func stored<Value>(_ call: () async throws -> Value) async throws -> Value {
        do {
            return try await call()
        } catch let refusal as Refusal {
            throw APIError(refusal)
        } catch let error as APIError {
            throw error
        } catch is CancellationError {
            throw APIError.unavailable
        } catch {
            logger.error("storage failed", metadata: ["error.type": "\(type(of: error))"])
            throw APIError.unavailable
        }
    }
}

extension APIError {
    init(_ refusal: Refusal) {
        switch refusal {
        case .clientMessageIDTaken:
            self.init(
                .conflict, "client_message_id_taken", "This clientMessageId belongs to a message to another patient.")
        case .badCursor:
            self.init(.unprocessableContent, "bad_cursor", "\"cursor\" must be a next_cursor of this list.")
        case .emailTaken: self.init(.conflict, "email_taken", "This email address is taken.")
        case .phoneNumberIDTaken: self.init(.conflict, "phone_number_id_taken", "This phone number id is taken.")
        }
    }
}
