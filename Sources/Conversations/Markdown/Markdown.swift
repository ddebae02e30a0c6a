/// What the clinic's file and the model write, and what of it WhatsApp can show (docs/decisions/0014).
package enum Markdown {
    /// The text with WhatsApp's own marks: `*bold*`, `_italic_`, `~struck~`, plain lists, a link as its address.
    /// Comments are left out. What isn't Markdown stays as it was typed.
    package static func forWhatsApp(_ text: String) -> String {
        var blocks = MarkdownBlocks(withoutComments(text))
        let lines = blocks.shown()
        var kept: [String] = []
        for line in lines.joined(separator: "\n").split(separator: "\n", omittingEmptySubsequences: false) {
            let line = line.trimmingSpacesAtEnd
            if !line.isEmpty || kept.last?.isEmpty == false { kept.append(String(line)) }
        }
        if kept.last?.isEmpty == true { kept.removeLast() }
        return kept.joined(separator: "\n")
    }
}

extension Substring {
    var trimmingSpacesAtEnd: Substring {
        var rest = self
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return rest
    }

    var trimmingSpaces: Substring { drop { $0 == " " || $0 == "\t" }.trimmingSpacesAtEnd }
}
