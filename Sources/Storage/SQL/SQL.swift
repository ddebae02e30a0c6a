import Conversations
import FoundationEssentials

/// A statement whose interpolated values are bindings, never text: `"… WHERE id = \(patientID)"`.
///
/// The same text runs on every engine; only the placeholders differ.
struct SQL: Sendable, ExpressibleByStringInterpolation {
    enum Piece: Sendable {
        case text(String)
        case binding(Binding)
    }

    private(set) var pieces: [Piece]

    init(stringLiteral text: String) { pieces = [.text(text)] }

    init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

    /// Parts with commas, or another separator, between them.
    static func list(_ parts: [SQL], separator: String = ", ") -> SQL {
        var all: SQL = ""
        for (position, part) in parts.enumerated() {
            if position > 0 { all.pieces.append(.text(separator)) }
            all.pieces += part.pieces
        }
        return all
    }

    /// The statement's text and the values to bind, in order.
    func rendered(placeholder: (Int) -> String) -> (text: String, bindings: [Binding]) {
        var text = ""
        var bindings: [Binding] = []
        for piece in pieces {
            switch piece {
            case .text(let part): text += part
            case .binding(let value):
                bindings.append(value)
                text += placeholder(bindings.count)
            }
        }
        return (text, bindings)
    }

    struct StringInterpolation: StringInterpolationProtocol {
        var pieces: [Piece] = []

        init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(interpolationCount * 2 + 1)
        }

        mutating func appendLiteral(_ literal: String) { pieces.append(.text(literal)) }

        /// A part of a statement, with its own bindings.
        mutating func appendInterpolation(_ part: SQL) { pieces += part.pieces }

        mutating func appendInterpolation(_ value: some Bindable) { pieces.append(.binding(value.binding)) }

        /// A value whose type is known only at run time.
        mutating func appendInterpolation(_ value: Binding) { pieces.append(.binding(value)) }

        /// Nil is bound as a NULL of the value's type.
        mutating func appendInterpolation<Value: Bindable>(_ value: Value?) {
            pieces.append(.binding(value?.binding ?? Value.null))
        }
    }
}

/// A value on its way into a statement. It carries its type: PostgreSQL needs it, even for NULL.
enum Binding: Sendable, Hashable {
    case text(String?)
    case uuid(UUID?)
    case timestamp(Timestamp?)
    case bigint(Int64?)
    case boolean(Bool?)
}

/// What can be interpolated into `SQL`.
protocol Bindable {
    var binding: Binding { get }
    /// The typed NULL.
    static var null: Binding { get }
}

extension String: Bindable {
    var binding: Binding { .text(self) }
    static var null: Binding { .text(nil) }
}

extension Int64: Bindable {
    var binding: Binding { .bigint(self) }
    static var null: Binding { .bigint(nil) }
}

extension Int: Bindable {
    var binding: Binding { .bigint(Int64(self)) }
    static var null: Binding { .bigint(nil) }
}

extension Bool: Bindable {
    var binding: Binding { .boolean(self) }
    static var null: Binding { .boolean(nil) }
}

extension Timestamp: Bindable {
    var binding: Binding { .timestamp(self) }
    static var null: Binding { .timestamp(nil) }
}

extension Identifier: Bindable {
    var binding: Binding { .uuid(uuid) }
    static var null: Binding { .uuid(nil) }
}

extension Author: Bindable {}
extension DeliveryStatus: Bindable {}
extension MessageType: Bindable {}

extension PhoneNumber: Bindable {}
extension EmailAddress: Bindable {}
extension Wamid: Bindable {}
extension WhatsAppUserID: Bindable {}
extension PhoneNumberID: Bindable {}

extension Bindable where Self: NominalText {
    var binding: Binding { .text(text) }
    static var null: Binding { .text(nil) }
}

extension NeedsHuman: Bindable {
    var binding: Binding { .text(word) }
    static var null: Binding { .text(nil) }
}

extension Bindable where Self: RawRepresentable<String> {
    var binding: Binding { .text(rawValue) }
    static var null: Binding { .text(nil) }
}
