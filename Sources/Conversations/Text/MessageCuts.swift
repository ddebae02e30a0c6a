/// Cuts a text that is too long for one message: between paragraphs, else after a line or a sentence, else between
/// words, else between characters; never inside one, and never between two marks such as `*…*`.
struct MessageCuts {
    private enum Place: Int { case character, word, sentence, paragraph }

    private let characters: [Character]
    /// The UTF-16 units before each character, and at the end those of all.
    private let offsets: [Int]
    /// What a cut before each character parts; nil where there must be none.
    private let places: [Place?]

    init(_ text: String) {
        characters = Array(text)
        offsets = characters.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.utf16.count) }
        places = Self.places(in: characters)
    }

    /// Nil when it needs more. Pretty cuts first; where those need too many messages, full ones.
    func parts(atMost limit: Int) -> [MessageText]? {
        let pretty: [Place] = [.paragraph, .sentence, .word]
        for (places, fill) in [(pretty, 0.5), (pretty, 0.75), (pretty, 0.9), ([.word], 0), ([.character], 0)] {
            let least = Int(Double(MessageText.limit) * fill)
            if let parts = parts(atMost: limit, at: places, least: least) { return parts }
        }
        return nil
    }

    private func parts(atMost limit: Int, at places: [Place], least: Int) -> [MessageText]? {
        var parts: [MessageText] = []
        var start = 0
        while let first = characters[start...].firstIndex(where: { !$0.isWhitespace }) {
            guard let end = end(from: first, at: places, least: least) else { return nil }
            let text = String(characters[first..<end].trimmingSuffix(while: \.isWhitespace))
            if let part = MessageText(text) { parts.append(part) }
            guard parts.count <= limit else { return nil }
            start = end
        }
        return parts
    }

    /// Where the message that begins at `start` ends.
    private func end(from start: Int, at wanted: [Place], least: Int) -> Int? {
        let farthest = farthestEnd(from: start)
        guard farthest < characters.count else { return farthest }
        let ends = (start + 1..<max(farthest, start) + 1).reversed()
        for place in wanted {
            let end = ends.first { places[$0].map { $0.rawValue >= place.rawValue } ?? false }
            if let end, offsets[end] - offsets[start] >= least { return end }
        }
        return nil
    }

    private func farthestEnd(from start: Int) -> Int {
        var end = start
        while end < characters.count, offsets[end + 1] - offsets[start] <= MessageText.limit { end += 1 }
        return end
    }

    private static func places(in characters: [Character]) -> [Place?] {
        var places = [Place?](repeating: .character, count: characters.count)
        var index = 0
        while index < characters.count {
            let space = characters[index...].prefix(while: \.isWhitespace)
            for inside in space.indices { places[inside] = place(of: space, in: characters) }
            index = space.endIndex + 1
        }
        for range in WhatsAppMarks.ranges(in: characters) {
            for inside in range.dropFirst() { places[inside] = nil }
        }
        return places
    }

    private static func place(of space: ArraySlice<Character>, in characters: [Character]) -> Place {
        switch space.count(where: \.isNewline) {
        case 2...: .paragraph
        case 1: .sentence
        default: isSentenceEnd(characters[..<space.startIndex]) ? .sentence : .word
        }
    }

    private static func isSentenceEnd(_ text: ArraySlice<Character>) -> Bool {
        let words = text.suffix(40).trimmingSuffix { "\"'”’»)]*_~".contains($0) }
        guard let last = words.last, ".?!।॥…؟。".contains(last) else { return false }
        guard last == "." else { return true }
        let word = words.dropLast().suffix { !$0.isWhitespace && $0 != "(" }
        return !word.allSatisfy(\.isNumber) && !abbreviations.contains(String(word).lowercased())
    }

    private static let abbreviations: Set = [
        "dr", "mr", "mrs", "ms", "rs", "no", "st", "prof", "vs", "approx", "e.g", "i.e", "smt", "shri", "tel", "mob",
        "ph", "डॉ", "श्री", "रु", "क्र",
    ]
}

extension BidirectionalCollection {
    fileprivate func trimmingSuffix(while isTrimmed: (Element) -> Bool) -> SubSequence {
        var end = endIndex
        while end > startIndex, isTrimmed(self[index(before: end)]) { end = index(before: end) }
        return self[..<end]
    }

    fileprivate func suffix(while isKept: (Element) -> Bool) -> SubSequence {
        self[trimmingSuffix(while: isKept).endIndex...]
    }
}
