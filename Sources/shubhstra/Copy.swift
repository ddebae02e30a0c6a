import ArgumentParser
import Conversations
import Foundation
import Logging
import Server
import Storage

struct Copy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the SQLite database of DATABASE_URL into an empty PostgreSQL database.",
        discussion: "Stop serve first. A copy that was interrupted goes on where it was when it is started again.")

    @Option(help: "The PostgreSQL database: postgres://USER:PASSWORD@HOST/NAME")
    var to: String

    func run() async throws {
        let basics = try BasicSettings(.process())
        let logger = basics.startLog(atLeast: .warning)
        guard case .sqlite(let path) = basics.database else {
            throw CommandFailure.usage("copy reads SQLite: DATABASE_URL must be sqlite:PATH")
        }
        guard FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure.failed("there is no database at \(path)")
        }
        guard let target = DatabaseLocation(postgresURI: to) else {
            throw CommandFailure.usage("--to must be postgres://…")
        }
        let lock = try DatabaseLock(databasePath: path)
        defer { withExtendedLifetime(lock) {} }
        let here = try Composition.openDatabase(basics.database, logger: logger)
        let there = try Composition.openDatabase(target, logger: logger)
        let result = await outcome(from: here, to: there)
        try? await there.close()
        try? await here.close()
        for table in try result.get() where table.rows > 0 { print("\(table.table): \(table.rows)") }
        print("Copied and compared. Set DATABASE_URL to the new database and keep SECRET_KEY: it seals the tokens.")
    }

    private func outcome(
        from here: Database, to there: Database
    ) async -> Result<[DatabaseCopy.Progress], any Error> {
        let line = ProgressLine()
        do {
            return .success(
                try await DatabaseCopy(from: here, to: there) { line.show($0.table, $0.rows, of: $0.total) }.run())
        } catch let trouble as DatabaseCopy.Trouble {
            return .failure(CommandFailure.failed("\(trouble)"))
        } catch {
            return .failure(error)
        }
    }
}
