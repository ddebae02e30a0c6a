import Conversations

/// What the patient wrote since the last answer; captions are words like any others.
struct PatientText {
    /// Sentences with their marks, in order.
    let parts: [String]
    let joined: String

    init(_ burst: [Turn]) {
        let texts = burst.map(\.text).filter { !$0.isBlank }
        joined = texts.joined(separator: "\n")
        parts = texts.flatMap(Self.sentences)
    }

    private static func sentences(of text: String) -> [String] {
        var sentences: [String] = [""]
        for character in text {
            sentences[sentences.count - 1].append(character)
            if "?!।\n؟.".contains(character) { sentences.append("") }
        }
        return sentences.filter { $0.contains { !$0.isWhitespace && !$0.isPunctuation } }
    }
}
