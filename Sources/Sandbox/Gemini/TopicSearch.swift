import FoundationEssentials

/// Finds the Markdown section (`## Title` and the text under it) that a question is about. Deliberately simple: it is
/// there so that the demo and the tests have a model whose answers are predictable.
struct TopicSearch {
    struct Topic {
        let title: String
        let text: String
        let words: Set<String>
        let titleWords: Set<String>
    }

    let topics: [Topic]

    private static let stopWords: Set<String> = [
        "the", "and", "are", "you", "your", "our", "for", "what", "when", "where", "which", "who", "how", "can",
        "is", "it", "in", "on", "at", "to", "of", "do", "does", "a", "an", "i", "me", "my", "we", "please", "with",
        "have", "has", "there", "this", "that", "about", "any", "will", "be", "clinic", "patient",
    ]

    init(_ text: String) {
        var topics: [Topic] = []
        var title: String?
        var lines: [Substring] = []
        func close() {
            guard let title else { return }
            let body = lines.joined(separator: "\n").trimmed
            guard !body.isEmpty else { return }
            topics.append(
                Topic(title: title, text: body, words: Self.words(body), titleWords: Self.words(title)))
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("#") {
                close()
                title = line.hasPrefix("## ") ? String(line.dropFirst(3)).trimmed : nil
                lines = []
            } else {
                lines.append(line)
            }
        }
        close()
        self.topics = topics
    }

    /// The topic whose words overlap most with the question; rare words and words of the title count more.
    func best(for question: String) -> Topic? {
        let asked = Self.words(question)
        let scored = topics.map { topic -> (topic: Topic, score: Double) in
            let score = asked.reduce(0.0) { sum, word in
                let spread = Double(topics.count { $0.words.contains(word) || $0.titleWords.contains(word) })
                let weight = topic.titleWords.contains(word) ? 3.0 : topic.words.contains(word) ? 1.0 : 0
                return sum + weight / max(spread, 1)
            }
            return (topic, score)
        }
        guard let best = scored.max(by: { $0.score < $1.score }), best.score > 0 else { return nil }
        return scored.first { $0.score == best.score }?.topic
    }

    private static func words(_ text: String) -> Set<String> {
        let words = text.lowercased().split { character in
            !character.isLetter && !character.isNumber
        }
        return Set(words.filter { $0.count > 1 }.map(String.init)).subtracting(stopWords)
    }
}
