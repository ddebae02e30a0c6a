import Conversations
package import Logging
import ServiceLifecycle
package import Storage

/// Asks for the templates of every clinic again, once a day and where a webhook tells of one that isn't known.
package struct TemplateRefresher: Service {
    private let refreshes: TemplateRefreshes
    private let desk: AccountDesk
    private let logger: Logger

    package init(refreshes: TemplateRefreshes, desk: AccountDesk, logger: Logger) {
        self.refreshes = refreshes
        self.desk = desk
        self.logger = logger
    }

    package func run() async throws {
        await WorkLoop(refreshes, limit: 2, logger: logger).run(on: refreshes.changes) { clinic in
            do {
                try await desk.syncTemplates(of: clinic, isWaitedFor: false)
            } catch is AccountTrouble {
                // It is logged, and tried again the next day, or when somebody looks for the first ones.
                try? await desk.connections.endFailedSync(of: clinic)
            } catch {
                desk.report(error, "templates not stored", of: clinic)
            }
        }
    }
}
