import Conversations
import Foundation
import Logging
import Server
import ServiceLifecycle
@testable import Storage
import TestSupport
import Testing

/// A program that is too old for the database, on the whole product.
@Suite(.serialized) struct ServingNewerSchemaTests {
    private static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// As the migration of a version to come would leave it.
    private static func outdate(_ database: Database) async throws {
        try await database.engine.write(as: .owner) { transaction in
            try transaction.execute(
                """
                INSERT INTO schema_migrations (name, applied_at, oldest_program)
                VALUES ('of_a_version_to_come', \(transaction.now), 99)
                """)
            transaction.signal(.schema)
        }
    }

    private static func settings(_ database: [String: String]) throws -> Settings {
        let values = [
            "PORT": "0", "DASHBOARD_PORT": "0", "WEBHOOK_VERIFY_TOKEN": "verify-token-of-a-test",
            "META_APP_SECRET": "app-secret-of-a-test", "SECRET_KEY": SecretKeyFile.makeKey().exposed,
        ]
        return try Settings(SettingsSource(environment: values.merging(database) { _, new in new }))
    }

    /// Serves until the schema outgrows the program, and gives the right to serve back.
    private static func serve(_ settings: Settings) async throws {
        let composition = try await Composition.open(settings, logger: quiet)
        let group = composition.group()
        let running = Task { try await group.run() }
        try await outdate(composition.database)
        let outcome = await running.result
        await composition.close()
        try outcome.get()
    }

    @Test(.timeLimit(.minutes(2)), arguments: Backing.available)
    func `a server stops when the schema outgrows it, and does not start again`(on backing: Backing) async throws {
        let newer = StorageError.newerSchema(needs: 99, known: Migration.known)
        try await backing.with { database in
            let settings = try Self.settings(database)
            await #expect(throws: newer) { try await Self.serve(settings) }
            await #expect(throws: newer) { try await Composition.open(settings, logger: Self.quiet) }
        }
    }
}
