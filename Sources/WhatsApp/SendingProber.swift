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
            guard try await desk.maySend(clinic) else {
                while try await blocks.giveUpOld(of: clinic) > 0 {}
                return
            }
            try await blocks.release(clinic)
            logger.notice("WhatsApp lets the clinic send again", metadata: ["clinic.id": "\(clinic)"])
        } catch {
            desk.report(error, "WhatsApp could not be asked whether the clinic may send", of: clinic)
        }
    }
}
