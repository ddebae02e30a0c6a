import Configuration
import Foundation

/// Where settings come from: the environment first, then a `.env` file. An empty value counts as absent; an empty
/// one in the environment hides the file's.
package struct SettingsSource: Sendable {
    static let secretNames: Set<String> = [
        "WEBHOOK_VERIFY_TOKEN", "META_APP_SECRET", "WHATSAPP_TOKEN", "GEMINI_API_KEY", "SECRET_KEY", "SECRET_KEY_OLD",
        "DATABASE_URL",
        "SUPABASE_ANON_KEY", "SUPABASE_JWT_SECRET", "LISTEN_DATABASE_URL",
    ]

    private let reader: ConfigReader

    package init(environment: [String: String], file: [String: String] = [:]) {
        reader = ConfigReader(
            providers: [environment, file].map {
                EnvironmentVariablesProvider(environmentVariables: $0, secretsSpecifier: .specific(Self.secretNames))
            })
    }

    /// The environment of this process and `.env` in the working directory, which may be missing. `defaults` come
    /// last. Throws when `.env` cannot be read.
    package static func process(defaults: [String: String] = [:]) throws(SettingsError) -> SettingsSource {
        let file = try DotEnvFile(path: ".env")
        return SettingsSource(
            environment: ProcessInfo.processInfo.environment,
            file: defaults.merging(file.values) { standard, value in value.isEmpty ? standard : value })
    }

    /// The value without white space around it; nil when it is absent or empty.
    package subscript(name: String) -> String? {
        let text = reader.string(forKey: ConfigKey([name]), isSecret: Self.secretNames.contains(name))
        let trimmed = text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        return trimmed.isEmpty ? nil : trimmed
    }
}
