/// What kind of sentence it is. A statement may name a topic and ask nothing: "I have reached the address".
extension Reading {
    /// A "not" that takes back what is named ("I don't want to cancel"). Where nothing marks the sentence as a question
    /// ("isn't the clinic open?", "parking nahi hai kya"), a "not" takes back.
    var takesBack: Bool {
        if concepts.contains(.refusal) { return true }
        guard concepts.contains(.negation) else { return false }
        if isInverted || opening.map(Self.openers.contains) == true { return false }
        let isShort = hasQuestionMark && tokens.count <= Self.shortQuestion
        guard isShort || opening.map(Self.particles.contains) == true || endsAsQuestion else { return true }
        // In Hindi and Marathi what is asked for stands before the "not".
        return words.drop { !$0.concepts.contains(.negation) }.contains { $0.role == .content } && !isShort
    }

    var isQuestion: Bool {
        hasQuestionMark || concepts.contains(.when) || opening.map(Self.openers.contains) == true
            || tokens.contains(where: Self.particles.contains) || endsAsQuestion || isInverted
    }

    /// "How do I get my report", "when …", "can I …"; but not "kya meri report aayi".
    var asksHow: Bool { concepts.contains(.when) || tokens.contains(where: Self.ways.contains) }

    /// The first word after the greeting.
    private var opening: String? { tokens.first { !Self.greetings.contains($0) } }
    private var endsAsQuestion: Bool { tokens.last.map(Self.closers.contains) == true }

    /// "I have …", "we are …", but not "I have to …".
    var isStatement: Bool {
        guard !isQuestion, tokens.count > 2 else { return false }
        let (subject, verb, next) = (tokens[0], tokens[1], tokens[2])
        return ["i", "we"].contains(subject) && Self.telling.contains(verb) && !Self.requesting.contains(next)
            || ["im", "ive"].contains(subject) && !Self.requesting.contains(verb)
    }

    /// "isn't the …", "don't you …"
    private var isInverted: Bool {
        zip(tokens, tokens.dropFirst()).contains { Self.negatives.contains($0) && Self.subjects.contains($1) }
    }

    private static let greetings: Set<String> = [
        "hi", "hello", "hey", "sir", "madam", "mam", "doctor", "dear", "ok", "so", "please", "and",
    ]
    private static let openers: Set<String> = [
        "is", "are", "was", "do", "does", "did", "can", "could", "will", "would", "has", "should", "am", "any", "how",
        "when", "what", "which", "where", "who", "kab", "kadhi", "kaise", "कब", "कधी", "कैसे", "कसे", "कसा", "कशी",
    ]
    private static let particles: Set<String> = ["kya", "क्या"]
    private static let closers: Set<String> = ["kya", "क्या", "ka", "का", "kaa"]
    private static let shortQuestion = 5
    private static let ways: Set<String> = [
        "how", "can", "could", "where", "kaise", "kese", "kase", "kasa", "kashi", "kahan", "kaha", "kuthe", "कैसे", "कहां",
        "कसे", "कसा", "कशी", "कुठे",
    ]
    private static let negatives: Set<String> = [
        "isnt", "arent", "dont", "doesnt", "cant", "wont", "didnt", "couldnt", "wouldnt", "shouldnt", "havent",
        "hasnt", "aint", "cannot",
    ]
    private static let subjects: Set<String> = [
        "you", "u", "the", "i", "we", "it", "there", "he", "she", "they", "clinic", "doctor", "dr", "your", "this",
        "parking", "any",
    ]
    private static let telling: Set<String> = ["am", "are", "have", "had", "was", "were", "will", "did"]
    private static let requesting: Set<String> = [
        "to", "looking", "trying", "planning", "unable", "not", "interested", "wondering", "asking", "an", "a",
        "searching", "hoping", "need", "want",
    ]
}
