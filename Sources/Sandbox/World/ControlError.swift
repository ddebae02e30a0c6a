/// Why the control API refuses a call, in a sentence for a person.
package enum ControlError: Error, Equatable {
    case invalid(String)
    case missing(String)
    case conflict(String)
    case forbidden(String)

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
