package import Conversations
package import FoundationEssentials

/// A statement whose interpolated values are bindings, never text: `"… WHERE id = \(patientID)"`.
///
/// The same text runs on every engine; only the placeholders differ.
package struct SQL: Sendable, ExpressibleByStringInterpolation {
    enum Piece: Sendable {
        case text(String)
        case binding(Binding)
    }

    private(set) var pieces: [Piece]

    package init(stringLiteral text: String) { pieces = [.text(text)] }

    package init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

    /// Parts with commas between them.
    static func list(_ parts: [SQL]) -> SQL {
        var all: SQL = ""
        for (position, part) in parts.enumerated() {
            if position > 0 { all.pieces.append(.text(", ")) }
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

    package struct StringInterpolation: StringInterpolationProtocol {
        var pieces: [Piece] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(interpolationCount * 2 + 1)
        }

        package mutating func appendLiteral(_ literal: String) { pieces.append(.text(literal)) }

        /// A part of a statement, with its own bindings.
        package mutating func appendInterpolation(_ part: SQL) { pieces += part.pieces }

        package mutating func appendInterpolation(_ value: some Bindable) { pieces.append(.binding(value.binding)) }

        /// A value whose type is only known when the program runs.
        mutating func appendInterpolation(_ value: Binding) { pieces.append(.binding(value)) }

        /// Nil is bound as a NULL of the value's type.
        package mutating func appendInterpolation<Value: Bindable>(_ value: Value?) {
            pieces.append(.binding(value?.binding ?? Value.null))
        }
    }
}

/// A value on its way into a statement. It carries its type: PostgreSQL wants to know, also for NULL.
package enum Binding: Sendable, Hashable {
    case text(String?)
    case uuid(UUID?)
    case timestamp(Timestamp?)
    case bigint(Int64?)
    case boolean(Bool?)
}

/// What can be interpolated into `SQL`.
package protocol Bindable {
    var binding: Binding { get }
    /// The typed NULL.
    static var null: Binding { get }
}

extension String: Bindable {
    package var binding: Binding { .text(self) }
    package static var null: Binding { .text(nil) }
}

extension Int64: Bindable {
    package var binding: Binding { .bigint(self) }
    package static var null: Binding { .bigint(nil) }
}

extension Int: Bindable {
    package var binding: Binding { .bigint(Int64(self)) }
    package static var null: Binding { .bigint(nil) }
}

extension Bool: Bindable {
    package var binding: Binding { .boolean(self) }
    package static var null: Binding { .boolean(nil) }
}

extension Timestamp: Bindable {
    package var binding: Binding { .timestamp(self) }
    package static var null: Binding { .timestamp(nil) }
}

extension Identifier: Bindable {
    package var binding: Binding { .uuid(uuid) }
    package static var null: Binding { .uuid(nil) }
}

extension Author: Bindable {}
extension DeliveryStatus: Bindable {}
extension MessageType: Bindable {}
extension NeedsHuman: Bindable {}

extension Bindable where Self: RawRepresentable<String> {
    package var binding: Binding { .text(rawValue) }
    package static var null: Binding { .text(nil) }
}
