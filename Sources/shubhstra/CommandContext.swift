import Conversations
import Logging
import Server
import Storage

/// What the short commands share: settings, a log of warnings, and a database that is closed in the end.
struct CommandContext {
    let basics: BasicSettings
    let database: Database
    let logger: Logger

    /// The database must be there, and up to date: a command that is over soon changes no schema under a server that
    /// runs. Where the key is needed, it is checked.
    static func with<Result>(
        needsSecretKey: Bool = false, _ body: (CommandContext) async throws -> Result
    ) async throws -> Result {
        let basics = try BasicSettings(.process(), needsSecretKey: needsSecretKey)
        return try await with(basics) { context in
            if needsSecretKey { try await context.database.operator.checkKey() }
            return try await body(context)
        }
    }

    static func with<Result>(
        _ basics: BasicSettings, _ body: (CommandContext) async throws -> Result
    ) async throws -> Result {
        let logger = basics.startLog(atLeast: .warning)
        let database = try await Composition.openExisting(basics, logger: logger)
        do {
            let result = try await body(CommandContext(basics: basics, database: database, logger: logger))
            try await database.close()
            return result
        } catch {
            try? await database.close()
            throw error
        }
    }

    /// The clinic of the doctor with this e-mail address. Throws a failure that names the address.
    func clinic(ofDoctor email: String) async throws -> Clinic {
        guard let address = EmailAddress(email), let clinic = try await database.operator.clinic(email: address) else {
            throw CommandFailure.noDoctor(email)
        }
        return clinic
    }
}
