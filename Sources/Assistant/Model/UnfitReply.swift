import Conversations

/// Why a model's text is not for a patient. What is only suspected goes to a person as well: they read one message too
/// many, a patient never reads the machinery.
enum UnfitReply: String, Error, CaseIterable {
    /// A call of a tool, or code.
    case toolCall = "tool_call"
    case json
    /// Letters such as `\n` and `\u0939` where a line end or a letter was meant.
    case escapedTwice = "escaped_twice"
    /// The rules that the model was given, word for word.
    case instruction
    /// Whose turn it is, or a mark that only we write.
    case roleMarker = "role_marker"
    case thinking
    /// HTML, XML or a blank to fill in: "<your name>".
    case markup

    /// Nil for a text that a patient may read.
    /// - Parameter knowledge: what the clinic lets the assistant say; quoting it is no leak.
    init?(_ text: String, knowledge: [Topic] = []) {
        // An address may hold whatever it likes.
        let prose = text.replacing(#/https?:\/\/[^\s<>]+/#, with: "")
        if let found = Self.patterns.first(where: { prose.contains($0.pattern) }) {
            self = found.kind
        } else if Self.isJSON(prose) {
            self = .json
        } else if Self.isEscapedTwice(prose) {
            self = .escapedTwice
        } else if InstructionWords.leak(into: text, knowledge: knowledge) {
            self = .instruction
        } else {
            return nil
        }
    }

    private typealias Pattern = (kind: UnfitReply, pattern: Regex<Substring>)

    /// In the order in which they are asked: a thought in tags is a thought, not just markup. Made once, since making them
    /// takes longer than all the rest of an answer. Many threads may use one: a regular expression is not `Sendable` only
    /// because it could have code of ours in it, and these have none.
    nonisolated(unsafe) private static let patterns: [Pattern] = {
        let found: [Pattern] = [
            (.thinking, #/<\/?(?:think|thinking|thought|reasoning|scratchpad|reflection|analysis)\b/#),
            (.thinking, #/^\W{0,4}(?:chain of thought|(?:my )?(?:thought|reasoning|scratchpad)s?)\W{0,3}:/#),
            (.roleMarker, #/[⟦⟧]|<\|[^|\n]{0,60}\|?>|\[\/?(?:INST|SYS)\]|<<\/?SYS>>|<\/?(?:start|end)_of_turn>/#),
            (.roleMarker, #/^\W{0,6}(?:assistant|system|user|model|developer|human|ai)\W{0,3}:/#),
            (.roleMarker, #/\A\W{0,6}(?:assistant|system|user|model|developer)\W{0,3}\n/#),
            (.roleMarker, #/^#{1,6} *(?:assistant|system|user|response|instruction)s?\b\W{0,40}$/#),
            (.toolCall, #/<\/?(?:tool|function|invoke|parameter)[\w:.=\-]*|\btool_(?:code|output|call|use)/#),
            (.toolCall, #/\bfunction_?(?:call|response)|\bdefault_api\b|\b(?:print|eval|exec)\(/#),
            (.toolCall, #/^\W{0,4}(?:tool|function|action|action input)\W{0,3}:/#),
            (.toolCall, #/\b[a-z]\w{0,40}_\w{1,40} ?\(/#),
            (.toolCall, #/\b\w{1,40}\(\s{0,9}(?:\w{1,40}\s{0,9}=|["{])/#),
            (.toolCall, #/\b[a-z]\w{0,40}\{\s{0,9}\w{1,40}\s{0,9}:|\bfunction \w{1,40}\(|\bto=functions?\b/#),
            (.toolCall, #/[`~]{3,} *(?:python|py|js|javascript|ts|bash|sh|shell|sql|tool\w*|code)\b/#),
            (.json, #/[`~]{3,} *(?:json\w*|ya?ml|xml|html)\b/#),
            (.json, #/\{\s{0,40}["'“][\w \-]{1,60}["'”]\s{0,9}:|\{\s{0,40}\w{1,40}\s{0,9}:\s{0,9}["'“\[{]/#),
            (.json, #/["'“](?:reply|needs_human|reason|topic)["'”]\s{0,9}[:=]/#),
            (.json, #/(?:^|[{,])\W{0,6}reply["'”]?\s{0,9}[:=]/#),
            (.json, #/\A\s*(?:null|undefined|true|false|nil|nan)\s*\z/#),
            (.instruction, #/\b(?:needs_human|not_in_knowledge|asked_for_person)\b/#),
            (.markup, #/<\/?[a-z][\w\-]{0,40}(?:\s[^<>\n]{0,200})?\/?>|<!(?:--|doctype)|<\?xml/#),
            (.escapedTwice, #/\\(?:u\{?[0-9a-f]{4}|x[0-9a-f]{2}|["'])|(?:u[0-9a-f]{4}){2}/#),
            (.escapedTwice, #/(?:^|[\s("'])(?:%[0-9a-f]{2}){3}|<0x[0-9a-f]{2}>/#),
        ]
        let anyCase = found.map { ($0.kind, $0.pattern.ignoresCase().anchorsMatchLineEndings()) }
        let exact: [Pattern] = [(.toolCall, #/\b[a-z]{1,40}[A-Z]\w{0,40}\(/#)]
        // "a.b" is one word to Unicode, but not here.
        return (anyCase + exact).map { ($0.0, $0.1.wordBoundaryKind(.simple)) }
    }()

    /// All of it, also within quotes.
    private static func isJSON(_ text: String) -> Bool {
        guard let first = text.first(where: { !$0.isWhitespace }), let last = text.last(where: { !$0.isWhitespace })
        else {
            return false
        }
        switch (first, last) {
        case ("{", "}"): return text.contains(":") && text.contains("\"")
        case ("[", "]"): return text.contains(#/^\s*\[\s*(["'{\[]|\]\s*$)/#)
        default: return false
        }
    }

    /// `\n` and `\t` as letters, but not the folders of "C:\new\temp" and "\\desk\notes".
    private static func isEscapedTwice(_ text: String) -> Bool {
        guard text.contains("\\") else { return false }
        return text.split(whereSeparator: \.isWhitespace).contains { word in
            word.contains(#/\\[nrt]/#) && !word.contains(#/^\W*([A-Za-z]:\\|\\\\[\w.\-]{1,60}\\\w)/#)
        }
    }
}
