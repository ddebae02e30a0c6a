package import Conversations
package import Logging
import ServiceLifecycle
package import Storage

/// Has the files of patients read that their clinics let be read. Whatever goes wrong ends with the file itself, which
/// people hear and see as before. A takeover changes nothing: what is read is for the doctor as well.
package struct TranscriptWorker: Service {
    /// So many at once; each file is in memory meanwhile.
    private static let concurrency = 4
    /// After so many attempts it has failed.
    private static let attemptLimit: Int64 = 5
    private static let patience = Transcripts.lease - .seconds(15)
    private static let longestWait = Duration.seconds(3600)

    private let transcripts: Transcripts
    private let readers: [FileReading.Kind: [any FileReader]]
    private let ledger: any ModelLedger
    private let load: FileLoader
    private let logger: Logger
    private let pause: Duration

    /// - Parameters:
    ///   - readers: in the order in which they are asked.
    ///   - pause: before the second attempt; before each further one it is four times as long.
    package init(
        transcripts: Transcripts, readers: [FileReading.Kind: [any FileReader]], ledger: any ModelLedger,
        load: @escaping FileLoader, logger: Logger, pause: Duration = .seconds(2)
    ) {
        self.transcripts = transcripts
        self.readers = readers
        self.ledger = ledger
        self.load = load
        self.logger = logger
        self.pause = pause
    }

    package func run() async throws {
        await WorkLoop(transcripts, limit: Self.concurrency, logger: logger).run(on: transcripts.changes) { claim in
            await work(on: claim)
        }
    }

    /// An error here leaves the file claimed for as long as a claim lasts; then it is read again.
    private func work(on claim: TranscriptClaim) async {
        do {
            guard let file = claim.file else { return try await transcripts.forget(claim) }
            guard file.size <= claim.kind.sizeLimit, (file.seconds ?? 0) <= FileReading.secondsLimit else {
                return try await fail(claim, "file_too_large")
            }
            try await end(claim, with: await inTime { await outcome(of: file, for: claim) })
        } catch {
            logger.error("what was read is not stored", metadata: metadata(claim, "\(ReasonCode.of(error))"))
        }
    }

    private enum Outcome: Sendable {
        case read(String, by: String)
        case failed(String)
        case later(String, retryAfter: Duration?)
        case cancelled
    }

    /// Whatever hangs is ended before somebody else may claim the same file.
    private func inTime(_ work: @escaping @Sendable () async -> Outcome) async -> Outcome {
        await withTaskGroup(of: Outcome?.self) { group in
            group.addTask { await work() }
            group.addTask {
                try? await Task.sleep(for: Self.patience)
                return Task.isCancelled ? nil : .later("reader_too_slow", retryAfter: nil)
            }
            defer { group.cancelAll() }
            for await first in group { if let first { return first } }
            return .cancelled
        }
    }

    private func outcome(of file: KeptFile, for claim: TranscriptClaim) async -> Outcome {
        let loaded: LoadedFile?
        do { loaded = try await load(file) } catch { return .later("\(ReasonCode.of(error))", retryAfter: nil) }
        guard let loaded else { return .failed("file_kind") }
        var last = Outcome.failed("no_reader")
        for reader in readers[claim.kind] ?? [] where reader.reads(loaded.mimeType) {
            switch await permission(for: reader, claim.clinicID) {
            case .granted(let note): tell(note, claim.clinicID)
            case .houseOnly: continue
            case .usedUp: return .failed("budget_used_up")
            case nil: return .later("not_counted", retryAfter: nil)
            }
            let outcome = await reader.read(loaded)
            await count(outcome, of: reader, claim.clinicID)
            switch outcome.kind {
            case .read(let words): return .read(words, by: reader.name)
            case .declined: return .failed("reader_declined")
            case .cancelled: return .cancelled
            case .failed(let wait): last = .later("reader_failed", retryAfter: wait)
            }
        }
        return last
    }

    private func end(_ claim: TranscriptClaim, with outcome: Outcome) async throws {
        switch outcome {
        case .read(let words, let model):
            let isStored = try await transcripts.store(words, by: model, for: claim)
            logger.info("file read", metadata: metadata(claim, isStored ? "read" : "too_late"))
        case .failed(let code): try await fail(claim, code)
        case .later(let code, _) where claim.attempt >= Self.attemptLimit: try await fail(claim, code)
        case .later(let code, let wait):
            let usual = pause * (1 << (2 * Int(min(claim.attempt, 10) - 1)))
            logger.notice("file is read again later", metadata: metadata(claim, code))
            try await transcripts.postpone(claim, by: min(max(usual, wait ?? .zero), Self.longestWait))
        case .cancelled: try await transcripts.giveBack(claim)
        }
    }

    private func fail(_ claim: TranscriptClaim, _ code: String) async throws {
        logger.notice("file not read", metadata: metadata(claim, code))
        try await transcripts.fail(claim)
    }

    // MARK: The ledger

    /// Nil where it could not be found out: then nothing is asked.
    private func permission(for reader: any FileReader, _ clinic: ClinicID) async -> ModelPermission? {
        do {
            return try await ledger.begin(reader.name, isInHouse: reader.isInHouse, for: clinic)
        } catch {
            logger.error(
                "a reader's call could not be counted, so it is not made",
                metadata: ["clinic.id": "\(clinic)", "error.code": "\(ReasonCode.of(error))"])
            return nil
        }
    }

    private func count(_ outcome: ReaderOutcome, of reader: any FileReader, _ clinic: ClinicID) async {
        do {
            let note = try await ledger.end(
                reader.name, for: clinic, inputTokens: outcome.inputTokens, outputTokens: outcome.outputTokens)
            tell(note, clinic)
        } catch {
            logger.error(
                "a reader's tokens could not be counted",
                metadata: ["clinic.id": "\(clinic)", "error.code": "\(ReasonCode.of(error))"])
        }
    }

    private func tell(_ note: BudgetNote?, _ clinic: ClinicID) {
        guard let note else { return }
        logger.warning(
            "a clinic's budget of today comes to its end",
            metadata: ["clinic.id": "\(clinic)", "budget.note": "\(note.rawValue)"])
    }

    private func metadata(_ claim: TranscriptClaim, _ code: String) -> Logger.Metadata {
        [
            "message.id": "\(claim.messageID)", "clinic.id": "\(claim.clinicID)", "kind": "\(claim.kind.rawValue)",
            "attempt": "\(claim.attempt)", "outcome": "\(code)",
        ]
    }
}
