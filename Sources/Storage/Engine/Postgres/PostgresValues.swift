#if PostgreSQL
    import CLibPQ
    import Conversations
    import FoundationEssentials

    /// The values of one statement in PostgreSQL's binary form.
    struct PostgresValues {
        private(set) var types: [Oid] = []
        private var starts: [Int] = []
        private var lengths: [Int32] = []
        private var bytes: [UInt8] = []
        /// Where a NULL is.
        private static let nowhere = -1
        /// Memory that is kept for the next statement, in bytes.
        private static let keptLimit = 65_536

        /// Forgets the values before.
        mutating func take(_ statement: SQL) {
            types.removeAll(keepingCapacity: true)
            starts.removeAll(keepingCapacity: true)
            lengths.removeAll(keepingCapacity: true)
            bytes.removeAll(keepingCapacity: bytes.capacity <= Self.keptLimit)
            for case .binding(let value) in statement.pieces { append(value) }
            // An empty text is not NULL, so it needs an address too.
            bytes.append(0)
        }

        private mutating func append(_ value: Binding) {
            let start = bytes.count
            types.append(value.type.rawValue)
            starts.append(bytes.append(binary: value) ? start : Self.nowhere)
            lengths.append(Int32(bytes.count - start))
        }

        /// Passes on what libpq wants to know: how many there are, where they are, how long, and in which form.
        func withPointers<Result>(
            _ body: (Int32, [UnsafePointer<CChar>?], [Int32], [Int32]) -> Result
        ) -> Result {
            bytes.withUnsafeBytes { bytes in
                let pointers = starts.map { start in
                    start == Self.nowhere ? nil : (bytes.baseAddress! + start).assumingMemoryBound(to: CChar.self)
                }
                return body(Int32(starts.count), pointers, lengths, Array(repeating: 1, count: starts.count))
            }
        }
    }

    extension [UInt8] {
        /// False for NULL.
        fileprivate mutating func append(binary value: Binding) -> Bool {
            switch value {
            case .text(let text?): appendText(text)
            case .uuid(let uuid?): Swift.withUnsafeBytes(of: uuid.uuid) { append(contentsOf: $0) }
            case .timestamp(let time?): append(bigEndian: time.postgresMicroseconds)
            case .bigint(let number?): append(bigEndian: number)
            case .boolean(let flag?): append(flag ? 1 : 0)
            case .text(nil), .uuid(nil), .timestamp(nil), .bigint(nil), .boolean(nil): return false
            }
            return true
        }

        private mutating func append(bigEndian number: Int64) {
            Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
        }
    }

    /// A time as PostgreSQL counts it: in microseconds since the beginning of 2000, in UTC.
    extension Timestamp {
        private static let postgresBegins: Int64 = 946_684_800_000
        /// The years 1 to 9999. Another program may have stored infinity, which is read as their beginning or end.
        private static let years: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999

        init(postgresMicroseconds microseconds: Int64) {
            let milliseconds = microseconds / 1000 - (microseconds % 1000 < 0 ? 1 : 0)
            self.init(milliseconds: Self.withinYears(milliseconds + Self.postgresBegins))
        }

        var postgresMicroseconds: Int64 { (Self.withinYears(milliseconds) - Self.postgresBegins) * 1000 }

        private static func withinYears(_ milliseconds: Int64) -> Int64 {
            min(max(milliseconds, years.lowerBound), years.upperBound)
        }
    }
#endif
