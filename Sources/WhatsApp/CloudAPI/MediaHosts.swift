import FoundationEssentials

/// Where the files of messages may be fetched: nobody else gets the clinic's token, whatever an answer says.
struct MediaHosts: Sendable {
    private let graph: Origin?

    /// `baseURL` is the address of the Graph API.
    init(baseURL: String) { graph = Origin(baseURL) }

    func allow(_ url: String) -> Bool {
        guard let origin = Origin(url) else { return false }
        return origin == graph || origin == Origin(scheme: "https", host: "lookaside.fbsbx.com", port: 443)
    }

    private struct Origin: Equatable {
        let scheme: String
        let host: String
        let port: Int

        init(scheme: String, host: String, port: Int) {
            self.scheme = scheme
            self.host = host
            self.port = port
        }

        init?(_ text: String) {
            guard let url = URLComponents(string: text), let scheme = url.scheme?.lowercased(),
                let host = url.host?.lowercased(), url.user == nil, url.password == nil,
                let port = url.port ?? ["http": 80, "https": 443][scheme]
            else { return nil }
            self.init(scheme: scheme, host: host, port: port)
        }
    }
}
