package import Logging
package import Storage

/// What the HTTP side needs, built once at start.
package struct ServerEnvironment: Sendable {
    package let settings: Settings
    package let store: Store
    package let events: EventHub
    package let logger: Logger
    /// Nil where people sign in with passwords that are kept here.
    let supabase: SupabaseAuth?

    package init(
        settings: Settings, store: Store, events: EventHub, logger: Logger, supabase: SupabaseAuth? = nil
    ) {
        self.settings = settings
        self.store = store
        self.events = events
        self.logger = logger
        self.supabase = supabase
    }
}
