/// Whether people come by https. A proxy ends it, so that only the settings and a trusted proxy can tell.
struct Transport: Sendable {
    /// COOKIE_SECURE; nil where it is not set.
    let cookieSecure: Bool?
    /// Whether PUBLIC_URL is https.
    let isPublicHTTPS: Bool
    /// Whether HOST is this machine alone.
    let isLoopback: Bool

    init(_ settings: Settings) {
        cookieSecure = settings.cookieSecure
        isPublicHTTPS = settings.publicURL?.isHTTPS == true
        isLoopback = settings.isLoopback
    }

    /// Whether this request came by https. What a trusted proxy says goes before PUBLIC_URL.
    func isHTTPS(_ client: Client) -> Bool { client.saidHTTPS ?? isPublicHTTPS }

    /// Whether a cookie is to be sent by https only.
    func isSecure(_ client: Client) -> Bool { cookieSecure ?? (isPublicHTTPS || client.isHTTPS || !isLoopback) }
}
