import Hummingbird
import Logging
import NIOCore
package import ServiceLifecycle

/// The listeners of the server.
package enum HTTPServers {
    /// What to run: a listener for `PORT` and one for `DASHBOARD_PORT`, or one that serves all when they are equal.
    ///
    /// `onListening` is told the port that each listener got. Throws when the dashboard's files are missing.
    /// A listener's `run` throws `ListenError`.
    package static func make(
        _ environment: ServerEnvironment,
        onListening: @escaping @Sendable (ListenerRole, Int) -> Void = { _, _ in }
    ) throws -> [any Service] {
        let settings = environment.settings
        let files = try DashboardFiles.load()
        let desk = SignInDesk(environment: environment)
        let listeners = ListenerRole.needed(port: settings.port, dashboardPort: settings.dashboardPort).map {
            role, port in
            let router = ServerRouter(environment: environment, desk: desk, files: files).router(for: role)
            return HTTPListener(
                host: settings.host, port: port, responder: router.buildResponder(), logger: environment.logger,
                onListening: { onListening(role, $0) })
        }
        return listeners + [EventHeartbeat(events: environment.events)]
    }
}

/// What a listener serves.
package enum ListenerRole: Sendable, Hashable {
    /// The webhook, the API and what operators ask.
    case backend
    /// The dashboard, with the same API on the same origin.
    case dashboard
    case everything

    fileprivate static func needed(port: Int, dashboardPort: Int) -> [(ListenerRole, Int)] {
        port == dashboardPort && port != 0 ? [(.everything, port)] : [(.backend, port), (.dashboard, dashboardPort)]
    }
}
