import Conversations

/// A rule: when any of its conditions is met, the text tells of an emergency.
struct Rule {
    struct Example {
        let text: String
        let isHit: Bool
        let line: Int
    }

    let id: String
    var category: RedFlagCategory?
    var reason = ""
    var conditions: [Condition] = []
    var guards = Guards.all
    var examples: [Example] = []
    let line: Int
}

/// What must be found in a text: so many of the terms, the others near the first of them.
struct Condition {
    var terms: [Term]
    /// How many of `terms`, the first included.
    var least: Int
    /// In words; nil for anywhere.
    var within: Int?
    /// Whether the terms must stand in this order.
    var isOrdered: Bool
    /// None of these may be as near.
    var without: [Term] = []
}

/// One of several concepts or numbers.
struct Term {
    enum Item {
        case concept(Int)
        /// A number that stands alone, or the first or the second of two.
        case number(ClosedRange<Double>)
        case first(ClosedRange<Double>)
        case second(ClosedRange<Double>)
    }

    let items: [Item]
}

/// What takes a hit back.
struct Guards: OptionSet {
    let rawValue: UInt8

    /// "no chest pain"
    static let negation = Guards(rawValue: 1)
    /// "had a stroke in 2019"
    static let past = Guards(rawValue: 2)
    /// "what to do if somebody faints"
    static let question = Guards(rawValue: 4)
    /// "my heart is broken"
    static let figure = Guards(rawValue: 8)
    /// "Heart Care Hospital"
    static let name = Guards(rawValue: 16)
    /// "stroke package price"
    static let price = Guards(rawValue: 32)
    /// "certificate for the accident"
    static let desk = Guards(rawValue: 64)
    /// "is fine now"
    static let fine = Guards(rawValue: 128)

    static let all = Guards(rawValue: .max)
    static let byName: [(name: String, guards: Guards)] = [
        ("negation", .negation), ("past", .past), ("question", .question), ("figure", .figure), ("name", .name),
        ("price", .price), ("desk", .desk), ("fine", .fine),
    ]
}
