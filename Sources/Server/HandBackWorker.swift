import Conversations
import Logging
import ServiceLifecycle
import Storage

/// Gives conversations back to the assistant once a clinic's time for that is over.
struct HandBackWorker: Service {
    let handBacks: HandBacks
    let logger: Logger
    /// Minutes are what clinics choose.
    var interval = Duration.seconds(20)

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                try await Task.sleep(for: interval)
                await look()
            }
        }
    }

    private func look() async {
        do {
            for patient in try await handBacks.giveBack() {
                logger.info(
                    "a conversation went back to the assistant by itself", metadata: ["patient.id": "\(patient)"])
            }
        } catch {
            logger.error("nothing was given back", metadata: ["error.code": "\(ReasonCode.of(error))"])
        }
    }
}
