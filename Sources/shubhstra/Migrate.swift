import ArgumentParser
import Logging
import Server
import Storage

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Bring the database up to date. serve does it, too.")

    func run() async throws {
        let basics = try BasicSettings(.process())
        basics.logFormat.bootstrap(level: basics.logLevel)
        let store = try await Composition.openStore(basics, logger: Logger(label: "shubhstra"))
        try await store.engine.close()
        print("The database is up to date.")
    }
}
