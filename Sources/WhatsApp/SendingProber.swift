import Conversations
package import Logging
import ServiceLifecycle
package import Storage

/// Finds out when clinics that WhatsApp lets send nothing may send again.
package struct SendingProber: Service {
    private let blocks: SendingBlocks
    private let desk: AccountDesk
    private let logger: Logger

    package init(blocks: SendingBlocks, desk: AccountDesk, logger: Logger) {
        self.blocks = blocks
        self.desk = desk
        self.logger = logger
    }

    package func run() async throws {
        await WorkLoop(blocks, limit: 2, logger: logger).run(on: blocks.changes) { await probe($0) }
    }

    private func probe(_ clinic: ClinicID) async {
        do {
            let maySend = await maySend(clinic)
            // Whatever the answer is, and where there is none: what has waited for too long does not leave any more.
            while try await blocks.giveUpOld(of: clinic) > 0 {}
            guard maySend else { return }
            try await blocks.release(clinic)
            logger.notice("WhatsApp lets the clinic send again", metadata: ["clinic.id": "\(clinic)"])
        } catch {
            desk.report(error, "what waits for a blocked clinic could not be looked at", of: clinic)
        }
    }

    private func maySend(_ clinic: ClinicID) async -> Bool {
        do {
            return try await desk.maySend(clinic)
        } catch {
            desk.report(error, "WhatsApp could not be asked whether the clinic may send", of: clinic)
            return false
        }
    }
}
