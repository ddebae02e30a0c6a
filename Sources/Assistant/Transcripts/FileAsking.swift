import Conversations
import Logging
import NIOCore

/// Has a service read one file. Whatever goes wrong is an outcome, with its reason in the log.
struct FileAsking: Sendable {
    private let service: ServiceName
    private let patience: Patience
    private let logger: Logger

    /// - Parameter timeout: for everything, including the one retry and the wait before it.
    init(_ service: ServiceName, model: String, timeout: Duration, logger: Logger) {
        self.service = service
        patience = Patience(timeout: timeout, pause: .milliseconds(700))
        var logger = logger
        logger[metadataKey: "model.name"] = "\(model)"
        self.logger = logger
    }

    /// - Parameter words: what was read, out of what the service said.
    func outcome(
        _ call: @escaping @Sendable (NIODeadline) async throws(ModelError) -> ModelResponse,
        words: (String) throws(ModelError) -> String
    ) async -> ReaderOutcome {
        var response: ModelResponse?
        let kind: ReaderOutcome.Kind
        do throws(ModelError) {
            let got = try await patience.run(willRetry: tellOfRetry, call)
            response = got
            kind = .read(try words(try got.text.get()))
        } catch {
            let trouble = ModelTrouble(service: service, error: error)
            logger.log(level: error.level, trouble.logMessage, metadata: trouble.metadata)
            kind = ReaderOutcome.Kind(error)
        }
        return ReaderOutcome(kind, inputTokens: response?.inputTokens, outputTokens: response?.outputTokens)
    }

    private func tellOfRetry(_ error: ModelError) {
        logger.info("asking for the file once more", metadata: ModelTrouble(service: service, error: error).metadata)
    }
}

extension ReaderOutcome.Kind {
    /// A file that the service cannot read is refused for good; what the operator has to mend is tried again.
    fileprivate init(_ error: ModelError) {
        if case .refused(let status, _) = error, [400, 413, 415, 422].contains(status) {
            self = .declined
            return
        }
        switch error.kind {
        case .answered, .summarised, .declined: self = .declined
        case .failed(let wait): self = .failed(retryAfter: wait)
        case .cancelled: self = .cancelled
        }
    }
}
