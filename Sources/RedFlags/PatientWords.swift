/// A text cut into words, numbers and what stands between them.
struct PatientWords {
    struct Word {
        enum Script { case latin, devanagari, number }

        var script: Script
        /// Latin letters, small and squeezed; empty for the others.
        var letters: [UInt8] = []
        /// By sound; empty for numbers.
        var key: [UInt8] = []
        /// Of a number, and of the second where two are written with a stroke: 210/120.
        var value: Double?
        var second: Double?
        /// Has four digits and nothing else.
        var isYear = false
        /// How far it is from the text's beginning, in words; punctuation counts too.
        var place = 0
        /// Words of one sentence or message have one number.
        var sentence = 0
    }

    /// Unicode scalars at the beginning of a text, and at its end, that are looked at. What stands between is not:
    /// nobody writes an emergency into the middle of ten thousand characters, and each message must cost a bounded
    /// time.
    static let head = 8_000
    static let tail = 2_000

    private(set) var words: [Word] = []
    private var letters: [UInt8] = []
    private var scalars: [Unicode.Scalar] = []
    private var number = NumberReader()
    private var place = 0
    private var sentence = 0

    init(_ text: String) {
        let all = text.unicodeScalars
        if text.utf8.count <= Self.head {
            read(all)
        } else {
            let head = all.prefix(Self.head)
            read(head)
            end(sentence: true)
            let rest = all[head.endIndex...]
            read(rest.suffix(Self.tail))
        }
        endWord()
    }

    /// Words of a piece of a long text; the next begins at its middle.
    private static let piece = 40

    /// All of it where the text is not long.
    func pieces() -> [Range<Int>] {
        guard words.count > Self.piece * 3 / 2 else { return [words.indices] }
        return stride(from: 0, to: words.count - Self.piece / 2, by: Self.piece / 2).map { start in
            start..<min(start + Self.piece, words.count)
        }
    }

    private mutating func read(_ text: some Sequence<Unicode.Scalar>) {
        for scalar in text {
            if let letter = Letters.latin(scalar) {
                if !scalars.isEmpty || number.isOpen { endWord() }
                letters.append(letter)
            } else if Letters.isDevanagari(scalar) {
                if !letters.isEmpty || number.isOpen { endWord() }
                scalars.append(scalar)
            } else if let digit = Letters.digit(scalar) {
                if !letters.isEmpty || !scalars.isEmpty { endWord() }
                number.append(digit)
            } else if !Letters.isSilent(scalar) {
                readMark(scalar)
            }
        }
    }

    private mutating func readMark(_ scalar: Unicode.Scalar) {
        if number.isOpen, number.take(scalar) { return }
        endWord()
        switch scalar {
        case "\n", "\r", "\u{2028}", "\u{2029}": end(sentence: true)
        case ".", "?", "!", "\u{964}", "\u{965}", ";", "\u{2026}":
            end(sentence: true)
            place += 1
        case ",", "-", "\u{2013}", "\u{2014}", ":", "(", ")": place += 1
        default: break
        }
    }

    private mutating func end(sentence isEnded: Bool) {
        endWord()
        if isEnded, words.last?.sentence == sentence { sentence += 1 }
    }

    private mutating func endWord() {
        if !letters.isEmpty {
            let squeezed = Letters.squeezed(letters)
            append(Word(script: .latin, letters: squeezed, key: SoundKey.ofLatin(letters)))
            letters.removeAll(keepingCapacity: true)
        } else if !scalars.isEmpty {
            let key = SoundKey.ofDevanagari(scalars)
            if !key.isEmpty { append(Word(script: .devanagari, key: key)) }
            scalars.removeAll(keepingCapacity: true)
        } else if let word = number.end() {
            append(word)
        }
    }

    private mutating func append(_ word: Word) {
        var word = word
        word.place = place
        word.sentence = sentence
        words.append(word)
        place += 1
    }
}
