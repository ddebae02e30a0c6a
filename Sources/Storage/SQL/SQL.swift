/// A statement whose interpolated values are bindings, never text: `"… WHERE id = \(patientID)"`.
///
/// The same text runs on every engine; only the placeholders differ.
struct SQL: Sendable, ExpressibleByStringInterpolation {
    typealias StringLiteralType = StaticString

    enum Piece: Sendable {
        /// As it stands in the program: it never moves, so where it stands says which it is.
        case literal(StaticString)
        case text(String)
        case binding(Binding)
    }

    private(set) var pieces: [Piece]

    init(stringLiteral literal: StaticString) { pieces = literal.utf8CodeUnitCount == 0 ? [] : [.literal(literal)] }

    /// Text that is put together at run time, such as the name of a table.
    init(stringLiteral text: String) { pieces = [.text(text)] }

    init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

    /// Parts with commas, or another separator, between them.
    static func list(_ parts: [SQL], separator: StaticString = ", ") -> SQL {
        var all: SQL = ""
        for (position, part) in parts.enumerated() {
            if position > 0 { all.pieces.append(.literal(separator)) }
            all.pieces += part.pieces
        }
        return all
    }

    /// The statement's text.
    func rendered(placeholder: (Int) -> String) -> String {
        var text = ""
        var bindings = 0
        for piece in pieces {
            switch piece {
            case .literal(let part): text += part.description
            case .text(let part): text += part
            case .binding:
                bindings += 1
                text += placeholder(bindings)
            }
        }
        return text
    }

    struct StringInterpolation: StringInterpolationProtocol {
        var pieces: [Piece] = []

        init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(interpolationCount * 2 + 1)
        }

        mutating func appendLiteral(_ literal: StaticString) {
            if literal.utf8CodeUnitCount > 0 { pieces.append(.literal(literal)) }
        }

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

extension [SQL] {
    /// The parts of a long list, in order, each with a power of two of them: so few lengths are few statements to prepare.
    var inPowersOfTwo: [[SQL]] {
        var parts: [[SQL]] = []
        var rest = self[...]
        while !rest.isEmpty {
            let count = 1 << (Int.bitWidth - 1 - rest.count.leadingZeroBitCount)
            parts.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return parts
    }

    /// Filled up with the last part, to a power of two of them, for a list in which a part counts once however often it
    /// stands there: so few lengths are few statements to prepare.
    var filledToPowerOfTwo: [SQL] {
        guard count > 1, let last else { return self }
        let full = 1 << (Int.bitWidth - (count - 1).leadingZeroBitCount)
        return self + Array(repeating: last, count: full - count)
    }
}
