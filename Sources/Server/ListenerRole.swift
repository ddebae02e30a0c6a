/// What a listener serves.
package enum ListenerRole: Sendable, Hashable {
    /// The webhook, the API and what operators ask for.
    case backend
    /// The dashboard, with the same API on the same origin.
    case dashboard
    case everything
    /// Only what operators ask for; whoever reaches it is told all of that.
    case metrics

    static func needed(_ settings: Settings) -> [(ListenerRole, Int)] {
        let isOne = settings.port == settings.dashboardPort && settings.port != 0
        let served: [(ListenerRole, Int)] =
            isOne ? [(.everything, settings.port)] : [(.backend, settings.port), (.dashboard, settings.dashboardPort)]
        return served + (settings.metricsPort.map { [(.metrics, $0)] } ?? [])
    }
}
