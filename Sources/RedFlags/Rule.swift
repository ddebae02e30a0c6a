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
    var guards = Set(Guard.allCases)
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
enum Guard: String, CaseIterable {
    /// "no chest pain"
    case negation
    /// "had a stroke in 2019"
    case past
    /// "what to do if somebody faints"
    case question
    /// "my heart is broken"
    case figure
    /// "Heart Care Hospital"
    case name
    /// "stroke package price"
    case price
    /// "certificate for the accident"
    case desk
    /// "is fine now"
    case fine
}
