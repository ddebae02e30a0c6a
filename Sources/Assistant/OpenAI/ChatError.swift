import Conversations
import JSON
import Logging
import NIOHTTP1

/// Why an OpenAI-compatible server gave no answer.
enum ChatError: ModelTrouble, Equatable {
    case timedOut
    case cancelled
    case unreachable
    case badKey(status: Int)
    case modelNotFound
    /// 429; `wait` is how long the server asks to wait, where it says so.
    case quota(wait: Duration?)
    /// 408 and 500 and more, also while a model is being loaded.
    case unavailable(status: Int)
    /// Any other status, and an error in place of an answer.
    case refused(status: Int, word: String?)
    case responseTooLarge
    /// The response is not one of this API.
    case malformed
    /// The filter of the server, or the model itself.
    case blocked
    /// A finish reason other than `stop`.
    case stopped(reason: String)
    case empty
    /// A complete text that is not in the form that was asked for.
    case noAnswer
    /// A complete answer that is not for a patient.
    case unfit(UnfitReply)

    init(_ response: ModelCalling.Response) {
        self =
            switch response.status {
            case 401, 403: .badKey(status: response.status)
            case 404: .modelNotFound
            case 429: .quota(wait: Self.wait(response.headers.first(name: "retry-after")))
            case 408, 500...599: .unavailable(status: response.status)
            default: .refused(status: response.status, word: Self.word(response.body))
            }
    }

    /// Some servers write an object, some a text, some no JSON at all. Only what names the error is kept: the message
    /// may quote what a patient wrote.
    static func word(_ body: [UInt8]) -> String? {
        guard let error = (try? JSONElement(body, .lenient))?["error"] else { return nil }
        let word = [error["type"], error["code"]].lazy.compactMap { $0?.string }.first
        return word.flatMap { $0.utf8.allSatisfy(isWordByte) ? String($0.prefix(60)) : nil }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || Unicode.Scalar(byte).properties.isAlphabetic && byte < 128
    }

    /// A date is not understood: servers of this kind write seconds.
    private static func wait(_ header: String?) -> Duration? {
        guard let seconds = header.flatMap(Double.init), (0...86_400).contains(seconds) else { return nil }
        return .seconds(seconds)
    }

    /// A server that knows no `response_format` refuses the request as it refuses a wrong one.
    var mayBeAboutTheSchema: Bool {
        if case .refused(400, _) = self { return true }
        if case .refused(422, _) = self { return true }
        return false
    }

    /// What lies in the question or the answer is no fault of the server.
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

    func wait(usually pause: Duration) -> Duration? {
        switch self {
        case .quota(let wait): wait
        case .unavailable, .unreachable: pause
        default: nil
        }
    }
}

extension ChatError {
    var level: Logger.Level {
        switch self {
        case .badKey, .modelNotFound, .refused, .malformed, .responseTooLarge: .error
        case .timedOut, .unreachable, .quota, .unavailable, .empty, .stopped, .noAnswer, .unfit: .warning
        case .blocked: .notice
        case .cancelled: .debug
        }
    }

    var logMessage: Logger.Message {
        switch self {
        case .timedOut: "the model did not answer in time; see MODEL_TIMEOUT_SECONDS"
        case .cancelled: "the question to the model was cancelled"
        case .unreachable: "the model's server cannot be reached; see MODEL_URL"
        case .badKey: "the model's server refuses the key; check MODEL_KEY"
        case .modelNotFound: "the server does not know this model; set MODEL_NAME to one that GET …/models lists"
        case .quota: "the model's server asks to be left alone for a while"
        case .unavailable: "the model's server is unavailable"
        case .refused: "the model's server refused the request"
        case .responseTooLarge: "the model's response is too large"
        case .malformed: "the model's response cannot be read; check that MODEL_URL is an OpenAI-compatible server"
        case .blocked: "the model refused the conversation"
        case .stopped: "the model stopped before its answer was complete"
        case .empty: "the model gave an empty answer"
        case .noAnswer: "the model did not keep to the form of an answer"
        case .unfit: "the model's answer is not for a patient"
        }
    }

    var metadata: Logger.Metadata {
        var metadata: Logger.Metadata = ["error.code": "\(ReasonCode.of(self))"]
        switch self {
        case .badKey(let status), .unavailable(let status): metadata["http.status"] = "\(status)"
        case .refused(let status, let word):
            metadata["http.status"] = "\(status)"
            metadata["model.error"] = "\(word ?? "none")"
        case .stopped(let reason): metadata["model.reason"] = "\(reason)"
        case .unfit(let reason): metadata["model.reason"] = "\(reason.rawValue)"
        case .quota(let wait): metadata["model.retry_after"] = "\(wait.map { "\($0)" } ?? "unknown")"
        case .timedOut, .cancelled, .unreachable, .modelNotFound, .responseTooLarge, .malformed, .blocked, .empty,
            .noAnswer:
            break
        }
        return metadata
    }

    var reasonCode: String {
        switch self {
        case .timedOut: "model_timed_out"
        case .cancelled: "model_cancelled"
        case .unreachable: "model_unreachable"
        case .badKey: "model_bad_key"
        case .modelNotFound: "model_not_found"
        case .quota: "model_quota"
        case .unavailable(let status): "model_unavailable_\(status)"
        case .refused(let status, _): "model_refused_\(status)"
        case .responseTooLarge: "model_response_too_large"
        case .malformed: "model_malformed"
        case .blocked: "model_blocked"
        case .stopped: "model_stopped"
        case .empty: "model_empty"
        case .noAnswer: "model_no_answer"
        case .unfit: "model_unfit"
        }
    }
}
