import Conversations

/// What a column can be read as.
protocol ColumnValue {
    init?(column: Cell)
}

extension String: ColumnValue {
    init?(column: Cell) {
        guard let text = column.text else { return nil }
        self = text
    }
}

extension Int64: ColumnValue {
    init?(column: Cell) {
        guard let integer = column.integer else { return nil }
        self = integer
    }
}

extension Bool: ColumnValue {
    init?(column: Cell) {
        guard let integer = column.integer else { return nil }
        self = integer != 0
    }
}

extension Timestamp: ColumnValue {
    init?(column: Cell) {
        guard let time = column.timestamp else { return nil }
        self = time
    }
}

extension Identifier: ColumnValue {
    init?(column: Cell) {
        guard let uuid = column.uuid else { return nil }
        self.init(uuid)
    }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
    init?(column: Cell) {
        if column.isNull {
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
extension WhatsAppAccountID: ColumnValue {}

extension ColumnValue where Self: NominalText {
    init?(column: Cell) {
        guard let text = column.text else { return nil }
        self.init(known: text)
    }
}

// Values that no CHECK of the schema limits: a newer node may have written one that is not known here, and that must
// not make a whole list unreadable.

extension MessageType: ColumnValue {
    init?(column: Cell) {
        guard let text = column.text else { return nil }
        self.init(word: text)
    }
}

extension NeedsHuman: ColumnValue {
    init?(column: Cell) {
        guard let text = column.text else { return nil }
        self.init(word: text)
    }
}

/// One that only a newer program knows is an emergency as well.
extension RedFlagCategory: ColumnValue {
    init?(column: Cell) {
        guard let text = column.text else { return nil }
        self = RedFlagCategory(rawValue: text) ?? .unchecked
    }
}

// Values that a CHECK limits.
extension Author: ColumnValue {}
extension Role: ColumnValue {}
extension TopicKind: ColumnValue {}
extension DeliveryStatus: ColumnValue {}
extension MessageMedia.State: ColumnValue {}

extension ColumnValue where Self: RawRepresentable<String> {
    init?(column: Cell) {
        guard let text = column.text else { return nil }
        self.init(rawValue: text)
    }
}
