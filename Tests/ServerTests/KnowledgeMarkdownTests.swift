import Conversations
import Testing

@testable import Server

@Suite struct KnowledgeMarkdownTests {
    @Test func `a heading in a comment begins no topic, and one that doesn't end is named with its line`() throws {
        let topics = try KnowledgeMarkdown.topics(in: "## Fees\n500\n<!--\n## Old fees\n300\n-->\n## Parking\nYes")
        #expect(topics.map(\.title) == ["Fees", "Parking"])
        #expect(throws: KnowledgeMarkdown.Problem.self) { try KnowledgeMarkdown.topics(in: "## Fees\n<!-- 500 -->") }
        let problem = #expect(throws: KnowledgeMarkdown.Problem.self) {
            try KnowledgeMarkdown.topics(in: "## Fees\n500\n<!-- ask Anita\n## Parking\nYes")
        }
        #expect(problem?.line == 3)
    }

    @Test func `each second-level heading is a topic and the text under it the answer`() throws {
        let topics = try KnowledgeMarkdown.topics(
            in: """
                # Clinic
                Not part of any topic.

                ## Opening hours ##
                Monday to Saturday.

                ### In summer
                Closed at noon. #1 choice.
                ## Parking
                Behind the building.
                # Appendix
                Left out.
                """)
        #expect(
            topics == [
                Topic(
                    title: "Opening hours",
                    answer: "Monday to Saturday.\n\n### In summer\nClosed at noon. #1 choice."),
                Topic(title: "Parking", answer: "Behind the building."),
            ])
    }

    @Test func `lines may end as on Windows`() throws {
        let topics = try KnowledgeMarkdown.topics(in: "## Fee\r\n500 rupees.\r\nIn cash.\r\n")
        #expect(topics == [Topic(title: "Fee", answer: "500 rupees.\nIn cash.")])
    }

    @Test(arguments: [
        ("## A\ntext\n## B\n\n## C\ntext", 3), ("## \ntext", 1), ("plain text", 1), ("", 1),
        ("## A\nx\n\n## a\ny", 4), ("##Parking\ntext", 1),
        ("## \(String(repeating: "t", count: 201))\ntext", 1),
        ("\n## A\n\(String(repeating: "x", count: 4001))", 2),
    ])
    func `what cannot be a topic is refused with its line`(text: String, line: Int) {
        let problem = #expect(throws: KnowledgeMarkdown.Problem.self) { try KnowledgeMarkdown.topics(in: text) }
        #expect(problem?.line == line)
    }

    @Test func `five hundred topics are taken and one more is not`() throws {
        let many = (1...500).map { "## Topic \($0)\nAnswer." }.joined(separator: "\n")
        #expect(try KnowledgeMarkdown.topics(in: many).count == 500)
        #expect(throws: KnowledgeMarkdown.Problem.self) {
            try KnowledgeMarkdown.topics(in: many + "\n## One more\nAnswer.")
        }
    }
}
