import AsyncHTTPClient

/// Signing in through Supabase. Where it is set up, passwords are checked there and nowhere else.
package struct SupabaseAuth: Sendable {
    let client: SupabaseClient
    let tokens: SupabaseTokens

    /// `http` must not follow redirects: a password would go with them.
    init(settings: SupabaseSettings, http: HTTPClient) {
        client = SupabaseClient(settings: settings, http: http)
        tokens = SupabaseTokens(client: client)
    }
}
