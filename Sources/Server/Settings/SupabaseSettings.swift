package import Conversations

/// The Supabase project that people sign in with.
package struct SupabaseSettings: Sendable, Hashable {
    /// SUPABASE_URL, without a slash at the end.
    package var url: String
    /// SUPABASE_ANON_KEY: the publishable key, or the anon key of an older project.
    package var anonKey: Secret
    /// SUPABASE_JWT_SECRET: only for projects that still sign with a shared secret.
    package var jwtSecret: Secret?

    init?(_ reader: inout SettingsReader) {
        let secret = reader.token("SUPABASE_JWT_SECRET")
        let key = reader.token("SUPABASE_ANON_KEY")
        let url = reader.optional(
            "SUPABASE_URL", "must be https://PROJECT.supabase.co, or http on this machine",
            SettingsValue.secretsURL)
        guard let url else { return nil }
        let present = reader.required(key, "SUPABASE_ANON_KEY", "the project's publishable key; SUPABASE_URL needs it")
        self.url = url
        anonKey = present
        jwtSecret = secret
    }
}
