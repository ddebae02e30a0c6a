import ArgumentParser
import Logging
import Server
import Storage

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Bring the database up to date. serve does it, too.")

    @Flag(help: "Take over the database of the replaced system. Make a copy of it first.")
    var adopt = false

    @Flag(help: "With --adopt: say what would be done, and change nothing.")
    var dryRun = false

    func run() async throws {
        guard adopt || !dryRun else { throw CommandFailure.usage("--dry-run goes with --adopt") }
        let basics = try BasicSettings(.process(), needsSecretKey: adopt)
        let logger = basics.startLog()
        if adopt { return try await adopt(basics, logger) }
        let line = ProgressLine()
        let database = try await Composition.openMigrated(basics, logger: logger) { progress in
            if progress.total > 0 { line.show(progress.migration, progress.rows, of: progress.total) }
            for note in progress.notes { print(note) }
        }
        try await database.close()
        print("The database is up to date.")
    }

    private func adopt(_ basics: BasicSettings, _ logger: Logger) async throws {
        guard let sealer = basics.secretKey.flatMap(TokenSealer.init(secretKey:)) else {
            throw CommandFailure.usage("--adopt needs SECRET_KEY")
        }
        let database = try Composition.openDatabase(basics.database, logger: logger)
        let result: Result<AdoptionReport, any Error>
        do {
            result = .success(try await Adoption(of: database, sealer: sealer).run(isRehearsal: dryRun))
        } catch let trouble as AdoptionTrouble {
            result = .failure(CommandFailure.failed("\(trouble)"))
        } catch {
            result = .failure(error)
        }
        try? await database.close()
        for line in try result.get().lines { print(line) }
        print(dryRun ? "A rehearsal: nothing was changed." : "Adopted. The old tables are in the schema adopted.")
    }
}
