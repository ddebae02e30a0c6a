import Conversations
import Crypto
import FoundationEssentials

/// Copies everything from one database into another, empty one. Neither may be served meanwhile.
///
/// It goes table by table and page by page, and notes in the target how far it has got, in the transaction that writes
/// the page: a copy that was killed continues where it stopped.
package struct DatabaseCopy: Sendable {
    /// How much of a table is copied.
    package struct Progress: Sendable, Hashable {
        package let table: String
        package let rows: Int64
        package let total: Int64
    }

    /// Why a copy cannot be made, in words for the operator.
    package enum Trouble: Error, Hashable, CustomStringConvertible {
        case targetInUse
        case finishedBefore
        case differs(table: String)

        package var description: String {
            switch self {
            case .targetInUse:
                "the target holds rows that this copy did not bring; give it an empty database"
            case .finishedBefore:
                "the target holds a finished copy already; nothing was changed"
            case .differs(let table):
                "the table \(table) is not the same on both sides; was the source served meanwhile? Start over with an empty database"
            }
        }
    }

    let source: any Engine
    let target: any Engine
    let rules: Rules
    /// Called after every page. Throwing from it ends the copy, which can be continued.
    let report: @Sendable (Progress) throws -> Void

    package init(
        from source: Database, to target: Database, report: @escaping @Sendable (Progress) throws -> Void
    ) {
        self.source = source.engine
        self.target = target.engine
        rules = source.rules
        self.report = report
    }

    /// Copies what is missing and compares both sides. Returns how many rows each table has.
    package func run() async throws -> [Progress] {
        _ = try await Migrator(engine: source, rules: rules).run()
        _ = try await Migrator(engine: target).run()
        try await prepare()
        for table in Table.copied { try await copy(table) }
        let compared = try await compare()
        try await target.write(as: .owner) { transaction in
            try transaction.execute("UPDATE copy_progress SET finished_at = \(transaction.now)")
        }
        return compared
    }

    private func prepare() async throws {
        try await target.write(as: .owner) { transaction in
            try transaction.execute(
                """
                CREATE TABLE IF NOT EXISTS copy_progress (
                    table_name TEXT PRIMARY KEY, last_key TEXT, finished_at TIMESTAMPTZ)
                """)
            let noted = try transaction.rows("SELECT finished_at FROM copy_progress")
            if try noted.contains(where: { try $0["finished_at"] as Timestamp? != nil }) {
                throw Trouble.finishedBefore
            }
            let isFilled = try Table.copied.contains {
                try transaction.row("SELECT 1 AS one FROM \($0.sql) LIMIT 1") != nil
            }
            if noted.isEmpty && isFilled { throw Trouble.targetInUse }
            for table in Table.copied {
                try transaction.execute(
                    "INSERT INTO copy_progress (table_name) VALUES (\(table.name)) ON CONFLICT DO NOTHING")
            }
            if transaction.dialect.isPostgreSQL {
                try transaction.execute("ALTER TABLE copy_progress ENABLE ROW LEVEL SECURITY")
            }
        }
    }

    private func copy(_ table: Table) async throws {
        let total = try await count(table, in: source)
        var done: Int64 = 0
        var last = try await target.read(as: .owner) { transaction in
            try transaction.row("SELECT last_key FROM copy_progress WHERE table_name = \(table.name)")?["last_key"]
                as String?
        }
        if last != nil { done = try await count(table, in: target) }
        while true {
            let page = try await TablePage(table).read(after: last, in: source)
            guard let newest = page.lastKey else { break }
            try await target.write(as: .owner) { transaction in
                try page.insert(in: transaction)
                try transaction.execute(
                    "UPDATE copy_progress SET last_key = \(newest) WHERE table_name = \(table.name)")
            }
            last = newest
            done += Int64(page.rows.count)
            try report(Progress(table: table.name, rows: done, total: total))
        }
    }

    private func count(_ table: Table, in engine: any Engine) async throws -> Int64 {
        try await engine.read(as: .owner) { try $0.rows("SELECT COUNT(*) AS n FROM \(table.sql)")[0]["n"] }
    }

    /// Reads all of both sides once more.
    private func compare() async throws -> [Progress] {
        var compared: [Progress] = []
        for table in Table.copied {
            let here = try await TableDigest(of: table, in: source)
            let there = try await TableDigest(of: table, in: target)
            guard here == there else { throw Trouble.differs(table: table.name) }
            compared.append(Progress(table: table.name, rows: there.rows, total: here.rows))
        }
        return compared
    }
}

extension Table {
    /// Those that are copied, in an order in which each depends only on earlier ones.
    static let copied = all.filter { $0.pageSize != nil }
}

/// How many rows a table has, and a checksum over all their values. The order of the rows does not matter, since the
/// engines sort text differently.
private struct TableDigest: Equatable {
    var rows: Int64 = 0
    var sum = [UInt8](repeating: 0, count: SHA256.byteCount)

    init(of table: Table, in engine: any Engine) async throws {
        var last: String?
        while true {
            let page = try await TablePage(table).read(after: last, in: engine)
            guard let newest = page.lastKey else { return }
            last = newest
            for row in page.rows {
                rows += 1
                let text = try table.columns.map { "\(try $0.binding(row))" }.joined(separator: "\u{1F}")
                for (position, byte) in SHA256.hash(data: Data(text.utf8)).enumerated() { sum[position] ^= byte }
            }
        }
    }
}
