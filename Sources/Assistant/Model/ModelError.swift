import Conversations
import Logging

/// Why a model gave no answer, whoever serves it.
enum ModelError: Error, Equatable, Sendable {
    case timedOut
    case cancelled
    case unreachable
    case badKey(status: Int)
    case modelNotFound
    /// 429; `wait` is how long the service asks to wait, nil when waiting won't help today or no time was given.
    case quota(wait: Duration?)
    /// It may work in a moment; also while a model is being loaded.
    case unavailable(status: Int)
    /// Any other status, and an error in place of an answer. `word` is the service's own for it.
    case refused(status: Int, word: String?)
    case responseTooLarge
    /// The response is not one of this API.
    case malformed
    /// By the filter of the service, or by the model itself; `reason` is its word, where it says one.
    case blocked(reason: String?)
    /// Before the answer was complete.
    case stopped(reason: String)
    case empty
    /// A complete text that is not in the form that was asked for.
    case noAnswer
    /// A complete answer that is not for a patient.
    case unfit(UnfitReply)

    init(_ trouble: ModelCalling.Trouble) {
        self =
            switch trouble {
            case .tooLarge: .responseTooLarge
            case .cancelled: .cancelled
            case .timedOut: .timedOut
            case .unreachable: .unreachable
            }
    }

    /// What lies in the question or the answer is no fault of the service.
    var kind: ModelOutcome.Kind {
        switch self {
        case .cancelled: .cancelled
        case .blocked: .declined(.blocked)
        case .unfit: .declined(.unsure)
        case .stopped, .empty, .noAnswer: .declined(.failed)
        case .quota(let wait): .failed(retryAfter: wait)
        case .timedOut, .unreachable, .badKey, .modelNotFound, .unavailable, .refused, .responseTooLarge, .malformed:
            .failed(retryAfter: nil)
        }
    }

    /// How long to wait before the one retry; nil when it is not allowed or does not help.
    func wait(usually pause: Duration) -> Duration? {
        switch self {
        case .quota(let wait): wait
        case .unavailable, .unreachable: pause
        default: nil
        }
    }

    /// What the operator has to fix is an error; what passes by itself is a warning.
    var level: Logger.Level {
        switch self {
        case .badKey, .modelNotFound, .refused, .malformed, .responseTooLarge: .error
        case .timedOut, .unreachable, .quota, .unavailable, .empty, .stopped, .noAnswer, .unfit: .warning
        case .blocked: .notice
        case .cancelled: .debug
        }
    }

    /// Snake case, of what went wrong alone.
    var word: String {
        switch self {
        case .timedOut: "timed_out"
        case .cancelled: "cancelled"
        case .unreachable: "unreachable"
        case .badKey: "bad_key"
        case .modelNotFound: "not_found"
        case .quota: "quota"
        case .unavailable(let status): "unavailable_\(status)"
        case .refused(let status, _): "refused_\(status)"
        case .responseTooLarge: "response_too_large"
        case .malformed: "malformed"
        case .blocked: "blocked"
        case .stopped: "stopped"
        case .empty: "empty"
        case .noAnswer: "no_answer"
        case .unfit: "unfit"
        }
    }
}
