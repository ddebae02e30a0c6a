import Hummingbird

/// The pages of the dashboard and what they load.
struct DashboardRoutes: Sendable {
    let files: DashboardFiles
    let sessions: Sessions

    func add(to router: Router<HTTPContext>) {
        for path in ["", "patients"] as [RouterPath] {
            router.get(path) { request, _ in
                try await isSignedIn(request)
                    ? files.index.response(to: request, caching: "no-cache") : .redirect(to: "/login")
            }
        }
        router.get("login") { request, _ in
            try await isSignedIn(request) ? .redirect(to: "/") : files.login.response(to: request, caching: "no-cache")
        }
        router.get("assets/**") { request, _ in try asset(request.uri.path, request) }
        router.get("favicon.ico") { request, _ in try asset("/assets/icon.svg", request) }
    }

    private func asset(_ path: String, _ request: Request) throws -> Response {
        guard let (file, caching) = files.asset(at: path) else { throw APIError.noSuchPage }
        return file.response(to: request, caching: caching)
    }

    private func isSignedIn(_ request: Request) async throws -> Bool {
        try await sessions.current(of: request) != nil
    }
}
