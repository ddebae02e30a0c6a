package import Conversations
import Foundation

/// Reads topics from Markdown: each `##` heading is a topic, the text under it, up to the next `#` or `##` heading,
/// is the answer. What stands outside of a topic is left out.
package enum KnowledgeMarkdown {
    package static let topicLimit = 500
    /// In characters.
    package static let titleLimit = 200
    package static let answerLimit = 4000

    /// What is wrong, and where. Lines count from 1.
    package struct Problem: Error, Hashable, CustomStringConvertible {
        package let line: Int
        package let sentence: String
        package var description: String { "line \(line): \(sentence)" }
    }

    /// Topics in their order. A title that comes twice is a problem, and so is a text without any topic.
    package static func topics(in text: String) throws(Problem) -> [Topic] {
        if let line = Markdown.openComment(in: text) {
            throw Problem(line: line, sentence: "this comment does not end; it needs -->")
        }
        var topics: [Topic] = []
        var titles: Set<String> = []
        for section in sections(of: text) {
            let topic = try section.topic()
            guard titles.insert(topic.title.lowercased()).inserted else {
                throw Problem(line: section.line, sentence: "this topic is there twice")
            }
            guard topics.count < topicLimit else {
                throw Problem(line: section.line, sentence: "more than \(topicLimit) topics")
            }
            topics.append(topic)
        }
        guard !topics.isEmpty else {
            throw Problem(line: 1, sentence: "no topic found; a topic begins with a line such as: ## Opening hours")
        }
        return topics
    }

    private struct Section {
        let line: Int
        let title: String
        var lines: [Substring] = []

        func topic() throws(Problem) -> Topic {
            let answer = lines.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
            if title.isBlank { throw Problem(line: line, sentence: "the topic has no title") }
            if title.count > titleLimit {
                throw Problem(line: line, sentence: "the title is longer than \(titleLimit) characters")
            }
            if Markdown.withoutComments(answer).isBlank {
                throw Problem(line: line, sentence: "the topic has no answer under it")
            }
            if answer.count > answerLimit {
                throw Problem(line: line, sentence: "the answer is longer than \(answerLimit) characters")
            }
            return Topic(title: clean(title), answer: clean(answer))
        }

        /// PostgreSQL cannot store a NUL.
        private func clean(_ text: String) -> String { text.replacing("\0", with: "\u{FFFD}") }
    }

    private static func sections(of text: String) -> [Section] {
        var finished: [Section] = []
        var open: Section?
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        // What stands in a comment is no heading.
        let shown = Markdown.withoutComments(text).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            let level = headingLevel(shown[index])
            if level == 1 || level == 2 {
                if let open { finished.append(open) }
                open = level == 2 ? Section(line: index + 1, title: title(shown[index])) : nil
            } else {
                open?.lines.append(line)
            }
        }
        return finished + (open.map { [$0] } ?? [])
    }

    /// 0 where the line isn't a heading: `#Monday` isn't, `#` alone is.
    private static func headingLevel(_ line: Substring) -> Int {
        let marks = line.prefix { $0 == "#" }.count
        let next = line.dropFirst(marks).first
        return marks > 0 && (next == nil || next == " " || next == "\t") ? marks : 0
    }

    /// Without the marks in front and the closing ones that Markdown allows.
    private static func title(_ line: Substring) -> String {
        let text = line.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces)
        let closing = text.reversed().prefix { $0 == "#" }.count
        let rest = text.dropLast(closing)
        return closing > 0 && (rest.isEmpty || rest.hasSuffix(" ")) ? rest.trimmingCharacters(in: .whitespaces) : text
    }
}
