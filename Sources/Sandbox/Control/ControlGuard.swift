import HTTPTypes

/// Keeps other websites away from the control API: a page of another origin can post to a loopback address, and a
/// name that an attacker owns can be pointed at it.
struct ControlGuard: Sendable {
    let configuration: SandboxConfiguration

    /// Throws when the request comes from elsewhere.
    func check(_ exchange: Exchange) throws(ControlError) {
        try checkHost(exchange)
        if let site = exchange.header(.fetchSite), !["same-origin", "none"].contains(site) {
            throw .forbidden("requests of other websites are refused")
        }
        guard let origin = exchange.header(.origin) else { return }
        guard origin == exchange.origin else { throw .forbidden("requests of other websites are refused") }
    }

    /// Throws when the name by which we were reached is not one of this machine's own.
    func checkHost(_ exchange: Exchange) throws(ControlError) {
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
