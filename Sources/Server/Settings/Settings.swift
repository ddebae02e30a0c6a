package import Conversations
package import Logging

/// Everything that `serve` is told from outside: docs/OPERATIONS.md lists the names, defaults and meanings.
package struct Settings: Sendable {
    package var host: String
    /// 0 takes any free port; so does `dashboardPort`.
    package var port: Int
    /// Equal to `port`: one listener serves both.
    package var dashboardPort: Int
    /// For a listener of its own that serves `/metrics`; nil where there is none.
    package var metricsPort: Int?
    package var metricsHost: String
    /// Whose word on a client's address and scheme is believed.
    package var trustedProxies: TrustedProxies
    package var limits: HTTPLimits
    package var webhookVerifyToken: Secret
    package var appSecret: Secret
    /// For a clinic that has no token of its own.
    package var whatsAppToken: Secret?
    package var graphBaseURL: String
    /// Such as `v25.0`.
    package var graphAPIVersion: String
    /// Quiet time before the assistant answers, 0 to 600,000 ms.
    package var replyDelay: Duration
    /// 1 to 120 s.
    package var sendTimeout: Duration
    /// 5 to 3,600 s.
    package var reconcileAfter: Duration
    /// Base64 of 32 bytes.
    package var secretKey: Secret
    /// `scheme://host[:port]`, in lower case.
    package var corsOrigins: [String]
    /// Nil: cookies are only sent by https where people come by it.
    package var cookieSecure: Bool?
    /// The dashboard's address as people type it.
    package var publicURL: PublicURL?
    /// Nil: people sign in with passwords that are kept here.
    package var supabase: SupabaseSettings?
    /// What other commands need, too.
    package var basics: BasicSettings

    package var database: DatabaseLocation { basics.database }
    package var phoneNumberID: PhoneNumberID? { basics.phoneNumberID }
    package var geminiAPIKey: Secret? { basics.geminiAPIKey }
    package var logLevel: Logger.Level { basics.logLevel }
    package var logFormat: LogFormat { basics.logFormat }

    package var isLoopback: Bool { SettingsValue.isLoopback(host) }

    /// The origins whose pages may call the API, beside the one that a request is addressed to.
    var allowedOrigins: Set<String> { Set(corsOrigins + [publicURL?.origin].compactMap(\.self)) }

    /// What is entered in the webhook form of Meta's app; nil where nobody said how this server is reached.
    var callbackURL: String? { publicURL.map { $0.origin + "/webhook" } }

    /// Throws everything that is wrong at once, by name and without any value.
    package init(_ source: SettingsSource) throws(SettingsError) {
        var reader = SettingsReader(source)
        self.init(&reader)
        try reader.finish()
    }

    init(_ reader: inout SettingsReader) {
        host = reader.value(
            "HOST", default: "127.0.0.1", "must be an IP address or a host name", SettingsValue.host)
        port = reader.value("PORT", default: 3000, in: 0...65535)
        dashboardPort = reader.value("DASHBOARD_PORT", default: 3001, in: 0...65535)
        metricsPort = reader.port("METRICS_PORT", besides: [port, dashboardPort])
        metricsHost = reader.value(
            "METRICS_HOST", default: "127.0.0.1", "must be an IP address or a host name", SettingsValue.host)
        trustedProxies = reader.value(
            "TRUSTED_PROXIES", default: TrustedProxies(),
            "must be IP addresses or networks such as 10.0.0.0/8, separated by commas", TrustedProxies.init)
        limits = HTTPLimits(&reader)
        webhookVerifyToken = reader.secret("WEBHOOK_VERIFY_TOKEN", "the token that is entered in Meta's webhook form")
        appSecret = reader.secret("META_APP_SECRET", "the app secret from Meta's app settings")
        whatsAppToken = reader.token("WHATSAPP_TOKEN")
        graphBaseURL = reader.url("GRAPH_BASE_URL", default: "https://graph.facebook.com")
        graphAPIVersion = reader.value(
            "GRAPH_API_VERSION", default: "v25.0", "must be a version such as v25.0", SettingsValue.graphVersion)
        replyDelay = .milliseconds(reader.value("REPLY_DELAY_MS", default: 3000, in: 0...600_000))
        sendTimeout = .seconds(reader.value("SEND_TIMEOUT_SECONDS", default: 10, in: 1...120))
        reconcileAfter = .seconds(reader.value("SEND_RECONCILE_SECONDS", default: 60, in: 5...3600))
        corsOrigins = reader.value(
            "CORS_ORIGINS", default: [],
            "must be origins such as https://desk.example.com, separated by commas, without a path and without *",
            SettingsValue.origins)
        cookieSecure = reader.optional("COOKIE_SECURE", "must be true or false", SettingsValue.flag)
        publicURL = reader.optional(
            "PUBLIC_URL", "must be the dashboard's address such as https://desk.example.com, without a path",
            PublicURL.init)
        if publicURL?.isHTTPS == true, cookieSecure == false {
            reader.add("COOKIE_SECURE", "must not be false where PUBLIC_URL is https")
        }
        supabase = SupabaseSettings(&reader)
        basics = BasicSettings(&reader)
        secretKey = reader.required(basics.secretKey, "SECRET_KEY", BasicSettings.secretKeyMeaning)
    }
}
