import Conversations
import FoundationEssentials

/// One row of an answer, the same for every engine.
struct ResultRow: Sendable {
    enum Value: Sendable, Hashable {
        case null
        case integer(Int64)
        case text(String)
    }

    /// Column names to positions, shared by all rows of one answer.
    let columns: [String: Int]
    let values: [Value]

    subscript<T: ColumnValue>(_ column: String) -> T {
        get throws {
            guard let index = columns[column] else { throw StorageError.noSuchColumn(column) }
            guard let value = T(column: values[index]) else { throw StorageError.unreadable(column) }
            return value
        }
    }
}

/// What a column can be read as.
protocol ColumnValue {
    init?(column: ResultRow.Value)
}

extension ResultRow.Value {
    var text: String? { if case .text(let text) = self { text } else { nil } }
    var integer: Int64? { if case .integer(let integer) = self { integer } else { nil } }
}

extension String: ColumnValue {
    init?(column: ResultRow.Value) {
        guard let text = column.text else { return nil }
        self = text
    }
}

extension Int64: ColumnValue {
    init?(column: ResultRow.Value) {
        guard let integer = column.integer else { return nil }
        self = integer
    }
}

extension Bool: ColumnValue {
    init?(column: ResultRow.Value) {
        guard let integer = column.integer else { return nil }
        self = integer != 0
    }
}

extension Timestamp: ColumnValue {
    init?(column: ResultRow.Value) {
        guard let text = column.text else { return nil }
        self.init(text)
    }
}

extension Identifier: ColumnValue {
    init?(column: ResultRow.Value) {
        guard let text = column.text else { return nil }
        self.init(text)
    }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
    init?(column: ResultRow.Value) {
        if case .null = column {
            self = .none
        } else if let value = Wrapped(column: column) {
            self = .some(value)
        } else {
            return nil
        }
    }
}

extension PhoneNumber: ColumnValue {}
extension EmailAddress: ColumnValue {}
extension Wamid: ColumnValue {}
extension WhatsAppUserID: ColumnValue {}
extension PhoneNumberID: ColumnValue {}

extension ColumnValue where Self: NominalText {
    init?(column: ResultRow.Value) {
        guard let text = column.text else { return nil }
        self.init(known: text)
    }
}

// Values that no CHECK of the schema limits: a newer node may have written one that is not known here, and that must
// not make a whole list unreadable.

extension MessageType: ColumnValue {
    init?(column: ResultRow.Value) {
        guard let text = column.text else { return nil }
        self.init(word: text)
    }
}

extension NeedsHuman: ColumnValue {
    init?(column: ResultRow.Value) {
        guard let text = column.text else { return nil }
        self.init(word: text)
    }
}

// Values that a CHECK limits.
extension Author: ColumnValue {}
extension DeliveryStatus: ColumnValue {}

extension ColumnValue where Self: RawRepresentable<String> {
    init?(column: ResultRow.Value) {
        guard let text = column.text else { return nil }
        self.init(rawValue: text)
    }
}
