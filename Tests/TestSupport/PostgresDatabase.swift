package import Conversations
import Foundation
import Logging
@testable package import Storage

/// A database of its own on the server of TEST_DATABASE_URL, whose user has to be a superuser. `bin/test` starts one.
package struct PostgresDatabase: Sendable {
    package let uri: Secret
    package let name: String

    package init(uri: Secret, name: String) {
        self.uri = uri
        self.name = name
    }

    /// The server to test against; nil where there is none.
    package static var server: String? {
        ProcessInfo.processInfo.environment["TEST_DATABASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// False only on a machine without PostgreSQL that is not CI.
    package static var isExpected: Bool { server != nil || ProcessInfo.processInfo.environment["CI"] == "true" }

    /// A pooler in transaction mode in front of the same server.
    package static var pooler: String? {
        ProcessInfo.processInfo.environment["TEST_POOLER_URL"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Runs `body` with an empty database or a copy of `template`, which is dropped afterwards.
    package static func with<Result>(
        template: String? = nil, _ body: (PostgresDatabase) async throws -> Result
    ) async throws -> Result {
        await Turnstile.databases.enter()
        do {
            let database = try await make(from: template)
            let result: Result
            do {
                result = try await body(database)
            } catch {
                try? await drop(database.name)
                throw error
            }
            try await drop(database.name)
            await Turnstile.databases.leave()
            return result
        } catch {
            await Turnstile.databases.leave()
            throw error
        }
    }

    /// A new database, which the caller drops.
    static func make(from template: String? = nil) async throws -> PostgresDatabase {
        guard let server else { throw Missing() }
        let name = "test_\(UUID().uuidString.lowercased().replacing("-", with: "").prefix(20))"
        try await run("CREATE DATABASE \(name)\(template.map { " TEMPLATE \($0)" } ?? "")", on: server)
        return PostgresDatabase(uri: Secret(address(server, name)), name: name)
    }

    /// For the end of the process, when nothing can be awaited any more.
    static func dropAtEnd(_ name: String) {
        guard let server else { return }
        let psql = psql("DROP DATABASE IF EXISTS \(name)", on: server)
        guard (try? psql.run()) != nil else { return }
        psql.waitUntilExit()
    }

    /// An engine on it. The caller closes it.
    package func engine(
        clock: WallClock? = nil, connections: Int = 4, listen: ListenAddress = .sameAddress
    ) throws -> any Engine {
        #if PostgreSQL
            try PostgresEngine(
                PostgresSettings(uri: uri, connections: connections, listen: listen), clock: clock,
                logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        #else
            throw Missing()
        #endif
    }

    /// The same database through the pooler.
    package var pooledURI: Secret? { Self.pooler.map { Secret(Self.address($0, name)) } }

    /// Runs SQL as the superuser, on a connection of its own.
    package func run(_ sql: String) async throws { try await Self.run(sql, on: uri.exposed) }

    private static func drop(_ name: String) async throws {
        guard let server else { throw Missing() }
        try await run("DROP DATABASE IF EXISTS \(name) WITH (FORCE)", on: server)
    }

    /// The server's address with another database.
    private static func address(_ server: String, _ name: String) -> String {
        guard var parts = URLComponents(string: server) else { return server }
        parts.path = "/\(name)"
        return parts.string ?? server
    }

    private static func psql(_ sql: String, on address: String) -> Process {
        let psql = Process()
        psql.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        psql.arguments = ["psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--command", sql, address]
        psql.standardOutput = FileHandle.nullDevice
        return psql
    }

    private static func run(_ sql: String, on address: String) async throws {
        let psql = psql(sql, on: address)
        // No thread waits for it: on two cores all tests share two, and a new database takes a while.
        let status = try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Int32, any Error>) in
            psql.terminationHandler = { ended.resume(returning: $0.terminationStatus) }
            do { try psql.run() } catch { ended.resume(throwing: error) }
        }
        guard status == 0 else { throw Failed(sql: sql) }
    }

    package struct Missing: Error, CustomStringConvertible {
        package init() {}
        package var description: String { "there is no TEST_DATABASE_URL; bin/test starts a server and sets it" }
    }

    private struct Failed: Error { let sql: String }
}

/// Lets a bounded number of tests have a database at once: each keeps several connections.
private actor Turnstile {
    static let databases = Turnstile(places: 6)

    private var free: Int
    private var queue: [CheckedContinuation<Void, Never>] = []

    init(places: Int) { free = places }

    func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { queue.append($0) }
        }
    }

    func leave() {
        if queue.isEmpty { free += 1 } else { queue.removeFirst().resume() }
    }
}
