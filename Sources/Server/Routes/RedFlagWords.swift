import Conversations
import HTTPTypes
import JSON

/// The words that a clinic has added to the red-flag gate.
struct RedFlagWordsBody: Encodable {
    let success = true
    let words: [RedFlagWord]

    enum CodingKeys: String, CodingKey {
        case success, words
    }
}

/// `{words:[{text,category}]}`, the whole list.
struct RedFlagWordsRequest: JSONRequest {
    let words: [RedFlagWord]

    /// Throws 422 that says which word is wrong.
    init(_ body: BodyMembers) throws(APIError) {
        let limit = RedFlagWord.countLimit
        guard let elements = body.root["words"]?.elements, elements.count <= limit else {
            throw APIError.outOfRange("words", "a list of at most \(limit) words")
        }
        var words: [RedFlagWord] = []
        for (index, element) in elements.enumerated() {
            let word = try Self.word(element, at: index)
            if !words.contains(word) { words.append(word) }
        }
        self.words = words
    }

    private static func word(_ element: JSONElement, at index: Int) throws(APIError) -> RedFlagWord {
        let place = "words[\(index)]"
        guard let text = element["text"]?.string, text.utf16.count <= RedFlagWord.lengthLimit,
            text.contains(where: \.isLetter), !text.contains(where: \.isNewline)
        else {
            throw APIError.outOfRange(
                "\(place).text", "a word or phrase with letters, of at most \(RedFlagWord.lengthLimit) characters")
        }
        guard let category = element["category"]?.string.flatMap(RedFlagCategory.init(rawValue:)),
            RedFlagCategory.addable.contains(category)
        else {
            let known = RedFlagCategory.addable.map(\.rawValue).joined(separator: ", ")
            throw APIError.outOfRange("\(place).category", "one of \(known)")
        }
        return RedFlagWord(text: text, category: category)
    }
}
