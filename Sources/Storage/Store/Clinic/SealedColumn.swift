import Conversations

/// A column whose values are sealed with SECRET_KEY, each for the clinic of its row. What is sealed elsewhere too belongs
/// into `all`: then a wrong key is noticed by it, and `key replace` seals it anew.
struct SealedColumn: Sendable {
    static let all = [SealedColumn(table: .doctors, column: "whatsapp_access_token", clinic: "id")]

    let table: Table
    let column: String
    /// The column that names the clinic.
    let clinic: String

    struct Value: Sendable {
        let column: SealedColumn
        let clinic: ClinicID
        let sealed: String
    }

    /// Every sealed value of every column.
    static func values(in transaction: any Transaction) throws -> [Value] {
        try all.flatMap { column in
            let (name, clinic) = (SQL(stringLiteral: column.column), SQL(stringLiteral: column.clinic))
            return try transaction.rows(
                """
                SELECT \(clinic) AS clinic, \(name) AS sealed FROM \(column.table.sql) WHERE \(name) IS NOT NULL
                """
            ).map { Value(column: column, clinic: try $0["clinic"], sealed: try $0["sealed"]) }
        }
    }
}

extension SealedColumn.Value {
    /// Puts another value in its place; nil removes it.
    func replace(with sealed: String?, in transaction: any Transaction) throws {
        let name = SQL(stringLiteral: column.column)
        try transaction.execute(
            """
            UPDATE \(column.table.sql) SET \(name) = \(sealed)
            WHERE \(SQL(stringLiteral: column.clinic)) = \(clinic) AND \(name) = \(self.sealed)
            """)
    }
}
