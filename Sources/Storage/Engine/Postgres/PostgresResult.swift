#if PostgreSQL
    import CLibPQ
    import Conversations
    import FoundationEssentials

    /// The answer to one statement. It owns libpq's memory.
    final class PostgresResult {
        private let handle: OpaquePointer
        private let statement: PostgresStatement?

        init(_ handle: OpaquePointer, to statement: PostgresStatement? = nil) {
            self.handle = handle
            self.statement = statement
        }

        deinit { PQclear(handle) }

        var status: ExecStatusType { PQresultStatus(handle) }

        /// What the server says it did, such as COMMIT.
        var command: String { String(cString: PQcmdStatus(handle)) }

        var changedRows: Int { Int(String(cString: PQcmdTuples(handle))) ?? 0 }

        /// What is wrong, without the values that PostgreSQL puts into its details.
        var error: PostgresError? {
            switch status {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_PIPELINE_SYNC: nil
            default: .refused(sqlState: field("C") ?? "", message: field("M") ?? "")
            }
        }

        private func field(_ code: Character) -> String? {
            PQresultErrorField(handle, Int32(code.asciiValue!)).map { String(cString: $0) }
        }

        func rows() throws -> [ResultRow] {
            let width = PQnfields(handle)
            guard let statement, width > 0 else { return [] }
            let columns = statement.columns(Int(width)) { UnsafePointer(PQfname(handle, Int32($0))) }
            let types = (0..<width).map { PQftype(handle, $0) }
            var answer = ResultRows.Builder(columns)
            for row in 0..<PQntuples(handle) {
                for column in 0..<width where !read(row, column, types[Int(column)], into: &answer) {
                    throw StorageError.unreadable(String(cString: PQfname(handle, column)))
                }
            }
            return answer.rows()
        }

        /// Reads PostgreSQL's binary form. False for a type that this product does not use.
        private func read(_ row: Int32, _ column: Int32, _ type: Oid, into answer: inout ResultRows.Builder) -> Bool {
            guard PQgetisnull(handle, row, column) == 0, let start = PQgetvalue(handle, row, column) else {
                answer.append(.null)
                return true
            }
            let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(handle, row, column)))
            switch type {
            case 16, 20, 21, 23: answer.append(.integer(Self.integer(bytes)))
            case 18, 19, 25, 114, 705, 1042, 1043: answer.append(text: bytes)
            case 1114, 1184: answer.append(.timestamp(Timestamp(postgresMicroseconds: Self.integer(bytes))))
            case 2278: answer.append(.null)
            case 2950 where bytes.count == 16:
                answer.append(.uuid(UUID(uuid: bytes.loadUnaligned(as: uuid_t.self))))
            default: return false
            }
            return true
        }

        /// A signed big-endian number of 1, 2, 4 or 8 bytes. A boolean is one byte.
        private static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64 {
            let start: Int64 = bytes.first.map { $0 > 127 && bytes.count > 1 ? -1 : 0 } ?? 0
            return bytes.reduce(start) { $0 << 8 | Int64($1) }
        }
    }
#endif
