#if PostgreSQL
    import CLibPQ
    import Conversations
    import Foundation

    /// The answer to one statement. It owns libpq's memory.
    final class PostgresResult {
        private let handle: OpaquePointer

        init(_ handle: OpaquePointer) { self.handle = handle }

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
            let names = (0..<width).map { String(cString: PQfname(handle, $0)) }
            let types = (0..<width).map { PQftype(handle, $0) }
            let columns = Dictionary(zip(names, names.indices)) { first, _ in first }
            return try (0..<PQntuples(handle)).map { row in
                let values = try (0..<width).map { column in
                    guard let value = value(row, column, type: types[Int(column)]) else {
                        throw StorageError.unreadable(names[Int(column)])
                    }
                    return value
                }
                return ResultRow(columns: columns, values: values)
            }
        }

        private func value(_ row: Int32, _ column: Int32, type: Oid) -> ResultRow.Value? {
            guard PQgetisnull(handle, row, column) == 0, let start = PQgetvalue(handle, row, column) else {
                return .null
            }
            let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(handle, row, column)))
            return ResultRow.Value(bytes, type: type)
        }
    }

    extension ResultRow.Value {
        /// Reads PostgreSQL's binary form. Nil for a type that this product does not use.
        init?(_ bytes: UnsafeRawBufferPointer, type: Oid) {
            switch type {
            case 16, 20, 21, 23: self = .integer(Self.integer(bytes))
            case 18, 19, 25, 114, 705, 1042, 1043: self = .text(String(decoding: bytes, as: UTF8.self))
            case 1114, 1184:
                self = .text(Self.timestamp(microseconds: Self.integer(bytes)).description)
            case 2278: self = .null
            case 2950:
                guard bytes.count == 16 else { return nil }
                self = .text(UUID(uuid: bytes.loadUnaligned(as: uuid_t.self)).uuidString.lowercased())
            default: return nil
            }
        }

        /// A time as PostgreSQL counts it: since the beginning of 2000, in UTC. Another program may have stored
        /// infinity; what lies outside the years 1 to 9999 becomes their beginning or end.
        private static func timestamp(microseconds: Int64) -> Timestamp {
            let milliseconds = microseconds / 1000 - (microseconds % 1000 < 0 ? 1 : 0)
            let years: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999
            return Timestamp(milliseconds: min(max(milliseconds + 946_684_800_000, years.lowerBound), years.upperBound))
        }

        /// A signed big-endian number of 1, 2, 4 or 8 bytes. A boolean is one byte.
        private static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64 {
            let start: Int64 = bytes.first.map { $0 > 127 && bytes.count > 1 ? -1 : 0 } ?? 0
            return bytes.reduce(start) { $0 << 8 | Int64($1) }
        }
    }
#endif
