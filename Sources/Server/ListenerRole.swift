/// What a listener serves.
package enum ListenerRole: Sendable, Hashable {
    /// The webhook, the API and what operators ask for.
    case backend
    /// The dashboard, with the same API on the same origin.
    case dashboard
    case everything

    static func needed(port: Int, dashboardPort: Int) -> [(ListenerRole, Int)] {
        port == dashboardPort && port != 0 ? [(.everything, port)] : [(.backend, port), (.dashboard, dashboardPort)]
    }
}
