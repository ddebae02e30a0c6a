import Hummingbird
import ServiceLifecycle
import Storage

/// The listeners of the server.
enum HTTPServers {
    /// What to run: a listener for `PORT` and one for `DASHBOARD_PORT`, or one that serves all when they are equal; and
    /// one for `METRICS_PORT`, where it is set.
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
        let bodies = Budget(settings.limits.bodyBytes, perAddress: settings.limits.bodyBytesPerAddress)
        let parts = ServerRouter(
            environment: environment, desk: desk, files: files, bodies: bodies,
            uploads: Budget(UploadCall.atOnce, perAddress: UploadCall.atOncePerAddress),
            readiness: Readiness { try await environment.inbox.checkStoring() },
            refusedWebhooks: RefusedWebhookLog(logger: environment.logger))
        let needed = ListenerRole.needed(settings)
        OpenFiles.raiseLimit()
        let listeners = needed.map { role, port in
            HTTPListener(
                host: role == .metrics ? settings.metricsHost : settings.host, port: port,
                responder: parts.router(for: role).buildResponder(),
                limits: settings.limits,
                gate: gate(for: needed.count, environment), logger: environment.logger,
                onListening: { onListening(role, $0) })
        }
        return listeners + [EventHeartbeat(events: environment.events)]
    }

    private static func gate(for listeners: Int, _ environment: ServerEnvironment) -> @Sendable () -> ConnectionGate {
        let (settings, log) = (environment.settings, GateLog(logger: environment.logger))
        return {
            ConnectionGate(
                settings.limits, room: { OpenFiles.room(listeners: listeners) }, proxies: settings.trustedProxies,
                log: log)
        }
    }
}
