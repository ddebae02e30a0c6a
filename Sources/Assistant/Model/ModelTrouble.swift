import Conversations
import Logging

/// Who serves a model, in words for the log.
struct ServiceName: Equatable, Sendable {
    /// As a sentence begins with it.
    let name: String
    /// Before every code.
    let prefix: String
    let urlSetting: String
    let keySetting: String
    let modelSetting: String
    /// Where the names of its models stand.
    let modelList: String

    static let gemini = ServiceName(
        name: "Gemini", prefix: "gemini", urlSetting: "GEMINI_BASE_URL", keySetting: "GEMINI_API_KEY",
        modelSetting: "GEMINI_MODEL", modelList: "GET /v1beta/models")
    static let server = ServiceName(
        name: "the model's server", prefix: "model", urlSetting: "MODEL_URL", keySetting: "MODEL_KEY",
        modelSetting: "MODEL_NAME", modelList: "GET …/models")
    static let transcription = ServiceName(
        name: "the transcription server", prefix: "transcription", urlSetting: "TRANSCRIBE_URL",
        keySetting: "TRANSCRIBE_KEY", modelSetting: "TRANSCRIBE_MODEL", modelList: "its documentation")
}

/// What went wrong with a service, as the log tells it. Nothing of it is a patient's.
struct ModelTrouble: CodedError, Equatable {
    let service: ServiceName
    let error: ModelError

    var reasonCode: String { "\(service.prefix)_\(error.word)" }

    var logMessage: Logger.Message {
        let name = service.name
        return switch error {
        case .timedOut: "\(name) did not answer in time"
        case .cancelled: "the question to \(name) was cancelled"
        case .unreachable: "\(name) cannot be reached; see \(service.urlSetting)"
        case .badKey: "\(name) refuses the key; check \(service.keySetting)"
        case .modelNotFound:
            "\(name) does not know this model; set \(service.modelSetting) to one that \(service.modelList) lists"
        case .quota: "the quota of \(name) is used up, or it asks to be left alone for a while"
        case .unavailable: "\(name) is unavailable"
        case .refused: "\(name) refused the request"
        case .responseTooLarge: "the response of \(name) is too large"
        case .malformed: "the response of \(name) cannot be read; check \(service.urlSetting)"
        case .blocked: "the conversation was blocked by \(name)"
        case .stopped: "\(name) stopped before the answer was complete"
        case .empty: "\(name) gave an empty answer"
        case .noAnswer: "\(name) did not keep to the form of an answer"
        case .unfit: "the answer of \(name) is not for a patient"
        }
    }

    var metadata: Logger.Metadata {
        var metadata: Logger.Metadata = ["error.code": "\(ReasonCode.of(self))"]
        switch error {
        case .badKey(let status), .unavailable(let status): metadata["http.status"] = "\(status)"
        case .refused(let status, let word):
            metadata["http.status"] = "\(status)"
            metadata["model.error"] = "\(word?.prefix(60) ?? "none")"
        case .blocked(let reason): metadata["model.reason"] = "\(reason?.prefix(60) ?? "none")"
        case .stopped(let reason): metadata["model.reason"] = "\(reason.prefix(60))"
        case .unfit(let reason): metadata["model.reason"] = "\(reason.rawValue)"
        case .quota(let wait): metadata["model.retry_after"] = "\(wait.map { "\($0)" } ?? "not today or unknown")"
        case .timedOut, .cancelled, .unreachable, .modelNotFound, .responseTooLarge, .malformed, .empty, .noAnswer:
            break
        }
        return metadata
    }
}
