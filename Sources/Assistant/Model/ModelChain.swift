package import Conversations
package import Logging

/// Asks one model after the other until one answers, then a person. What it asks, and how often, the clinic's ledger
/// decides.
package struct ModelChain: Answering, Summarising {
    private struct Link: Sendable {
        let model: any Model
        let breaker: CircuitBreaker
    }

    private let links: [Link]
    private let ledger: any ModelLedger
    private let logger: Logger

    /// - Parameter models: in the order in which they are asked.
    package init(_ models: [any Model], ledger: any ModelLedger, logger: Logger) {
        self.init(models, ledger: ledger, logger: logger, now: { .now })
    }

    init(
        _ models: [any Model], ledger: any ModelLedger, logger: Logger,
        now: @escaping @Sendable () -> ContinuousClock.Instant
    ) {
        links = models.map { Link(model: $0, breaker: CircuitBreaker(now: now)) }
        self.ledger = ledger
        self.logger = logger
    }

    package func answer(_ question: Question) async -> Answer {
        guard let clinic = question.clinicID, ModelPrompt(question) != nil else { return .human(.unsure) }
        return await outcome(for: clinic) { await $0.ask(question) }.answer
    }

    /// Counted against the clinic's budget as any call. Nil where none can be had.
    package func summary(of stretch: Stretch) async -> ConversationSummary? {
        let outcome = await outcome(for: stretch.clinicID) { await $0.summarise(stretch) }
        if case .summarised(let summary) = outcome { return summary }
        return nil
    }

    private func outcome(
        for clinic: ClinicID, _ ask: @Sendable (any Model) async -> ModelOutcome
    ) async -> ModelOutcome.Kind {
        for link in links {
            if let outcome = await outcome(of: link, for: clinic, ask) { return outcome }
        }
        return .failed(retryAfter: nil)
    }

    /// Nil where the next one is to be asked.
    private func outcome(
        of link: Link, for clinic: ClinicID, _ ask: @Sendable (any Model) async -> ModelOutcome
    ) async -> ModelOutcome.Kind? {
        guard !Task.isCancelled else { return .cancelled }
        guard let permit = link.breaker.permit() else { return nil }
        switch await permission(for: link.model, clinic) {
        case .granted(let note): tell(note, clinic)
        case .houseOnly:
            link.breaker.giveBack(permit)
            log(link.model, clinic).info("a model outside of the house is not asked for this clinic")
            return nil
        case .usedUp:
            link.breaker.giveBack(permit)
            log(link.model, clinic).info("no model is asked: the clinic's budget of today is used up")
            return .failed(retryAfter: nil)
        case nil:
            link.breaker.giveBack(permit)
            return .failed(retryAfter: nil)
        }
        let outcome = await ask(link.model)
        tell(link.breaker.note(outcome.kind, of: permit), link.model)
        await count(outcome, of: link.model, clinic)
        if case .failed = outcome.kind { return nil }
        return outcome.kind
    }

    /// Nil where it could not be found out: then nothing is asked.
    private func permission(for model: any Model, _ clinic: ClinicID) async -> ModelPermission? {
        do {
            return try await ledger.begin(model.name, isInHouse: model.isInHouse, for: clinic)
        } catch {
            log(model, clinic).error(
                "a model's call could not be counted, so it is not made",
                metadata: ["error.code": "\(ReasonCode.of(error))"])
            return nil
        }
    }

    private func count(_ outcome: ModelOutcome, of model: any Model, _ clinic: ClinicID) async {
        do {
            let note = try await ledger.end(
                model.name, for: clinic, inputTokens: outcome.inputTokens, outputTokens: outcome.outputTokens)
            tell(note, clinic)
        } catch {
            log(model, clinic).error(
                "a model's tokens could not be counted", metadata: ["error.code": "\(ReasonCode.of(error))"])
        }
    }

    private func tell(_ note: BudgetNote?, _ clinic: ClinicID) {
        switch note {
        case .nearEnd:
            logger.warning("four fifths of a clinic's budget of today are used", metadata: ["clinic.id": "\(clinic)"])
        case .usedUp:
            logger.warning(
                "a clinic's budget of today is used up: persons answer until tomorrow",
                metadata: ["clinic.id": "\(clinic)"])
        case nil: break
        }
    }

    private func tell(_ change: CircuitBreaker.Change?, _ model: any Model) {
        switch change {
        case .opened(let pause):
            logger.warning(
                "a model fails and is left alone for a while",
                metadata: ["model.name": "\(model.name)", "model.pause_seconds": "\(pause.components.seconds)"])
        case .closed: logger.notice("a model works again", metadata: ["model.name": "\(model.name)"])
        case nil: break
        }
    }

    private func log(_ model: any Model, _ clinic: ClinicID) -> Logger {
        var logger = logger
        logger[metadataKey: "model.name"] = "\(model.name)"
        logger[metadataKey: "clinic.id"] = "\(clinic)"
        return logger
    }
}
