import Labelled

/// Puts messages together with ordinary ones of the same writer and form. The same messages give the same company.
struct Company {
    private let ordinary: [String: [LabelledMessage]]
    private var random = SplitMix(state: 7)

    init(_ messages: [LabelledMessage]) {
        ordinary = Dictionary(grouping: messages.filter(\.isOrdinary)) { $0.writer + $0.form }
    }

    /// Before or after one.
    mutating func beside(_ message: LabelledMessage) -> LabelledMessage? {
        guard let other = another(for: message), let between = ["\n", " ", ". "].randomElement(using: &random) else {
            return nil
        }
        var joined = message
        let isFirst = Bool.random(using: &random)
        joined.text = isFirst ? message.text + between + other : other + between + message.text
        return joined
    }

    /// Ordinary ones among three to twelve others, and one in three emergencies among two to five. One in three bursts of
    /// ordinary ones is a message that is counted on: "Page 7", "Page 8". Near misses are left alone: together two may
    /// well alarm.
    mutating func among(_ message: LabelledMessage) -> LabelledMessage? {
        var burst = message
        if message.isOrdinary {
            let count = Int.random(in: 3...12, using: &random)
            let isCounting = Int.random(in: 0..<3, using: &random) == 0
            burst.text = isCounting ? counted(message, count) : others(for: message, count).joined(separator: "\n")
        } else {
            guard message.category != nil, Int.random(in: 0..<3, using: &random) == 0 else { return nil }
            var texts = others(for: message, Int.random(in: 2...5, using: &random))
            texts.insert(message.text, at: Int.random(in: 0...texts.count, using: &random))
            burst.text = texts.joined(separator: "\n")
        }
        return burst
    }

    private mutating func counted(_ message: LabelledMessage, _ count: Int) -> String {
        let words = message.text.split(separator: " ").prefix(Int.random(in: 1...4, using: &random)).joined(
            separator: " ")
        let first = Int.random(in: 1...100, using: &random)
        return (first..<first + 2 * count).map { "\(words) \($0)." }.joined(separator: "\n")
    }

    private mutating func others(for message: LabelledMessage, _ count: Int) -> [String] {
        (0..<count).compactMap { _ in another(for: message) }
    }

    private mutating func another(for message: LabelledMessage) -> String? {
        ordinary[message.writer + message.form]?.randomElement(using: &random)?.text
    }
}
