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
        let characters = Array(text)
        for (index, character) in characters.enumerated() {
            sentences[sentences.count - 1].append(character)
            // The point of "98.6" ends nothing.
            let isInNumber = index + 1 < characters.count && characters[index + 1].isNumber
            if "?!।\n؟".contains(character) || (character == "." && !isInNumber) { sentences.append("") }
        }
        return sentences.filter { $0.contains { !$0.isWhitespace && !$0.isPunctuation } }
    }
}
