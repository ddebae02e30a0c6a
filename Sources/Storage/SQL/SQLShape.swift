/// A statement without its values: what it is prepared and found again by. Made without rendering or reading the text, since
/// a literal is known by where it stands in the program. Two equal texts from different places are two shapes.
struct SQLShape: Hashable {
    private let pieces: [SQL.Piece]

    init(_ statement: SQL) { pieces = statement.pieces }

    private init(_ pieces: [SQL.Piece]) { self.pieces = pieces }

    /// To be kept: it holds on to no value.
    var withoutValues: SQLShape {
        SQLShape(pieces.map { if case .binding(let value) = $0 { .binding(value.null) } else { $0 } })
    }

    static func == (one: SQLShape, other: SQLShape) -> Bool {
        one.pieces.elementsEqual(other.pieces) { $0.isLike($1) }
    }

    func hash(into hasher: inout Hasher) {
        var mixed = UInt(bitPattern: pieces.count)
        for piece in pieces { mixed = (mixed ^ piece.mark) &* 0x9E37_79B9_7F4A_7C15 }
        hasher.combine(mixed ^ mixed >> 29)
    }
}

extension SQL.Piece {
    /// Whether only the value may differ.
    fileprivate func isLike(_ other: SQL.Piece) -> Bool {
        switch (self, other) {
        case (.literal(let one), .literal(let other)):
            one.utf8Start == other.utf8Start && one.utf8CodeUnitCount == other.utf8CodeUnitCount
        case (.text(let one), .text(let other)): one == other
        case (.binding(let one), .binding(let other)): one.type == other.type
        default: false
        }
    }

    /// Equal for those that are alike.
    fileprivate var mark: UInt {
        switch self {
        case .literal(let literal): UInt(bitPattern: literal.utf8Start) &+ UInt(literal.utf8CodeUnitCount)
        case .text(let text): UInt(bitPattern: text.hashValue)
        case .binding(let value): UInt(value.type.rawValue)
        }
    }
}

/// What is prepared on one connection, by the shape of the statement. Lists of every length make ever new shapes: when there
/// are too many, it begins anew.
struct StatementCache<Prepared> {
    private static var limit: Int { 256 }
    private var known: [SQLShape: Prepared] = [:]

    var all: some Collection<Prepared> { known.values }
    var isFull: Bool { known.count >= Self.limit }

    subscript(_ statement: SQL) -> Prepared? {
        get { known[SQLShape(statement)] }
        set { known[SQLShape(statement).withoutValues] = newValue }
    }

    mutating func removeAll() { known = [:] }
}
