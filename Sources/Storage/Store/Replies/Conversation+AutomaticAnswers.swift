import Conversations

/// The bound of the talk with a machine that answers everything: so many answers without a person, and no more.
extension Conversation {
    /// Whether another answer may be given now. Each reply counts once, however many messages it has, and the fixed
    /// sentences count as well.
    func mayAnswerByItself(_ rules: Rules) throws -> Bool {
        let earliest = now.adding(.zero - rules.answerPeriod)
        let since = [earliest, lookedAt, resumedAt].compactMap(\.self).max() ?? earliest
        let row = try transaction.row(
            """
            SELECT COUNT(*) AS answers FROM messages
            WHERE \(belongs) AND author = 'assistant' AND created_at > \(since) AND NOT continues
            """)
        return try (row?["answers"] ?? 0) < rules.answerLimit
    }

    /// The assistant is silent until a person writes, resumes it or has looked, and somebody is called for that. What is
    /// open is left to them.
    mutating func silence() throws {
        try raise(.unsure, about: lastPatientSeq)
        isSilenced = true
        try transaction.post("UPDATE patients SET is_bot_silenced = TRUE WHERE \(isThis)")
        try leaveToHuman()
    }

    /// What the patient wrote so far is a person's to answer.
    mutating func leaveToHuman() throws {
        try dropDueReply()
        try setAnswered(max(answeredSeq, lastPatientSeq))
    }

    /// Whether a greeting, thanks or a nod was answered a short while ago.
    func isSmallTalkAnswered(_ rules: Rules) -> Bool {
        smallTalkAt.map { $0.adding(rules.smallTalkPeriod) > now } ?? false
    }

    func noteSmallTalk() throws {
        try transaction.post("UPDATE patients SET small_talk_at = \(now) WHERE \(isThis)")
    }
}
