package import Conversations
import Foundation
package import Logging
import Storage

/// What the demo runs with when nothing is configured: a database and secrets of its own in one folder, the sandbox
/// in the place of Meta, and a clinic with some history.
package struct DemoSetup: Sendable {
    /// Settings that a visitor may bring; everything else is the demo's own.
    private static let visitorsNames = [
        "HOST", "PORT", "DASHBOARD_PORT", "GEMINI_API_KEY", "GEMINI_BASE_URL", "GEMINI_MODEL",
        "MODEL_URL", "MODEL_NAME", "MODEL_KEY", "MODEL_TIMEOUT_SECONDS", "MODEL_SEES_PICTURES",
        "TRANSCRIBE_URL", "TRANSCRIBE_KEY", "TRANSCRIBE_MODEL", "TRANSCRIBE_LANGUAGE", "REPLY_DELAY_MS",
        "LOG_LEVEL", "LOG_FORMAT",
    ]

    package let settings: Settings
    package let accessToken: Secret
    package let email = DemoClinic.email
    package let password = DemoClinic.password
    package let clinicName = DemoClinic.clinicName
    package let clinicPhone = DemoClinic.phone
    package let phoneNumberID = DemoClinic.phoneNumberID
    /// The seeded patients, for the phone page.
    package let patients: [(name: String, phone: String)] = DemoPatient.all.map { ($0.name, "+\($0.phone.text)") }
    private let databasePath: String

    /// Throws `SettingsError`, also where HOST is an address that others reach: everybody knows the demo's password.
    package init(_ source: SettingsSource, sandboxPort: Int, folder: String = "var/demo") throws {
        let problems = Self.visitorsNames.compactMap { source.problem(of: $0) }
        guard problems.isEmpty else { throw SettingsError(problems: problems) }
        databasePath = folder + "/demo.db"
        accessToken = try SecretKeyFile(path: folder + "/access-token").readOrMake(Self.makeWord)
        var values = [
            "DATABASE_URL": "sqlite:\(databasePath)",
            "MEDIA_URL": "file:\(folder)/demo-media",
            "SECRET_KEY": try SecretKeyFile(path: folder + "/secret-key").readOrMake().exposed,
            "META_APP_SECRET": try SecretKeyFile(path: folder + "/app-secret").readOrMake(Self.makeWord).exposed,
            "WEBHOOK_VERIFY_TOKEN": try SecretKeyFile(path: folder + "/verify-token").readOrMake(Self.makeWord).exposed,
            "GRAPH_BASE_URL": "http://127.0.0.1:\(sandboxPort)",
            "REPLY_DELAY_MS": "1500",
            "LOG_LEVEL": "notice",
        ]
        for name in Self.visitorsNames { values[name] = source[name] ?? values[name] }
        settings = try Settings(SettingsSource(environment: values, notes: source.notes))
        guard settings.isLoopback else {
            throw SettingsError(problems: [
                .init(name: "HOST", sentence: "must be a loopback address such as 127.0.0.1 for the demo")
            ])
        }
    }

    package var appSecret: Secret { settings.appSecret }

    /// Forgets the conversations of earlier demos. Throws `StorageError.databaseInUse` while one runs.
    package func forget() throws {
        guard FileManager.default.fileExists(atPath: databasePath) else { return }
        let lock = try DatabaseLock(databasePath: databasePath)
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: databasePath + suffix) {
            try FileManager.default.removeItem(atPath: databasePath + suffix)
        }
        withExtendedLifetime(lock) {}
    }

    /// Makes the clinic, unless it is there.
    package func seed(logger: Logger) async throws {
        try await DemoSeed.plant(settings, accessToken: accessToken, logger: logger)
    }

    private static func makeWord() -> Secret {
        Secret(UUID().uuidString.lowercased().replacing("-", with: ""))
    }
}
