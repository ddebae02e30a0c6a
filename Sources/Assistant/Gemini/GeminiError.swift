import Conversations
import Logging

/// Why the model gave no answer.
enum GeminiError: ModelTrouble, Equatable {
    case timedOut
    case cancelled
    case unreachable
    case badKey(status: Int)
    case modelNotFound
    /// 429; `wait` is how long Google asks to wait, nil when waiting won't help today or no time was given.
    case quota(wait: Duration?)
    /// 499, 500, 503, 504.
    case unavailable(status: Int)
    /// Any other status.
    case refused(status: Int, word: String?)
    case responseTooLarge
    case malformed
    case blockedPrompt(reason: String)
    /// A finish reason other than STOP.
    case stopped(reason: String)
    case empty
    /// A complete answer that is not for a patient.
    case unfit(UnfitReply)

    /// What lies in the question or the answer is no fault of the service.
    var kind: ModelOutcome.Kind {
        switch self {
        case .cancelled: .cancelled
        case .blockedPrompt: .declined(.blocked)
        case .unfit: .declined(.unsure)
        case .stopped(let reason): .declined(Self.refusals.contains(reason) ? .blocked : .failed)
        case .empty: .declined(.failed)
        case .quota(let wait): .failed(retryAfter: wait)
        case .timedOut, .unreachable, .badKey, .modelNotFound, .unavailable, .refused, .responseTooLarge, .malformed:
            .failed(retryAfter: nil)
        }
    }

    func wait(usually pause: Duration) -> Duration? {
        switch self {
        case .quota(let wait): wait
        case .unavailable, .unreachable: pause
        default: nil
        }
    }

    private static let refusals: Set<String> = [
        "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "MODEL_ARMOR", "LANGUAGE",
    ]
}

extension GeminiError {
    /// What the operator has to fix is an error; what passes by itself is a warning.
    var level: Logger.Level {
        switch self {
        case .badKey, .modelNotFound, .refused, .malformed, .responseTooLarge: .error
        case .timedOut, .unreachable, .quota, .unavailable, .empty, .stopped, .unfit: .warning
        case .blockedPrompt: .notice
        case .cancelled: .debug
        }
    }

    var logMessage: Logger.Message {
        switch self {
        case .timedOut: "Gemini did not answer in time"
        case .cancelled: "the question to Gemini was cancelled"
        case .unreachable: "Gemini cannot be reached; see GEMINI_BASE_URL"
        case .badKey: "Gemini refuses the key; check GEMINI_API_KEY"
        case .modelNotFound: "Gemini does not know this model; set GEMINI_MODEL to one that GET /v1beta/models lists"
        case .quota: "Gemini's quota is used up"
        case .unavailable: "Gemini is unavailable"
        case .refused: "Gemini refused the request"
        case .responseTooLarge: "Gemini's response is too large"
        case .malformed: "Gemini's response cannot be read"
        case .blockedPrompt: "Gemini blocked the conversation"
        case .stopped: "Gemini stopped before its answer was complete"
        case .empty: "Gemini gave an empty answer"
        case .unfit: "Gemini's answer is not for a patient"
        }
    }

    var metadata: Logger.Metadata {
        var metadata: Logger.Metadata = ["error.code": "\(ReasonCode.of(self))"]
        switch self {
        case .badKey(let status), .unavailable(let status): metadata["http.status"] = "\(status)"
        case .refused(let status, let word):
            metadata["http.status"] = "\(status)"
            metadata["gemini.status"] = "\(word?.prefix(60) ?? "none")"
        case .blockedPrompt(let reason), .stopped(let reason): metadata["gemini.reason"] = "\(reason.prefix(60))"
        case .unfit(let reason): metadata["gemini.reason"] = "\(reason.rawValue)"
        case .quota(let wait):
            metadata["gemini.retry_after"] = "\(wait.map { "\($0)" } ?? "not today or unknown")"
        case .timedOut, .cancelled, .unreachable, .modelNotFound, .responseTooLarge, .malformed, .empty: break
        }
        return metadata
    }
}

extension GeminiError {
    var reasonCode: String {
        switch self {
        case .timedOut: "gemini_timed_out"
        case .cancelled: "gemini_cancelled"
        case .unreachable: "gemini_unreachable"
        case .badKey: "gemini_bad_key"
        case .modelNotFound: "gemini_model_not_found"
        case .quota: "gemini_quota"
        case .unavailable(let status): "gemini_unavailable_\(status)"
        case .refused(let status, _): "gemini_refused_\(status)"
        case .responseTooLarge: "gemini_response_too_large"
        case .malformed: "gemini_malformed"
        case .blockedPrompt: "gemini_blocked_prompt"
        case .stopped: "gemini_stopped"
        case .empty: "gemini_empty"
        case .unfit: "gemini_unfit"
        }
    }
}
