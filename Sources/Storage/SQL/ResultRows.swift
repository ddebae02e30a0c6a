import Conversations
import FoundationEssentials

/// All rows of one answer, the same for every engine: values row by row, and the bytes of those that are text.
final class ResultRows: Sendable {
    enum Value: Sendable {
        case null
        case integer(Int64)
        /// Bytes of the answer.
        case text(start: Int, count: Int)
        case uuid(UUID)
        case timestamp(Timestamp)
    }

    let columns: ColumnNames
    private let values: [Value]
    private let bytes: [UInt8]

    private init(_ columns: ColumnNames, _ values: [Value], _ bytes: [UInt8]) {
        self.columns = columns
        self.values = values
        self.bytes = bytes
    }

    fileprivate func value(_ position: Int) -> Value { values[position] }

    fileprivate func withText<Result>(
        _ start: Int, _ count: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<start + count])) }
    }

    /// Takes an answer as it is read, value by value.
    struct Builder {
        private let columns: ColumnNames
        private var values: [Value] = []
        private var bytes: [UInt8] = []

        init(_ columns: ColumnNames) { self.columns = columns }

        mutating func append(_ value: Value) { values.append(value) }

        mutating func append(text: UnsafeRawBufferPointer) {
            values.append(.text(start: bytes.count, count: text.count))
            bytes.append(contentsOf: text)
        }

        func rows() -> [ResultRow] {
            guard !values.isEmpty else { return [] }
            let answer = ResultRows(columns, values, bytes)
            return (0..<values.count / columns.count).map { ResultRow(answer: answer, number: $0) }
        }
    }
}

/// The names of an answer's columns. Made once for a prepared statement.
final class ColumnNames: Sendable {
    private let text: [UInt8]
    private let ends: [Int]

    init(count: Int, name: (Int) -> UnsafePointer<CChar>?) {
        var text: [UInt8] = []
        var ends: [Int] = []
        for position in 0..<count {
            if let name = name(position) { text += String(cString: name).utf8 }
            ends.append(text.count)
        }
        self.text = text
        self.ends = ends
    }

    var count: Int { ends.count }

    /// The first column of this name.
    func position(of name: UnsafeBufferPointer<UInt8>) -> Int? {
        text.withUnsafeBufferPointer { text in
            var start = 0
            for (position, end) in ends.enumerated() {
                if end - start == name.count && text[start..<end].elementsEqual(name) { return position }
                start = end
            }
            return nil
        }
    }
}

/// One row of an answer.
struct ResultRow: Sendable {
    fileprivate let answer: ResultRows
    fileprivate let number: Int

    subscript<T: ColumnValue>(_ column: StaticString) -> T {
        get throws {
            guard let position = column.withUTF8Buffer({ answer.columns.position(of: $0) }) else {
                throw StorageError.noSuchColumn("\(column)")
            }
            guard let value = T(column: cell(position)) else { throw StorageError.unreadable("\(column)") }
            return value
        }
    }

    /// A column whose name is known only at run time.
    subscript<T: ColumnValue>(named column: String) -> T {
        get throws {
            var name = column
            guard let position = name.withUTF8({ answer.columns.position(of: $0) }) else {
                throw StorageError.noSuchColumn(column)
            }
            guard let value = T(column: cell(position)) else { throw StorageError.unreadable(column) }
            return value
        }
    }

    private func cell(_ position: Int) -> Cell {
        Cell(answer: answer, value: answer.value(number * answer.columns.count + position))
    }
}

/// One value of a row. Each of these is nil for a value of another kind.
struct Cell {
    fileprivate let answer: ResultRows
    fileprivate let value: ResultRows.Value

    var isNull: Bool { if case .null = value { true } else { false } }

    var integer: Int64? { if case .integer(let integer) = value { integer } else { nil } }

    /// Identifiers and times as they are written, too.
    var text: String? {
        switch value {
        case .text(let start, let count): answer.withText(start, count) { String(decoding: $0, as: UTF8.self) }
        case .uuid(let uuid): uuid.text
        case .timestamp(let time): time.description
        case .null, .integer: nil
        }
    }

    var uuid: UUID? {
        switch value {
        case .uuid(let uuid): uuid
        case .text(let start, let count): answer.withText(start, count) { UUID(text: $0) }
        case .null, .integer, .timestamp: nil
        }
    }

    var timestamp: Timestamp? {
        switch value {
        case .timestamp(let time): time
        case .text(let start, let count): answer.withText(start, count) { Timestamp(text: $0) }
        case .null, .integer, .uuid: nil
        }
    }
}
