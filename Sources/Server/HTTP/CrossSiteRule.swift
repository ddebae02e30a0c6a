import HTTPTypes
import Hummingbird

/// From where requests that change something may come. A browser says where a request comes from; a client that says
/// nothing isn't a browser, and carries no cookie that somebody else's page could use.
struct CrossSiteRule: Sendable {
    let allowedOrigins: Set<String>

    /// `host` is the request's own Host, `fetchSite` the header `Sec-Fetch-Site`.
    func allows(_ method: HTTPRequest.Method, origin: String?, fetchSite: String?, host: String?) -> Bool {
        if [.get, .head, .options].contains(method) { return true }
        if let origin, allowedOrigins.contains(origin) { return true }
        if let fetchSite, !["same-origin", "none"].contains(fetchSite) { return false }
        guard let origin else { return true }
        guard let host, !host.isEmpty else { return false }
        // Behind a proxy that ends TLS the page's scheme is https while ours is http.
        return origin == "http://\(host)" || origin == "https://\(host)"
    }

    func allows(_ request: Request) -> Bool {
        allows(
            request.method, origin: request.headers[.origin], fetchSite: request.headers[.secFetchSite],
            host: request.head.authority)
    }
}

extension HTTPField.Name {
    static let secFetchSite = Self("Sec-Fetch-Site")!
}
