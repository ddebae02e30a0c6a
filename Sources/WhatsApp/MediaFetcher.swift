package import Conversations
package import Files
package import Logging
import ServiceLifecycle
package import Storage

/// Fetches the files of messages from Meta, and keeps them. The message is there before its file, and stays whatever
/// becomes of that.
package struct MediaFetcher: Service {
    /// So much at once: each has a connection and a part of the disk, and none is whole in memory.
    private static let concurrency = 4
    /// WhatsApp hands over no larger ones.
    private static let sizeLimit: Int64 = 100 * 1024 * 1024
    /// After so many attempts, which takes hours, a person has to ask for the next one.
    private static let attemptLimit: Int64 = 40
    private static let patience = MediaFetches.lease - .seconds(30)

    private let fetches: MediaFetches
    private let client: CloudAPIClient
    private let credentials: ClinicCredentials
    private let files: FileKeeper
    private let logger: Logger

    /// `fallback` serves clinics without credentials of their own.
    package init(
        fetches: MediaFetches, client: CloudAPIClient, fallback: SendingCredentials, files: FileKeeper,
        logger: Logger
    ) {
        self.fetches = fetches
        self.client = client
        credentials = ClinicCredentials(own: fetches.credentials, fallback: fallback, logger: logger)
        self.files = files
        self.logger = logger
    }

    package func run() async throws {
        await WorkLoop(fetches, limit: Self.concurrency, logger: logger).run(on: fetches.changes) { await fetch($0) }
    }

    private func fetch(_ claim: MediaClaim) async {
        do {
            guard let credentials = try await credentials(of: claim.clinicID) else {
                return try await fetches.fail(claim, SendFailure.notConnected.sentence)
            }
            do {
                try await inTime { try await fetch(claim, for: credentials) }
            } catch {
                try await record(error, of: claim)
            }
        } catch {
            // It stays claimed for as long as a claim lasts, and is fetched again then.
            report(error, of: claim)
        }
    }

    /// Whatever hangs is ended before somebody else may claim the same file.
    private func inTime(_ fetch: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask(operation: fetch)
            group.addTask {
                try await Task.sleep(for: Self.patience)
                throw MediaError.unreachable("media_too_slow")
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func fetch(_ claim: MediaClaim, for credentials: Credentials) async throws {
        try await files.drafts.lend(limit: Self.sizeLimit) { draft in
            let address = try await download(claim, for: credentials, into: draft)
            let digest = draft.digest
            let expected = [claim.sha256.flatMap(MediaDigest.bytes), address.digest].compactMap(\.self)
            guard expected.allSatisfy({ $0 == digest }) else { throw Damaged() }
            let facts = try await FileFacts(draft, declared: claim.mimeType)
            let kept = try await files.keep(draft, facts, as: claim.name.uuid)
            try await fetches.finish(claim, KeptFile(facts, as: claim.name, kept))
        }
        logger.debug("file fetched", metadata: ["message.id": "\(claim.messageID)", "attempt": "\(claim.attempt)"])
    }

    /// An address that is dead already is asked for once more.
    private func download(
        _ claim: MediaClaim, for credentials: Credentials, into draft: FileDraft
    ) async throws -> MediaAddress {
        var address = try await client.media(claim.mediaID, for: credentials)
        do {
            try await client.download(address.url, for: credentials, into: draft)
        } catch MediaError.deadAddress {
            address = try await client.media(claim.mediaID, for: credentials)
            try await client.download(address.url, for: credentials, into: draft)
        }
        return address
    }

    // MARK: Failures

    private struct Damaged: Error {}

    private func record(_ error: any Error, of claim: MediaClaim) async throws {
        report(error, of: claim)
        switch error {
        case MediaError.gone: try await fetches.markGone(claim)
        case MediaError.refused(let refusal): try await record(refusal, of: claim)
        case MediaError.foreignAddress: try await fetches.fail(claim, Self.foreignAddress)
        case MediaError.unreachable, MediaError.deadAddress: try await postpone(claim, Self.unreachable)
        case is Damaged: try await fetches.fail(claim, Self.damaged)
        case FilesError.tooLarge: try await fetches.fail(claim, Self.tooLarge)
        default: try await postpone(claim, Self.notKept)
        }
    }

    private func record(_ refusal: GraphError, of claim: MediaClaim) async throws {
        guard refusal.retryPlan == .never else { return try await postpone(claim, Self.unreachable) }
        try await fetches.fail(
            claim, refusal.isAccountTrouble ? refusal.failure.sentence : "WhatsApp did not hand over this file.")
    }

    private func postpone(_ claim: MediaClaim, _ sentence: String) async throws {
        guard claim.attempt < Self.attemptLimit else { return try await fetches.fail(claim, sentence) }
        var random = SystemRandomNumberGenerator()
        let attempt = Int(claim.attempt)
        let delay =
            attempt < 7
            ? RetryPlan.backoff(maxAttempts: nil).delay(attempt: attempt, random: &random)
            : RetryPlan.minutes.delay(attempt: attempt - 6, random: &random)
        try await fetches.postpone(claim, by: delay ?? .seconds(60))
    }

    private func report(_ error: any Error, of claim: MediaClaim) {
        logger.notice(
            "file not fetched",
            metadata: [
                "message.id": "\(claim.messageID)", "clinic.id": "\(claim.clinicID)", "attempt": "\(claim.attempt)",
                "error.code": "\(ReasonCode.of(error))",
            ])
    }

    private static let unreachable = "WhatsApp could not be reached, so the file could not be fetched."
    private static let damaged = "The file that WhatsApp handed over is damaged."
    private static let foreignAddress = "WhatsApp named an address for this file that is not its own."
    private static let tooLarge = "The file is larger than 100 MB."
    private static let notKept = "The file could not be kept. Ask your administrator whether the disk is full."
}

extension KeptFile {
    package init(_ facts: FileFacts, as name: FileName, _ kept: FileKeeper.Kept) {
        self.init(
            name: name, kind: facts.kind.rawValue, size: facts.size, width: facts.picture.map { Int64($0.width) },
            height: facts.picture.map { Int64($0.height) }, seconds: facts.seconds, pages: kept.pages,
            thumbnailSize: kept.thumbnailSize)
    }
}
