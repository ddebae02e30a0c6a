/// What the figures of an answer speak of: "9 to 6" of hours, "₹ 500" of a fee, "+91 20 5550 1420" of a phone.
enum Figure {
    static func concepts(in text: String) -> Set<Concept> {
        let folded = TextFolding.fold(text)
        var concepts: Set<Concept> = []
        if folded.contains("₹") { concepts.insert(.fee) }
        if folded.contains(/[0-9a-z]@[0-9a-z]/) { concepts.insert(.email) }
        if folded.contains(/https?:|www\.|[a-z]\.(com|in|org)\b/) { concepts.insert(.website) }
        if folded.contains(/[0-9]([ \-]?[0-9]){7,}|\b(108|112|102)\b/) { concepts.insert(.phone) }
        if folded.contains(clock) { concepts.formUnion([.hours, .daytime]) }
        if folded.contains(/[0-9]/) { concepts.insert(.figure) }
        return concepts
    }

    nonisolated(unsafe) private static let clock =
        /\b[0-9]{1,2}([:.][0-9]{2}|\s*(am|pm|a\.m|p\.m|baje|vajta|vajata|to|till|se|te|बजे|वाज|ते|से|-|–|—)\s*)/
}
