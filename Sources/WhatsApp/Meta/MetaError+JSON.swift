import Conversations
import JSON

extension MetaError {
    /// The elements of an `errors` array, at most twenty of them.
    static func list(_ errors: JSONElement?) -> [MetaError] {
        errors.elements.prefix(20).map { error in
            MetaError(
                code: error["code"]?.integer,
                title: Bounded.text(error["title"] ?? error["message"], limit: 500) ?? "",
                details: Bounded.text(error["error_data"]?["details"] ?? error["message"], limit: 2000) ?? "")
        }
    }
}
