import Configuration
import Foundation

/// Where settings come from: the environment first, then a `.env` file. An empty value counts as absent; an empty
/// one in the environment hides the file's. A secret may be in a file of its own, which `NAME_FILE` names.
package struct SettingsSource: Sendable {
    static let secretNames: Set<String> = [
        "WEBHOOK_VERIFY_TOKEN", "META_APP_SECRET", "WHATSAPP_TOKEN", "GEMINI_API_KEY", "MODEL_KEY", "TRANSCRIBE_KEY",
        "SECRET_KEY",
        "SECRET_KEY_OLD",
        "DATABASE_URL", "MEDIA_URL",
        "SUPABASE_ANON_KEY", "SUPABASE_JWT_SECRET", "LISTEN_DATABASE_URL",
    ]

    /// What is odd and refuses nothing, each a sentence.
    let notes: [String]
    private let reader: ConfigReader
    private var secrets: [String: SecretFile] = [:]

    package init(environment: [String: String], file: [String: String] = [:]) {
        self.init(environment: environment, file: file, notes: [])
    }

    init(environment: [String: String], file: [String: String] = [:], notes: [String]) {
        self.notes = notes
        reader = ConfigReader(
            providers: [environment, file].map {
                EnvironmentVariablesProvider(environmentVariables: $0, secretsSpecifier: .specific(Self.secretNames))
            })
        for name in Self.secretNames {
            if let path = text("\(name)_FILE") { secrets[name] = SecretFile(path: path) }
        }
    }

    /// The environment of this process and `.env` in the working directory, which may be missing. `defaults` come
    /// last. Throws when `.env` cannot be read.
    package static func process(defaults: [String: String] = [:]) throws(SettingsError) -> SettingsSource {
        let file = try DotEnvFile(path: ".env")
        return SettingsSource(
            environment: ProcessInfo.processInfo.environment,
            file: defaults.merging(file.values) { standard, value in value.isEmpty ? standard : value },
            notes: file.notes(known: SettingsName.all))
    }

    /// The value without white space around it; nil when it is absent or empty.
    package subscript(name: String) -> String? { text(name) ?? secrets[name]?.text }

    /// Whether there is a value, be it a wrong one.
    func isSet(_ name: String) -> Bool { text(name) != nil || secrets[name] != nil }

    /// Why the value cannot be had, without a word of it.
    func problem(of name: String) -> SettingsError.Problem? {
        guard let secret = secrets[name] else { return nil }
        if text(name) != nil {
            return .init(name: name, sentence: "is set twice: as \(name) and as \(name)_FILE; keep one of them")
        }
        return secret.text == nil ? .init(name: "\(name)_FILE", sentence: SecretFile.rule) : nil
    }

    private func text(_ name: String) -> String? {
        let text = reader.string(forKey: ConfigKey([name]), isSecret: Self.secretNames.contains(name))
        let trimmed = text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        return trimmed.isEmpty ? nil : trimmed
    }
}
