/// The concepts that guards rest on. Each has this name in the files of words.
struct GuardConcepts {
    enum Role: String, CaseIterable {
        /// Denies what comes after it: "no", "without".
        case no = "NO"
        /// Denies what stands before it, as in Hindi and Marathi.
        case nahi = "NAHI"
        /// Says that what stands before it is so: "hai", "होतंय". No denial reaches across it.
        case is_ = "IS"
        case past = "PAST"
        case if_ = "IF"
        case price = "PRICE"
        case name = "NAME"
        case figure = "FIGURE"
        case desk = "DESK"
        case fine = "FINE"
        /// Says that something is going on: it silences past, question, price and desk in its sentence.
        case now = "NOW"
        case but = "BUT"
        /// Longer words that hold one of a concept without meaning it.
        case noise = "NOISE"
        /// Words that may stand within any phrase: "bhi", "pan".
        case filler = "FILLER"
        /// Words that are never taken for a slip of another.
        case known = "KNOWN"
    }

    private var concepts: [Role: Int] = [:]
    let all: Set<Int>

    init(_ book: WordBook) {
        for role in Role.allCases { concepts[role] = book.concept(role.rawValue) }
        all = Set(concepts.values)
    }

    subscript(role: Role) -> Int? { concepts[role] }
}
