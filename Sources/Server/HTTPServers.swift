import Hummingbird
import ServiceLifecycle

/// The listeners of the server.
enum HTTPServers {
    /// What to run: a listener for `PORT` and one for `DASHBOARD_PORT`, or one that serves all when they are equal.
    ///
    /// `onListening` is told the port that each listener got. Throws when the dashboard's files are missing.
    /// A listener's `run` throws `ListenError`.
    static func make(
        _ environment: ServerEnvironment, onListening: @escaping @Sendable (ListenerRole, Int) -> Void
    ) throws -> [any Service] {
        let settings = environment.settings
        let files = try DashboardFiles.load()
        let desk = SignInDesk(
            signIn: environment.signIn, supabase: environment.supabase, stored: environment.stored)
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
