import Hummingbird

/// Puts the routes together.
struct ServerRouter {
    let environment: ServerEnvironment
    let desk: SignInDesk
    let files: DashboardFiles

    func router(for role: ListenerRole) -> Router<HTTPContext> {
        let origins = Set(environment.settings.corsOrigins)
        let router = Router(context: HTTPContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: RequestLog(logger: environment.logger))
        router.add(middleware: SecurityHeaders(isSecure: environment.settings.cookieSecure))
        router.add(middleware: CORSMiddleware(allowedOrigins: origins))
        router.add(middleware: ErrorAnswers(logger: environment.logger))
        HealthRoutes(environment: environment).add(to: router)
        addAPI(to: router, origins)
        if role != .dashboard { WebhookRoutes(environment: environment).add(to: router) }
        if role != .backend { DashboardRoutes(environment: environment, files: files).add(to: router) }
        return router
    }

    private func addAPI(to router: Router<HTTPContext>, _ origins: Set<String>) {
        let api = router.group("api").add(middleware: CrossSiteMiddleware(rule: CrossSiteRule(allowedOrigins: origins)))
        let closed = api.group().add(middleware: SessionMiddleware(environment: environment))
        SessionRoutes(environment: environment, desk: desk).add(to: api, closed)
        PatientRoutes(environment: environment).add(to: closed)
        LiveChatRoutes(environment: environment).add(to: closed)
        EventRoutes(environment: environment).add(to: closed)
    }
}
