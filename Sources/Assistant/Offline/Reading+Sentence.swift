/// What kind of sentence it is. A statement may name a topic and ask nothing: "I have reached the address".
extension Reading {
    /// A "not" that takes back what is named ("I don't want to cancel"). Where nothing marks the sentence as a question
    /// ("isn't the clinic open?", "parking nahi hai kya"), a "not" takes back.
    var takesBack: Bool {
        concepts.contains(.refusal) || (concepts.contains(.negation) && !isQuestion)
    }

    var isQuestion: Bool {
        if hasQuestionMark || concepts.contains(.when) { return true }
        let opening = tokens.drop { Self.greetings.contains($0) }
        if let first = opening.first, Self.openers.contains(first) { return true }
        if let last = tokens.last, Self.closers.contains(last) { return true }
        return tokens.contains { $0 == "kya" || $0 == "क्या" } || isInverted
    }

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
    private static let closers: Set<String> = ["kya", "क्या", "ka", "का", "kaa"]
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
