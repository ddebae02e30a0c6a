/// Why the sandbox refuses a call of its control API, in a sentence for a human reader.
package enum SandboxError: Error, Equatable {
    case invalid(String)
    case missing(String)
    case conflict(String)
    case forbidden(String)

    /// The HTTP status of the control API's answer.
    var status: Int {
        switch self {
        case .invalid: 400
        case .missing: 404
        case .conflict: 409
        case .forbidden: 403
        }
    }

    var message: String {
        switch self {
        case .invalid(let text), .missing(let text), .conflict(let text), .forbidden(let text): text
        }
    }
}
