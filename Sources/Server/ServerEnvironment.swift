package import Logging
package import Storage

/// What the HTTP side needs, built once at start.
package struct ServerEnvironment: Sendable {
    package let settings: Settings
    package let store: Store
    package let events: EventHub
    package let logger: Logger

    package init(settings: Settings, store: Store, events: EventHub, logger: Logger) {
        self.settings = settings
        self.store = store
        self.events = events
        self.logger = logger
    }
}
