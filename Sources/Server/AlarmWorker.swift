import Conversations
import Logging
import ServiceLifecycle
import Storage

/// Raises the alarm for patients who wait for too long, also where a person has the conversation.
struct AlarmWorker: Service {
    let alarms: Alarms
    let logger: Logger

    func run() async throws {
        await WorkLoop(alarms, limit: 8, logger: logger).run(on: alarms.changes) { key in await raise(key) }
    }

    private func raise(_ key: ConversationKey) async {
        do {
            guard try await alarms.raise(key) else { return }
            logger.info("a patient waits for an answer", metadata: ["patient.id": "\(key.patientID)"])
        } catch {
            logger.error(
                "alarm not raised",
                metadata: ["patient.id": "\(key.patientID)", "error.code": "\(ReasonCode.of(error))"])
            // It stays due, and is not tried again at once.
            try? await Task.sleep(for: .seconds(1))
        }
    }
}
