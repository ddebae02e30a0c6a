import Conversations
import Foundation
import Storage
import Testing

@testable import Server

@Suite struct KnowledgeMarkdownTests {
    private func topics(_ text: String) throws -> [Topic] {
        try KnowledgeMarkdown.topics(in: text).map(\.topic)
    }

    private func titles(_ text: String) throws -> [String] { try topics(text).map(\.title) }

    @Test func `a heading in a comment begins no topic, and one that doesn't end is named with its line`() throws {
        #expect(try titles("## Fees\n500\n<!--\n## Old fees\n300\n-->\n## Parking\nYes") == ["Fees", "Parking"])
        #expect(throws: KnowledgeMarkdown.Problem.self) { try KnowledgeMarkdown.topics(in: "## Fees\n<!-- 500 -->") }
        let problem = #expect(throws: KnowledgeMarkdown.Problem.self) {
            try KnowledgeMarkdown.topics(in: "## Fees\n500\n<!-- ask Anita\n## Parking\nYes")
        }
        #expect(problem?.line == 3)
    }

    @Test func `each second-level heading is a topic and the text under it the answer`() throws {
        let topics = try topics(
            """
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

    @Test(arguments: [
        ("## A\nx\n ## B\ny", ["A", "B"]), ("## A\nx\n   ## B\ny", ["A", "B"]), ("## A\nx\n\n    ## B\ny", ["A"]),
        ("## A\nx\n\n\t## B\ny", ["A"]), ("## A\nx\n  \t## B\ny", ["A"]), ("##\tA\nx\n##\u{A0}B\ny", ["A", "B"]),
        ("\u{FEFF}## A\nx\n\u{FEFF}## B\ny", ["A", "B"]), ("## A\r\nx\r\n## B\r\ny", ["A", "B"]),
        ("## A\rx\r## B\ry", ["A", "B"]),
        ("## A\nx\u{0C}\n\u{0C}## B\ny", ["A", "B"]), ("## A\nx\u{2028}## B\ny", ["A"]),
        ("## A\nx\n\u{A0}## B\ny", ["A", "B"]),
        ("## A ##  \nx\n## B #\ny\n## C \\#\nz", ["A", "B", "C #"]), ("## A#\nx\n## C\\#\ny", ["A#", "C#"]),
        ("## A\nx\n#Monday\n#1\n####### seven\n", ["A"]), ("## A\nx\n- one\n## B\ny\n> q\n## C\nz", ["A", "B", "C"]),
        ("## A\nx\n> ## B\ny\n- ## C", ["A"]), ("## A \\* b \\d\nx", ["A * b \\d"]),
        ("## No\u{A0} \u{2003}gap\nx", ["No gap"]),
    ])
    func `a heading is what Markdown takes for one`(text: String, titles: [String]) throws {
        #expect(try self.titles(text) == titles)
    }

    @Test(arguments: [
        ("Hours\n-----\nx\n\nFees\n---\ny", ["Hours", "Fees"]), ("Clinic\n====\nout\n\nFees\n-\ny", ["Fees"]),
        ("## A\nx\n\nB\n--- \ny", ["A", "B"]), ("## A\nx\n\n---\ny", ["A"]), ("## A\n---\ny", ["A"]),
        ("## A\nx\n\n- item\n---\ny", ["A"]), ("## A\n> q\n---\ny", ["A"]), ("## A\n***\n---\ny", ["A"]),
        ("## A\nx\n\n| a | b |\n|---|---|\n| 1 | 2 |", ["A"]), ("## A\n```\ny\n---\n```", ["A"]),
    ])
    func `a line that is underlined is a heading, and a line across the page is none`(text: String, titles: [String])
        throws
    {
        #expect(try self.titles(text) == titles)
    }

    @Test(arguments: [
        "```\n## B\n```", "```swift\n## B\n```", "~~~ x `y`\n## B\n~~~", "`````\n```\n## B\n`````",
        "  ```\n## B\n   ```",
        "```\n## B\n~~~\n## C\n```", "```\n## B\n    ```\n```", "- ```\n  ## B\n  ```", "1. ~~~\n   ## B\n   ~~~",
        "<!--\n## B\n-->", "<!-- a\n\n## B -->", "text <!-- a\n## B\n--> c", "<pre>\n## B\n\n## C\n</pre>",
        "<!-- a --><!--\n## B\n-->",
        "```\nnever closed",
    ])
    func `a heading in code or in a comment is none`(answer: String) throws {
        #expect(try topics("## A\nx\n\(answer)") == [Topic(title: "A", answer: "x\n\(answer)")])
        if answer != "```\nnever closed" { #expect(try titles("## A\nx\n\(answer)\n## Z\ny") == ["A", "Z"]) }
    }

    @Test(arguments: [
        "`` ` ``", "``", "``` a`b", "<!-- a -->", "<!-->", "<!--->", "`<!--`", "<br>", "<prefix>", "    ```", "\\```",
        "\\<!--",
    ])
    func `what only looks like code or a comment hides nothing`(answer: String) throws {
        #expect(try titles("## A\nx\n\(answer)\n## B\ny") == ["A", "B"])
    }

    @Test(arguments: [
        ("## A\ntext\n## B\n\n## C\ntext", 3), ("## \ntext", 1), ("plain text", 1), ("", 1), ("## ##\ntext", 1),
        ("## A\nx\n\n## a\ny", 4), ("##Parking\ntext", 1), ("## A\nx\n  ##Parking\ny", 3), ("## A\nx\n## Á\ny", 3),
        ("## \(String(repeating: "t", count: 201))\ntext", 1), ("## \(String(repeating: "👍", count: 101))\ntext", 1),
        ("\n## A\n\(String(repeating: "x", count: 4097))", 2), ("## A\n<!-- only\nthis -->\n## B\ny", 1),
        ("## A\n\u{200B}\n", 1), ("## \u{200B}\nx", 1), ("## A\n9 to 6\n---\n## B\ny", 1), ("## A\none\ntwo\n---\n", 4),
        ("## A\nx\n\n```\n## B\ny", 4), ("## A\nx\n<!-- a\n## B\ny", 3), ("## Doctor’s  fee\nx\n## DOCTOR'S FEE\ny", 3),
    ])
    func `what cannot be a topic is refused with its line`(text: String, line: Int) {
        let problem = #expect(throws: KnowledgeMarkdown.Problem.self) { try KnowledgeMarkdown.topics(in: text) }
        #expect(problem?.line == line)
    }

    @Test func `two titles that are one are named with both lines`() {
        let problem = #expect(throws: KnowledgeMarkdown.Problem.self) {
            try KnowledgeMarkdown.topics(in: "## Café\na\n\n## Fees\nb\n## CAFE\u{301}\nc")
        }
        #expect(problem?.description.hasPrefix("line 6: this topic is there already, in line 1") == true)
    }

    @Test func `an answer as long as a message is taken`() throws {
        let long = String(repeating: "क", count: 4096)
        #expect(try topics("## A\n\(long)").first?.answer == long)
    }

    @Test(arguments: [
        ("## A\nx".data(using: .utf16LittleEndian)!, "line 1: this looks like UTF-16; save the file as UTF-8"),
        (
            Data([0xFF, 0xFE]) + "## A\nx".data(using: .utf16LittleEndian)!,
            "line 1: this looks like UTF-16; save the file as UTF-8"
        ),
        (
            Data([0xFE, 0xFF]) + "## A\nx".data(using: .utf16BigEndian)!,
            "line 1: this looks like UTF-16; save the file as UTF-8"
        ),
        (
            "## A\nx\n## Caf".data(using: .utf8)! + Data([0xE9, 10]),
            "line 3: this is not UTF-8; save the file as UTF-8"
        ),
    ])
    func `a file that isn't UTF-8 is refused with a clear sentence`(data: Data, sentence: String) {
        let problem = #expect(throws: KnowledgeMarkdown.Problem.self) { try KnowledgeMarkdown.text(of: data) }
        #expect(problem?.description == sentence)
    }

    @Test func `a topic that nobody has approved stays so on the way out and in`() throws {
        let entries = [
            TopicEntry(Topic(title: "Fever", answer: "Rest."), isApproved: false),
            TopicEntry(Topic(title: "Hours", answer: "<!-- not approved -->\n9 to 6"), isApproved: true),
        ]
        #expect(try KnowledgeMarkdown.topics(in: KnowledgeMarkdown.text(of: entries)) == entries)
    }

    // MARK: Out and in

    private static let titleParts = [
        "#", "##", "\\", "\\#", " ", "Fees", "é", "`", "*", "<!--", "-->", "नमस्ते", "(2)", "_x_", "---", "=", "👍",
        "&amp;", "\u{A0}",
    ]
    private static let lines = [
        "## x", "# x", "##x", "### y", "   ## z", "    ## code", "\t## tab", "---", "===", "-", "=", "  --", "- item",
        "> q", "1. ",
        "```", "```swift", "~~~~", "~~~", "````", "- ```", "  ```", "<!-- a", "-->", "<!-- a -->", "text <!-- b",
        "c --> d",
        "`<!--`", "<pre>", "</pre>", "\\## e", "\\\\# f", "\\---", "\\\\```", "", "  ", "text", "more", "text\\",
        "\\text",
        "<!-- not approved -->", "\\<!-- not approved -->", "\u{FEFF}## bom", "\u{A0}## nb", "\u{0C}## ff", "* * *",
        "***",
        "##", "#", "## ##", "#hash", "\\- x", "\r\n", "\u{2028}## ls", "नमस्ते", "<script>", "<!-->", "\\<!-- b",
    ]

    @Test func `whatever is written out is read in as the same`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix(state: seed)
        for _ in 0..<1500 {
            var entries: [TopicEntry] = []
            for number in 0..<Int.random(in: 1...5, using: &random) {
                let title = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                    Self.titleParts.randomElement(using: &random)!
                }
                let answer = (0..<Int.random(in: 0...8, using: &random)).map { _ in
                    Self.lines.randomElement(using: &random)!
                }
                // The last line keeps the topic from being empty, the number its title from coming twice.
                let topic = Topic(
                    written: Bool.random(using: &random)
                        ? "\(number)" + title.joined() : title.joined() + "\(number)" + title.joined(),
                    answer: (answer + ["word"]).joined(separator: "\n"))
                entries.append(TopicEntry(topic, isApproved: Bool.random(using: &random)))
            }
            guard Set(entries.map(\.topic.key)).count == entries.count else { continue }
            let text = KnowledgeMarkdown.text(of: entries)
            let read = Result { try KnowledgeMarkdown.topics(in: text) }
            #expect((try? read.get()) == entries, "seed \(seed)\n\(text)")
            if let read = try? read.get() {
                for (out, back) in zip(entries, read) { #expect(back == out) }
            } else {
                #expect(throws: Never.self) { try read.get() }
            }
            if (try? read.get()) != entries { return }
        }
    }

    @Test func `the time to read a hostile file grows with its length and no faster`() throws {
        for piece in [
            "- ", "<!--", "`<!--", "#", "\\", "<!---->", "> ", "1. ", "```\n", "x\n---\n", "\t", "=\n", "\\=\n",
        ] {
            let text = "## A\n" + String(repeating: piece, count: 100_000 / piece.count)
            let start = ContinuousClock.now
            _ = try? KnowledgeMarkdown.topics(in: text)
            // A second or so in a build without optimisation; with its square it would be hours.
            #expect(start.duration(to: .now) < .seconds(60), "\(piece.debugDescription)")
        }
    }
}

/// A source of numbers that can be repeated.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
