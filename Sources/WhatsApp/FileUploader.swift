import Conversations
package import Files
package import Logging
import ServiceLifecycle
package import Storage

/// Gives WhatsApp the files of messages that are to be sent. Only then may such a message be claimed: an attempt to send is
/// one short call, whatever comes with it.
package struct FileUploader: Service {
    /// So many at once: each has a connection, and none is whole in memory.
    private static let concurrency = 4

    private let uploads: Uploads
    private let client: CloudAPIClient
    private let credentials: ClinicCredentials
    private let files: any FileStore
    private let logger: Logger

    /// `fallback` serves clinics without credentials of their own.
    package init(
        uploads: Uploads, client: CloudAPIClient, fallback: SendingCredentials, files: any FileStore, logger: Logger
    ) {
        self.uploads = uploads
        self.client = client
        credentials = ClinicCredentials(own: uploads.credentials, fallback: fallback, logger: logger)
        self.files = files
        self.logger = logger
    }

    package func run() async throws {
        await WorkLoop(uploads, limit: Self.concurrency, logger: logger).run(on: uploads.changes) { await upload($0) }
    }

    private func upload(_ claim: UploadClaim) async {
        do {
            guard let credentials = try await credentials(of: claim.clinicID) else {
                return try await uploads.fail(claim, .notConnected)
            }
            do {
                let id = try await client.upload(
                    UploadedFile(claim, from: files), from: credentials, within: Uploads.lease - .seconds(30))
                try await uploads.finish(claim, uploadID: id)
                logger.debug("file uploaded", metadata: ["message.id": "\(claim.messageID)"])
            } catch {
                report(error, of: claim)
                try await record(error, of: claim)
            }
        } catch {
            // It stays claimed for as long as a claim lasts, and is uploaded again then.
            report(error, of: claim)
        }
    }

    private func record(_ error: any Error, of claim: UploadClaim) async throws {
        var random = SystemRandomNumberGenerator()
        let attempt = Int(claim.attempt)
        let delay = RetryPlan.backoff(maxAttempts: nil).delay(attempt: attempt, random: &random) ?? .seconds(60)
        switch error {
        case SendError.refused(let refusal) where GraphErrorMeaning.blocksSending(refusal.code):
            try await uploads.pause(claim, by: delay, refusal.failure)
        // An upload may be repeated for as long as its message may wait, whatever the bound for messages.
        case SendError.refused(let refusal) where refusal.retryPlan != .never:
            let wanted = refusal.delay(attempt: attempt, random: &random) ?? delay
            try await uploads.postpone(claim, by: wanted, refusal.failure)
        case SendError.refused(let refusal):
            let failure = refusal.isAccountTrouble ? refusal.failure : GraphErrorMeaning.unusableFile.failure
            try await uploads.fail(claim, failure)
        case FilesError.noSuchFile: try await uploads.fail(claim, Self.lost)
        default: try await uploads.postpone(claim, by: delay, .noConnection)
        }
    }

    private func report(_ error: any Error, of claim: UploadClaim) {
        logger.notice(
            "file not uploaded",
            metadata: [
                "message.id": "\(claim.messageID)", "clinic.id": "\(claim.clinicID)", "attempt": "\(claim.attempt)",
                "error.code": "\(ReasonCode.of(error))",
            ])
    }

    private static let lost = SendFailure(
        .ours, sentence: "The file is not where it was kept any more. Send it anew.", canRetry: false)
}

extension UploadedFile {
    fileprivate init(_ claim: UploadClaim, from files: any FileStore) {
        let (key, size) = (FileKey.file(claim.kept.name.uuid), claim.kept.size)
        self.init(mimeType: claim.file.mimeType ?? "application/octet-stream", size: size) { write in
            try await files.read(key, 0..<size, write)
        }
    }
}
