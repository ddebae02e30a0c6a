import Conversations
import FoundationEssentials

/// Some rows of a table, in the order of its key.
struct TablePage: Sendable {
    let table: Table
    private(set) var rows: [ResultRow] = []
    /// The key of the last row, as text; nil when there are no rows.
    private(set) var lastKey: String?

    init(_ table: Table) { self.table = table }

    func read(after last: String?, in engine: any Engine) async throws -> TablePage {
        let condition = try last.map { try after($0) } ?? ""
        return try await engine.read(as: .owner) { transaction in
            var page = self
            page.rows = try transaction.rows(
                """
                SELECT \(table.columnList) FROM \(table.sql)\(condition)
                ORDER BY \(table.keyList) LIMIT \(table.pageSize ?? 500)
                """)
            page.lastKey = try page.rows.last.map { try key(of: $0) }
            return page
        }
    }

    func insert(in transaction: any Transaction) throws {
        let values = try rows.map { row -> SQL in
            "(\(SQL.list(try table.columns.map { "\(try $0.binding(row))" })))"
        }
        try transaction.execute(
            """
            INSERT INTO \(table.sql) (\(table.columnList)) VALUES \(SQL.list(values)) ON CONFLICT DO NOTHING
            """)
    }

    private func key(of row: ResultRow) throws -> String {
        String(decoding: try JSONEncoder().encode(try table.key.map { try row[named: $0] as String }), as: UTF8.self)
    }

    private func after(_ last: String) throws -> SQL {
        let values = try JSONDecoder().decode([String].self, from: Data(last.utf8))
        guard values.count == table.key.count else { throw StorageError.unreadable("last_key") }
        let bound = zip(table.key, values).map { name, value -> SQL in
            let isID = table.columns.first { $0.name == name }?.kind == .uuid
            return isID ? "\(Binding.uuid(UUID(text: value)))" : "\(Binding.text(value))"
        }
        return " WHERE (\(table.keyList)) > (\(SQL.list(bound)))"
    }
}
