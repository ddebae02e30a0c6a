import HTTPTypes

/// Keeps other websites away from the control API: a page of another origin can post to a loopback address, and an
/// attacker can point a host name of their own at it.
struct ControlGuard: Sendable {
    let configuration: SandboxConfiguration

    /// Throws if the request comes from another website.
    func check(_ exchange: Exchange) throws(SandboxError) {
        try checkHost(exchange)
        if let site = exchange.header(.fetchSite), !["same-origin", "none"].contains(site) {
            throw .forbidden("requests of other websites are refused")
        }
        guard let origin = exchange.header(.origin) else { return }
        guard origin == exchange.origin else { throw .forbidden("requests of other websites are refused") }
    }

    /// Throws if the request names a host that is not this machine.
    func checkHost(_ exchange: Exchange) throws(SandboxError) {
        guard configuration.listensOnLoopback else { return }
        let authority = exchange.authority
        let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
        guard ["127.0.0.1", "localhost", "[::1]"].contains(String(host)) else {
            throw .forbidden("the sandbox is only reached under the name localhost")
        }
    }
}

extension HTTPField.Name {
    // Valid by inspection: letters and hyphens.
    static let fetchSite = HTTPField.Name("sec-fetch-site")!
}
