import Conversations

/// A day that a text names, and what the text says of it.
struct DayClaim: Hashable, Sendable {
    enum Day: Hashable, Sendable {
        case weekday(Weekday)
        /// So many days from today: 0, 1 or 2.
        case ahead(Int)
    }

    enum State: Hashable, Sendable {
        case open, closed
    }

    let day: Day
    /// Nil where it says neither.
    let state: State?
    /// As it is written, folded.
    let text: String
    /// Where it says "daily" of a doctor: by which words of the name the doctor is known.
    var doctor: Set<String> = []
}

/// Reads the days of a text: "Mon-Sat 9 AM to 1 PM, Sunday closed", "रविवार छोड़कर रोज".
struct DayReader {
    /// A part of a sentence that says one thing of its days.
    private struct Clause {
        var tokens: [String] = []
        var days: [(day: DayClaim.Day, text: String, isExcepted: Bool, isDaily: Bool)] = []
        var state: DayClaim.State?
        /// Nothing but a time of day says that it is open.
        var isOpenByTime = false
        /// It has nothing but days, and says of them what its neighbour does.
        var isBare = true
    }

    static func claims(in text: String) -> [DayClaim] {
        let found = CheckedText(text).texts.flatMap { sentence in
            let doctor = doctor(in: sentence)
            return resolved(parts(of: sentence).map(clause)).flatMap { clause in
                clause.days.map { day in
                    let state = state(of: day.day, day.isExcepted, in: clause)
                    let claim = DayClaim(
                        day: day.day, state: state, text: day.text, doctor: day.isDaily ? doctor : [])
                    return (claim, isDaily: day.isDaily)
                }
            }
        }
        // "Daily, except on Thursday": of Thursday it says the opposite.
        let closed = Set(found.filter { !$0.isDaily && $0.0.state == .closed }.map(\.0.day))
        return found.filter { !$0.isDaily || $0.0.state != .open || !closed.contains($0.0.day) }.map(\.0)
    }

    /// Two words after "Dr.", in a spelling that both scripts share, or the one before "madam".
    private static func doctor(in sentence: String) -> Set<String> {
        let words = TextFolding.words(of: sentence)
        return Set(
            words.indices.filter { doctors.contains(words[$0]) }
                .flatMap { words[max(0, $0 - 1)..<min(words.count, $0 + 3)] }
                .filter { !doctors.contains($0) }.compactMap(WordKeys.skeleton))
    }

    private static func state(
        of day: DayClaim.Day, _ isExcepted: Bool, in clause: Clause
    ) -> DayClaim.State? {
        // "You asked for tomorrow at 5 PM."
        if clause.isOpenByTime, case .ahead = day { return nil }
        guard isExcepted else { return clause.state }
        return clause.state.map { $0 == .open ? .closed : .open }
    }

    /// In words as they are written, since "Sat" is a day and "sat" may be a seven.
    private static func parts(of sentence: String) -> [[String]] {
        sentence.split { ",()|".contains($0) }.flatMap { part -> [[String]] in
            let words = part.split(whereSeparator: { $0.isWhitespace || "-–—/".contains($0) }).map(String.init)
            let tokens = words.map { TextFolding.fold($0) }
            // "between 2 and 4" is one part.
            let ends = tokens.indices.filter {
                joins.contains(tokens[$0]) && !(isHour(tokens, $0 - 1) && isHour(tokens, $0 + 1))
            }
            return zip([-1] + ends, ends + [words.count]).map { Array(words[($0 + 1)..<$1]) }.filter { !$0.isEmpty }
        }
    }

    private static func isHour(_ tokens: [String], _ index: Int) -> Bool {
        guard tokens.indices.contains(index) else { return false }
        if let number = Int(tokens[index]) { return number <= 24 }
        return tokens[index] == "do" || NumberWords.part(tokens[index]) != nil
    }

    /// "2 to 4", "दो से चार".
    private static func hasRange(_ tokens: [String]) -> Bool {
        tokens.indices.contains {
            (ranges.contains(tokens[$0]) || joins.contains(tokens[$0]))
                && isHour(tokens, $0 - 1) && isHour(tokens, $0 + 1)
        }
    }

    private static func clause(_ words: [String]) -> Clause {
        var clause = Clause()
        let tokens = words.map { TextFolding.words(of: $0).joined() }.enumerated().filter { !$0.element.isEmpty }
        clause.tokens = tokens.map(\.element)
        let isCapital = tokens.map { words[$0.offset].first?.isUppercase ?? false }
        var position = 0
        while position < clause.tokens.count {
            if let (days, length) = days(clause.tokens, at: position, isCapital) {
                let text = clause.tokens[position..<position + length].joined(separator: " ")
                let isExcepted = isExcepted(clause.tokens, position..<position + length)
                let isDaily = days.count == Weekday.allCases.count
                clause.days += days.map { ($0, text, isExcepted, isDaily) }
                position += length
            } else {
                if !fillers.contains(clause.tokens[position]) { clause.isBare = false }
                position += 1
            }
        }
        let isClosed = clause.tokens.contains(where: closed.contains)
        let isOpen = clause.tokens.contains(where: open.contains)
        let isDenied = isDenied(clause.tokens, isClosed: isClosed)
        let hasTime = hasTime(words.joined(separator: " "))
        if isClosed {
            // "Closed from 1 PM to 5 PM" is no closed day.
            clause.state = hasTime || hasRange(clause.tokens) ? nil : isDenied ? .open : .closed
        } else if isOpen || hasTime {
            clause.state = isDenied ? .closed : .open
            clause.isOpenByTime = !isOpen && !isDenied
        }
        return clause
    }

    /// In "guruvari sutti aslyane phone uchalla jat nahi" the telephone is denied, not the holiday.
    private static func isDenied(_ tokens: [String], isClosed: Bool) -> Bool {
        guard isClosed else { return tokens.contains(where: denials.contains) }
        return tokens.indices.contains { index in
            closed.contains(tokens[index])
                && tokens[max(0, index - 2)..<min(tokens.count, index + 3)].contains(where: denials.contains)
        }
    }

    private static func resolved(_ clauses: [Clause]) -> [Clause] {
        var clauses = clauses
        for index in clauses.indices.dropFirst() where clauses[index].isBare && clauses[index].state == nil {
            clauses[index].state = clauses[index - 1].state
        }
        for index in clauses.indices.dropLast().reversed() where clauses[index].isBare && clauses[index].state == nil {
            clauses[index].state = clauses[index + 1].state
        }
        return clauses
    }

    // MARK: Days

    private static func days(
        _ tokens: [String], at position: Int, _ isCapital: [Bool]
    ) -> (days: [DayClaim.Day], length: Int)? {
        let rest = tokens[position...]
        for (words, days) in groups where rest.starts(with: words) {
            // "रोज़ की तरह": as on any other day.
            if likes.contains(where: rest.dropFirst(words.count).starts) { return ([], words.count) }
            return (days.map(DayClaim.Day.weekday), words.count)
        }
        if rest.starts(with: ["day", "after", "tomorrow"]) { return ([.ahead(2)], 3) }
        if let ahead = AskedDays.daysAhead(tokens[position]) { return ([.ahead(ahead)], 1) }
        guard let first = weekday(tokens, at: position, isCapital) else { return nil }
        var next = position + 1
        if next < tokens.count, ranges.contains(tokens[next]) { next += 1 }
        // "on Monday to Friday", "Monday at" is none: what stands between has to be a day.
        guard next < tokens.count, let last = weekday(tokens, at: next, isCapital) else {
            return ([.weekday(first)], 1)
        }
        return (span(first, last).map(DayClaim.Day.weekday), next + 1 - position)
    }

    private static func weekday(_ tokens: [String], at position: Int, _ isCapital: [Bool]) -> Weekday? {
        let token = tokens[position]
        guard let day = AskedDays.weekday(token) else { return nil }
        // The short ones are other words too: "sat" is seven, "sun" is listen.
        if token.count == 3, !TextFolding.isDevanagari(token), !isCapital[position] { return nil }
        guard position + 1 < tokens.count else { return day }
        let next = tokens[position + 1]
        // Parts of Pune are named after days, and "Sat vajta" is seven o'clock.
        return places.contains(next) || ClaimWords.clock.contains(next) && token.count == 3 ? nil : day
    }

    private static func span(_ first: Weekday, _ last: Weekday) -> [Weekday] {
        let all = Weekday.allCases
        let (from, to) = (all.firstIndex(of: first)!, all.firstIndex(of: last)!)
        return from <= to ? Array(all[from...to]) : Array(all[from...]) + Array(all[...to])
    }

    /// "except on Sunday", "रविवार को छोड़कर".
    private static func isExcepted(_ tokens: [String], _ range: Range<Int>) -> Bool {
        let before = tokens[max(0, range.lowerBound - 3)..<range.lowerBound]
        let after = tokens[range.upperBound..<min(tokens.count, range.upperBound + 2)]
        // "गुरुवारची सुट्टी सोडून" excepts a holiday: the day is closed.
        if after.contains(where: closed.contains) { return false }
        return before.contains(where: exceptBefore.contains) || after.contains(where: exceptAfter.contains)
    }

    // MARK: Open or closed

    private static func hasTime(_ text: String) -> Bool {
        ClaimReader.claims(in: text).contains { if case .time = $0.kind { true } else { false } }
    }

    private static func set(_ words: String) -> Set<String> {
        Set(words.split(whereSeparator: \.isWhitespace).map { TextFolding.fold(String($0)) })
    }

    private static let closed = set(
        """
        closed shut away unavailable holiday holidays off band bandh chhutti chutti chhuti sutti sutte suttee बंद छुट्टी अवकाश सुट्टी
        """)
    private static let open = set(
        """
        open opens opened available khula khuli khule khulta khulti khulega khulenge khulte खुला खुली खुले खुलता खुलती \
        खुलेगा खुलते chalu chaalu suru ughda ughde ughadte ughadto ughadel चालू सुरू सुरु उघडा उघडे उघडते उघडतो उघडेल \
        uplabdh upalabdh उपलब्ध baithte baithti baithenge बैठते बैठती बैठेंगे bastat basatat basnar बसतात बसणार milte milenge मिलते मिलेंगे
        """)
    private static let denials = set(
        """
        not no isnt arent dont doesnt wont cant cannot never nahi nahin nai naahi nahit naahit नहीं नही नाही नाहीत
        """)
    private static let exceptBefore = set("except excluding barring sivay sivaay सिवाय")
    private static let exceptAfter = set(
        "excepted excluded chhodkar chodkar chhodke sodun vagalta vaglata sivay sivaay छोड़कर छोड़के सोडून वगळता सिवाय शिवाय")
    private static let joins = set("and but or & aur ani aani और आणि या or lekin par पर लेकिन पण")
    private static let ranges = set("to till through until thru se te ते से")
    private static let fillers = set(
        "on the every all each this next only except chhodkar chodkar sodun vagalta छोड़कर सोडून वगळता ko la ke ka ki roji को ला के का की रोजी no to va व both bhi भी"
    )
    private static let likes = [["ki", "tarah"], ["की", "तरह"], ["ke", "jaise"], ["jaise"], ["जैसे"], ["सारखे"], ["प्रमाणे"]]
    private static let doctors = set("dr doctor doctors madam doc डॉ डॉक्टर मैडम मॅडम")
    private static let places = set("peth wada पेठ वाडा market bazar bazaar बाजार")

    private static let groups: [(words: [String], days: [Weekday])] = {
        let week: [Weekday] = Weekday.allCases
        let all = [
            "every day", "everyday", "daily", "all days", "all seven days", "all 7 days", "7 days a week",
            "seven days a week", "roz", "rozana", "har din", "har roz", "sabhi din", "roj", "dararoj", "darroj",
            "sarv divas", "24x7", "हर दिन", "रोज़", "रोजाना",
            "सभी दिन", "सातों दिन", "दररोज", "रोज", "सर्व दिवस",
        ]
        let work = ["weekdays", "weekday"]
        let ends = ["weekends", "weekend"]
        return all.map { (TextFolding.words(of: $0), week) }
            + work.map { (TextFolding.words(of: $0), Array(week[..<5])) }
            + ends.map { (TextFolding.words(of: $0), Array(week[5...])) }
    }()
}
