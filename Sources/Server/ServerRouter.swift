import Files
import Hummingbird

/// Puts the routes together.
struct ServerRouter {
    let environment: ServerEnvironment
    let desk: SignInDesk
    let files: DashboardFiles
    let bodies: Budget
    let uploads: Budget
    let readiness: Readiness
    let refusedWebhooks: RefusedWebhookLog

    func router(for role: ListenerRole) -> Router<HTTPContext> {
        let settings = environment.settings
        let router = Router(context: HTTPContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: ClientMiddleware(proxies: settings.trustedProxies))
        router.add(middleware: RequestLog(logger: environment.logger))
        router.add(middleware: SecurityHeaders())
        router.add(middleware: StrictTransport(transport: Transport(settings)))
        router.add(middleware: CORSMiddleware(allowedOrigins: settings.allowedOrigins))
        router.add(middleware: ErrorAnswers(logger: environment.logger))
        router.add(middleware: HostRule())
        router.add(middleware: BodyBudgetMiddleware(budget: bodies) { $0.client.countedAddress })
        HealthRoutes(
            inbox: environment.inbox, events: environment.events, stored: environment.stored, readiness: readiness,
            isForOperators: role == .metrics
        ).add(to: router)
        if role == .metrics { return router }
        addAPI(to: router)
        if role != .dashboard { webhook.add(to: router) }
        if role != .backend { DashboardRoutes(files: files, sessions: environment.sessions).add(to: router) }
        return router
    }

    private var webhook: WebhookRoutes {
        WebhookRoutes(
            inbox: environment.inbox, verifyToken: environment.settings.webhookVerifyToken,
            appSecret: environment.settings.appSecret, stored: environment.stored, log: refusedWebhooks)
    }

    private func addAPI(to router: Router<HTTPContext>) {
        let rule = CrossSiteRule(allowedOrigins: environment.settings.allowedOrigins)
        let sessions = environment.sessions
        let api = router.group("api").add(middleware: CrossSiteMiddleware(rule: rule))
        let closed = api.group().add(middleware: SessionMiddleware(sessions: sessions))
        SessionRoutes(desk: desk, sessions: sessions, transport: Transport(environment.settings)).add(to: api, closed)
        PatientRoutes(chats: environment.chats, stored: environment.stored).add(to: closed)
        KnowledgeRoutes(
            chats: environment.chats, asking: environment.asking, limit: AskLimit(), stored: environment.stored
        ).add(to: closed)
        ClinicRoutes(chats: environment.chats, stored: environment.stored).add(to: closed)
        ModelRoutes(
            chats: environment.chats, stored: environment.stored,
            hasHouseModel: environment.settings.basics.houseModel != nil,
            readers: environment.settings.basics.readers
        ).add(to: closed)
        LiveChatRoutes(chats: environment.chats, stored: environment.stored).add(to: closed)
        MediaRoutes(chats: environment.chats, files: environment.files.store, stored: environment.stored).add(
            to: closed)
        let receiver = FileReceiver(
            files: environment.files, reserve: environment.reserveFile, uploads: uploads, stored: environment.stored)
        SendMediaRoutes(chats: environment.chats, receiver: receiver, stored: environment.stored).add(to: closed)
        TemplateRoutes(
            chats: environment.chats, desk: environment.account, receiver: receiver, stored: environment.stored
        ).add(to: closed)
        WhatsAppRoutes(
            desk: environment.account, stored: environment.stored, callbackURL: environment.settings.callbackURL,
            verifyToken: environment.settings.webhookVerifyToken
        ).add(to: closed)
        BlockRoutes(chats: environment.chats, desk: environment.account, stored: environment.stored).add(to: closed)
        CostRoutes(chats: environment.chats, stored: environment.stored).add(to: closed)
        HeldRoutes(holding: environment.holding, stored: environment.stored).add(to: closed)
        EventRoutes(events: environment.events, sessions: sessions).add(to: closed)
    }
}
