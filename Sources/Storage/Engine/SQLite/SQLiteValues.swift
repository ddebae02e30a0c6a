import Conversations
import FoundationEssentials
import GRDBSQLite

/// The values of one statement, kept while it runs: SQLite reads the bytes where they are.
struct SQLiteValues {
    private enum Value {
        case null
        case integer(Int64)
        case text(start: Int, count: Int)
    }

    private var values: [Value] = []
    private var bytes: [UInt8] = []
    /// Memory that is kept for the next statement, in bytes.
    private static let keptLimit = 65_536

    /// Forgets the values before.
    mutating func take(_ statement: SQL) {
        values.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: bytes.capacity <= Self.keptLimit)
        for case .binding(let value) in statement.pieces { append(value) }
        // An empty text is not NULL, so it needs an address too.
        bytes.append(0)
    }

    private mutating func append(_ value: Binding) {
        switch value {
        case .text(let text?): append(text)
        case .uuid(let uuid?): append(UUID.textLength) { uuid.writeText(to: $0) }
        case .timestamp(let time?): append(Timestamp.textLength) { time.writeText(to: $0) }
        case .bigint(let number?): values.append(.integer(number))
        case .boolean(let flag?): values.append(.integer(flag ? 1 : 0))
        case .text(nil), .uuid(nil), .timestamp(nil), .bigint(nil), .boolean(nil): values.append(.null)
        }
    }

    private mutating func append(_ text: String) {
        let start = bytes.count
        bytes.appendText(text)
        values.append(.text(start: start, count: bytes.count - start))
    }

    private mutating func append(_ count: Int, write: (UnsafeMutablePointer<UInt8>) -> Void) {
        let start = bytes.count
        bytes.append(count, write: write)
        values.append(.text(start: start, count: count))
    }

    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        try bytes.withUnsafeBufferPointer(body)
    }

    /// Binds all values; `bytes` are these and have to stay until the bindings are cleared. Returns SQLite's code.
    func bind(_ bytes: UnsafeBufferPointer<UInt8>, to handle: OpaquePointer) -> Int32 {
        guard values.count == sqlite3_bind_parameter_count(handle) else { return SQLITE_MISUSE }
        for (index, value) in values.enumerated() {
            let position = Int32(index + 1)
            let code =
                switch value {
                case .null: sqlite3_bind_null(handle, position)
                case .integer(let number): sqlite3_bind_int64(handle, position, number)
                case .text(let start, let count):
                    sqlite3_bind_text64(
                        handle, position,
                        UnsafeRawPointer(bytes.baseAddress! + start).assumingMemoryBound(to: CChar.self),
                        UInt64(count), nil, UInt8(SQLITE_UTF8))
                }
            guard code == SQLITE_OK else { return code }
        }
        return SQLITE_OK
    }
}
