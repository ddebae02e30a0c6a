import ArgumentParser
import Conversations
import FoundationEssentials
import Server
import Storage

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Write everything of the SQLite database into one new file, also while it is served.",
        discussion: "The file is a tar archive that its owner alone may read. It gets its name once it was read back.")

    @Argument(help: "The file; it must not exist.") var file: String

    func run() async throws {
        let source = try SettingsSource.process()
        let path = try SQLitePath.of(source, or: .backup(file))
        let media = try BasicSettings(source).media.folder
        let backup = Backup(databasePath: path, media: media, program: ServerVersion.current)
        let manifest = try backup.write(to: file, now: Timestamp(.now))
        let files = manifest.files.map { ", \($0) files of messages" } ?? ""
        print("\(file) holds \(manifest.rowCount) rows of \(manifest.rows.count) tables\(files) and was read back.")
        if media == nil { print("The files of messages are in the bucket of MEDIA_URL and not in it.") }
        print("Keep SECRET_KEY apart from it: without the key the access tokens in it cannot be opened.")
    }
}

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Bring a backup back to where DATABASE_URL says, where nothing may be yet.",
        discussion: "Its clinics are held: nothing is sent until serve --resume or Switch on again in the dashboard.")

    @Argument(help: "A file made by shubhstra backup.") var file: String

    func run() async throws {
        let source = try SettingsSource.process()
        let path = try SQLitePath.of(source, or: .restore(file))
        let line = ProgressLine()
        let media = try BasicSettings(source).media.folder
        let restore = Restore(of: file, to: path, media: media, rules: try .ofProduct())
        let manifest = try await restore.run { progress in
            if progress.total > 0 { line.show(progress.migration, progress.rows, of: progress.total) }
            for note in progress.notes { print(note) }
        }
        print("\(path) holds the \(manifest.rowCount) rows of \(manifest.madeAt). Everybody has to sign in again.")
        if let files = manifest.files {
            print(
                media.map { "\($0.path) holds \(files) files of messages." }
                    ?? "The \(files) files of messages in it were left out, since MEDIA_URL is a bucket.")
        }
        print("Nothing is sent yet: look at what is missing, then use shubhstra serve --resume, or Switch on again.")
        try await tellWhereKeyIsWrong(try BasicSettings(source))
    }

    /// Everything else can be read without the key.
    private func tellWhereKeyIsWrong(_ basics: BasicSettings) async throws {
        guard basics.secretKey != nil else { return }
        do {
            try await CommandContext.with(needsSecretKey: true) { _ in }
        } catch StorageError.wrongKey {
            StandardError.tell("SECRET_KEY is not the key of this backup: set that one, or see shubhstra key replace.")
        }
    }
}

struct HoldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold",
        abstract:
            "Let nothing leave any clinic, as after restore: for a database that was brought back by other means.",
        discussion: "serve --resume or Switch on again in the dashboard ends it.")

    @Flag(help: "Don't ask.") var yes = false

    func run() async throws {
        try Confirmation.requireAnswer(yes: yes)
        try await CommandContext.with { context in
            try Confirmation.ask(
                "Hold every clinic, give up what waits to be sent, and sign everybody out?", yes: yes)
            try await context.database.holding.holdAll()
        }
        print("Every clinic is held. Use shubhstra serve --resume, or Switch on again in the dashboard.")
    }
}

/// Where the SQLite file is. PostgreSQL has tools of its own.
private enum SQLitePath {
    enum Use {
        case backup(String), restore(String)
    }

    /// Throws a failure that names the tools where the database is PostgreSQL.
    static func of(_ source: SettingsSource, or use: Use) throws -> String {
        let basics = try BasicSettings(source)
        guard case .sqlite(let path) = basics.database else { throw CommandFailure.failed(sentence(use)) }
        return path
    }

    private static func sentence(_ use: Use) -> String {
        switch use {
        case .backup(let file):
            "backup is for SQLite. PostgreSQL's own: pg_dump --format=custom --file=\(file) \"$DATABASE_URL\" "
                + "(and pg_restore to bring it back)"
        case .restore(let file):
            "restore is for SQLite. PostgreSQL's own, for what pg_dump made, into an empty database: "
                + "pg_restore --no-owner --exit-on-error --single-transaction --dbname=\"$DATABASE_URL\" \(file)"
        }
    }
}
