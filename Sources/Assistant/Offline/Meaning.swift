/// What a word or a short phrase says about a question.
struct Meaning: Hashable, Sendable {
    enum Role: Int, Sendable, Comparable {
        /// Says nothing about what is asked: "please", "hai".
        case neutral
        /// Points somewhere but asks for nothing by itself: "where", "kab", "Sunday".
        case hint
        /// Belongs to many topics: "consultation".
        case soft
        /// Must be explained by a topic.
        case content

        static func < (left: Role, right: Role) -> Bool { left.rawValue < right.rawValue }
    }

    var role: Role
    var concepts: Set<Concept>
    /// The members of a kind that it names, such as `payment.upi`.
    var particulars: Set<String> = []

    static let nothing = Meaning(role: .neutral, concepts: [])

    mutating func merge(_ other: Meaning) {
        role = max(role, other.role)
        concepts.formUnion(other.concepts)
        particulars.formUnion(other.particulars)
    }
}
