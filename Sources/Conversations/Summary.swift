/// What a model has made of the older part of a conversation, so that a later question need not bring all of it. It is for
/// models alone: no person is shown it, and no number in it counts as known.
package struct ConversationSummary: Hashable, Sendable, Codable {
    /// In characters, of each text.
    package static let textLimit = 1500

    /// What the patient and the assistant said.
    package let talk: String
    /// What persons of the clinic wrote; empty where none did.
    package let byPerson: String
    /// A message in that time was taken for an emergency, which a person has closed since.
    package let hadEmergency: Bool

    package init(talk: String, byPerson: String, hadEmergency: Bool) {
        self.talk = talk
        self.byPerson = byPerson
        self.hadEmergency = hadEmergency
    }
}

/// What a summary is to be made of: the one so far, and what was said after it.
package struct Stretch: Hashable, Sendable {
    /// So many newest turns of a conversation are never summarised, as long as they are short: they are shown as they are.
    package static let turnsKept = 12
    package static let charactersKept = 4000
    /// A summary is worth a call once so much is to go into it.
    package static let leastTurns = 20
    package static let leastCharacters = 5000
    /// The most that one summary takes in: of more, the oldest is left out.
    package static let turnLimit = 120
    package static let characterLimit = 16_000

    package let clinicID: ClinicID
    package let earlier: ConversationSummary?
    /// Oldest first, none of them blank.
    package let turns: [Turn]
    /// How many of the turns that were given it reaches over, the blank ones among them.
    package let length: Int

    /// Nil where too little is there yet. `turns` are all after `earlier`, oldest first.
    package init?(of clinicID: ClinicID, after earlier: ConversationSummary?, _ turns: [Turn]) {
        length = turns.count - Self.kept(turns)
        let old = turns.prefix(length).filter { !$0.text.isBlank || $0.kind.holdsMoreThanText }
        guard old.count >= Self.leastTurns || old.reduce(0, { $0 + $1.text.count }) >= Self.leastCharacters else {
            return nil
        }
        self.clinicID = clinicID
        self.earlier = earlier
        self.turns = Self.newest(old)
    }

    private static func kept(_ turns: [Turn]) -> Int {
        var characters = 0
        return turns.suffix(turnsKept).reversed().prefix {
            characters += $0.text.count
            return characters <= charactersKept
        }.count
    }

    private static func newest(_ turns: [Turn]) -> [Turn] {
        var characters = 0
        return turns.suffix(turnLimit).reversed().prefix {
            characters += $0.text.count
            return characters <= characterLimit
        }.reversed()
    }

    /// Whether a person of the clinic wrote in it.
    package var hasPerson: Bool {
        earlier?.byPerson.isBlank == false || turns.contains { $0.author == .doctor }
    }
    package var hasEmergency: Bool { earlier?.hadEmergency == true || turns.contains(where: \.raisedFlag) }
}

/// Something that can make summaries. It may fail: then there is none.
package protocol Summarising: Sendable {
    func summary(of stretch: Stretch) async -> ConversationSummary?
}
