import Conversations
import Logging

/// Asks one model of a service. Whatever goes wrong is an outcome, with its reason in the log.
struct ModelAsking: Sendable {
    /// As it is asked for.
    let model: String
    let service: any ModelService
    let patience: Patience
    let logger: Logger

    init(_ model: String, of service: any ModelService, _ patience: Patience, logger: Logger) {
        self.model = model
        self.service = service
        self.patience = patience
        var logger = logger
        logger[metadataKey: "model.name"] = "\(model)"
        self.logger = logger
    }

    func ask(_ question: Question) async -> ModelOutcome {
        guard let prompt = ModelPrompt(question) else { return ModelOutcome(.declined(.unsure)) }
        return await outcome(of: prompt) { text, call throws(ModelError) in
            guard let answer = service.answer(in: text) else { throw .noAnswer }
            do throws(UnfitReply) {
                return .answered(try answer.answer(topics: question.topics, by: call))
            } catch {
                throw .unfit(error)
            }
        }
    }

    func summarise(_ stretch: Stretch) async -> ModelOutcome {
        await outcome(of: ModelPrompt(stretch)) { text, _ throws(ModelError) in
            guard let summary = ModelSummary(within: text) else { throw .noAnswer }
            return .summarised(try summary.summary(of: stretch))
        }
    }

    private func outcome(
        of prompt: ModelPrompt, _ make: (String, ModelCall) throws(ModelError) -> ModelOutcome.Kind
    ) async -> ModelOutcome {
        var response: ModelResponse?
        let kind: ModelOutcome.Kind
        do throws(ModelError) {
            let begun = ContinuousClock.now
            let got = try await patience.run {
                tellOfRetry($0)
            } _: { deadline throws(ModelError) in
                try await service.complete(prompt, deadline: deadline)
            }
            response = got
            let call = ModelCall(
                model: model, version: got.version, latency: .now - begun, inputTokens: got.inputTokens,
                outputTokens: got.outputTokens)
            kind = try make(try got.text.get(), call)
        } catch {
            let trouble = ModelTrouble(service: service.name, error: error)
            logger.log(level: error.level, trouble.logMessage, metadata: trouble.metadata)
            kind = error.kind
        }
        return ModelOutcome(kind, inputTokens: response?.inputTokens, outputTokens: response?.outputTokens)
    }

    private func tellOfRetry(_ error: ModelError) {
        logger.info(
            "asking the model once more", metadata: ModelTrouble(service: service.name, error: error).metadata)
    }
}
