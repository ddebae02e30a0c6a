#if PostgreSQL
    /// A statement as one connection knows it.
    final class PostgresStatement {
        let text: String
        /// What it is, or would be, prepared as: no other connection uses the name.
        let name: String
        /// Whether the server knows it by its name.
        var isPrepared = false
        private var isUsed = false
        private var columns = ColumnNames(count: 0) { _ in nil }

        init(_ statement: SQL, name: String) {
            text = statement.rendered { "$\($0)" }
            self.name = name
        }

        /// False the first time: what is run once is not prepared.
        func isUsedAgain() -> Bool {
            defer { isUsed = true }
            return isUsed
        }

        func columns(_ count: Int, name: (Int) -> UnsafePointer<CChar>?) -> ColumnNames {
            if columns.count != count { columns = ColumnNames(count: count, name: name) }
            return columns
        }
    }
#endif
