import Conversations

/// The part of a conversation that a model is shown: the newest turns, and always the whole burst.
struct HistoryWindow: Sendable {
    static let turnLimit = 40
    static let characterLimit = 12_000

    /// Oldest first, none of them blank.
    let turns: [Turn]

    init(_ question: Question) {
        let burstLength = question.burst.count
        var kept: [Turn] = []
        var characters = 0
        for (index, turn) in question.history.reversed().enumerated() {
            characters += turn.shown.count
            let isBurst = index < burstLength
            guard isBurst || (kept.count < Self.turnLimit && characters <= Self.characterLimit) else { break }
            if !turn.shown.isBlank { kept.append(turn) }
        }
        turns = kept.reversed()
    }
}
