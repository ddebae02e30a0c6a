import Conversations
package import Foundation
package import Storage

/// Reads topics from Markdown: each second-level heading (`## Title`, or a line underlined with dashes) is a topic, the
/// text under it, up to the next heading of the first or second level, is the answer. What stands outside of a topic is
/// left out.
package enum KnowledgeMarkdown {
    /// What is wrong, and where. Lines count from 1.
    package struct Problem: Error, Hashable, CustomStringConvertible {
        package let line: Int
        package let sentence: String
        package var description: String { "line \(line): \(sentence)" }
    }

    /// The text of a file. Throws where it isn't UTF-8.
    package static func text(of data: Data) throws(Problem) -> String {
        if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) || data.contains(0) {
            throw Problem(line: 1, sentence: "this looks like UTF-16; save the file as UTF-8")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            let lines = data.split(separator: 10, omittingEmptySubsequences: false)
            let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
            throw Problem(line: line + 1, sentence: "this is not UTF-8; save the file as UTF-8")
        }
        return text
    }

    /// Topics in their order. Two that have one title are a problem, and so is a text without any topic. A topic counts
    /// as approved unless a comment under its heading says that it is not, and is of the kind that another names.
    package static func topics(in text: String) throws(Problem) -> [TopicEntry] {
        var topics: [TopicEntry] = []
        var lines: [String: Int] = [:]
        for section in try KnowledgeSections.sections(of: text) {
            let entry = try section.entry()
            if let earlier = lines.updateValue(section.line, forKey: entry.topic.key) {
                throw Problem(
                    line: section.line,
                    sentence:
                        "this topic is there already, in line \(earlier); case, accents and the like make no other title"
                )
            }
            topics.append(entry)
        }
        guard !topics.isEmpty else {
            throw Problem(line: 1, sentence: "no topic found; a topic begins with a line such as: ## Opening hours")
        }
        return topics
    }
}

/// A heading and what stands under it.
struct KnowledgeSection {
    let line: Int
    let title: String
    var text: [Substring] = []
    var isApproved = true
    var kind = TopicKind.administrative
    /// How many lines are to be seen, which comments are not.
    var visibleLines = 0
    /// The line below which, being underlined, is a heading.
    var underlinedBelow: Int?

    mutating func read(mark: Substring) {
        if let said = MarkdownScanner.kinds[String(mark)] { kind = said } else { isApproved = false }
    }

    func entry() throws(KnowledgeMarkdown.Problem) -> TopicEntry {
        let topic = Topic(written: title, answer: text.joined(separator: "\n"), kind: kind)
        if topic.title.folded.isEmpty { throw problem("the topic has no title") }
        if topic.title.utf16.count > Topic.titleLimit {
            throw problem("the title is longer than \(Topic.titleLimit) characters")
        }
        if visibleLines == 0 {
            let why = underlinedBelow.map { "; line \($0) is a heading, since dashes stand under it" } ?? ""
            throw problem("the topic has no answer under it\(why)")
        }
        if topic.answer.utf16.count > Topic.answerLimit {
            throw problem("the answer is longer than \(Topic.answerLimit) characters")
        }
        return TopicEntry(topic, isApproved: isApproved)
    }

    private func problem(_ sentence: String) -> KnowledgeMarkdown.Problem {
        KnowledgeMarkdown.Problem(line: line, sentence: sentence)
    }
}
