import Conversations

/// What somebody wants to know about the clinic's hours.
enum AskedHours: Equatable {
    case now, week, nowAndWeek
    /// When it is closed: the days of the week, and the holidays.
    case closings
    case days([AskedDays.Day])

    /// Nil where the text is about something else, too, or there are words in it that nobody knows.
    init?(
        _ text: String, askedOn: CivilDate, isMarathi: Bool, holidays: [Holiday], lexicon: Lexicon, names: Set<String>
    ) {
        let days = AskedDays(text, askedOn: askedOn, isMarathi: isMarathi, holidays: holidays, lexicon: lexicon)
        guard !days.isUnclear else { return nil }
        let reading = Reading(Self.withoutCount(days.rest).joined(separator: " "), lexicon: lexicon, names: names)
        guard reading.words.allSatisfy(Self.isAboutHours), Self.others.isDisjoint(with: days.rest) else { return nil }
        if Self.was.contains(where: days.rest.contains), Self.usually.isDisjoint(with: days.rest) { return nil }
        guard reading.concepts.isDisjoint(with: Self.otherConcepts) else { return nil }
        let isQuestion = text.contains { "?？؟".contains($0) } || reading.isQuestion
        let isOfClinic = reading.concepts.contains(.clinic)
        let strong = reading.words.contains { $0.role == .content && (isOfClinic || !Self.weak.contains($0.text)) }
        let hints = reading.words.count { $0.role == .hint }
        let isDay = !days.days.isEmpty || reading.concepts.contains(.day) || reading.concepts.contains(.daytime)
        guard
            strong || days.isHoliday || (hints > 0 && (isQuestion || hints > 1 || isDay && hints + days.days.count > 1))
                || (isQuestion && isDay)
        else { return nil }
        if !strong, !days.isHoliday, !isDay { return nil }
        if reading.concepts.contains(.holiday), days.days.isEmpty {
            self = .closings
        } else if !days.days.isEmpty {
            self = .days(days.days)
        } else if Self.said(Self.weekly, in: days.rest) {
            self = .week
        } else if reading.concepts.contains(.day) || Self.said(Self.until, in: days.rest) {
            self = .now
        } else if reading.concepts.contains(.when) || Self.said(Self.timings, in: days.rest) {
            self = Self.said(Self.timings, in: days.rest) ? .week : .nowAndWeek
        } else if reading.concepts.contains(.daytime) {
            self = .days([.init(date: askedOn, name: .relative)])
        } else {
            self = .now
        }
    }

    private static func isAboutHours(_ word: Reading.Word) -> Bool {
        if word.role == .neutral { return true }
        guard !word.concepts.isEmpty, word.concepts.isSubset(of: concepts) else { return false }
        // When somebody comes or sits is another matter than when the clinic is open.
        return word.role != .hint || !word.concepts.isDisjoint(with: [.when, .day, .daytime, .span])
            || presence.contains(word.text)
    }

    private static let concepts: Set<Concept> = [.hours, .when, .day, .daytime, .holiday, .span, .clinic, .all, .only]
    /// Who asks when the doctor is there, or how their own matter stands, asks something else.
    private static let otherConcepts: Set<Concept> = [
        .doctor, .leave, .person, .talk, .callBack, .sufferer, .ownMatter, .refusal, .elsewhere, .way, .medical,
        .thanks,
        .negation,
    ]
    private static let presence: Set<String> = [
        "available", "avail", "availble", "how late", "open late", "early", "uplabdh", "उपलब्ध", "uplabdha",
    ]
    /// They tell of the past, of a person, or of another clinic.
    private static let others: Set<String> = [
        "he", "she", "him", "her", "tha", "thi", "था", "थी", "थे", "yesterday", "last", "did", "was", "were",
        "closed down",
        "branch", "other",
    ]
    /// With "is" after it, it tells in Hindi of what is usual; alone, in Marathi of the past.
    private static let usually: Set<String> = ["hai", "hain", "h", "he", "है", "हैं"]
    private static let was: Set<String> = ["hota", "hoti", "hote", "होता", "होती", "होते"]
    /// Words of hours that mean much else, unless it is said of the clinic.
    private static let weak: Set<String> = [
        "work", "works", "working", "begin", "begins", "starts", "time", "times", "vela",
    ]

    private static let weekly = [
        "daily", "every day", "everyday", "weekend", "weekends", "weekday", "weekdays", "all week", "all days",
        "har din",
        "har roz", "roz", "rojana", "roj", "dararoj", "darroj", "हर दिन", "रोज", "रोज़", "रोजाना", "प्रतिदिन", "दररोज",
        "opd days", "clinic days", "open days", "working days", "which days", "which day", "what days", "kis din",
        "konse din", "kaunse din", "किस दिन", "कौन से दिन", "कोणत्या दिवशी", "कोणत्या वारी", "kontya divshi", "kontya vari",
        "24x7", "7 days", "seven days", "saton din", "sarva divas", "सर्व दिवस", "सातों दिन", "सातही दिवस",
    ]
    private static let until = [
        "kab tak", "kb tk", "kb tak", "till when", "until when", "how late", "kadhi paryant", "kadhiparyant", "कब तक",
        "कधीपर्यंत", "कधी पर्यंत", "till what", "upto what", "until what", "what time do you close", "when do you close",
        "closing time", "kitne baje tak", "कितने बजे तक", "kiti vajeparyant", "किती वाजेपर्यंत",
    ]
    private static let timings = [
        "hours", "hour", "hrs", "timing", "timings", "timming", "timmings", "tyming", "schedule", "timetable",
        "time table",
        "opening time", "working time", "time kya", "samay", "time", "vel", "vela", "velapatrak", "timeing", "taim",
        "tym",
        "समय", "टाइम", "टाईम", "टाइमिंग", "टायमिंग", "वेळ", "वेळा", "वेळापत्रक",
    ]

    /// "How many" asks for a fee, but before "o'clock" for the time.
    private static func withoutCount(_ tokens: [String]) -> [String] {
        zip(tokens, tokens.dropFirst() + [""]).filter { token, next in
            !(count.contains(token) && clock.contains { next.unicodeScalars.starts(with: $0.unicodeScalars) })
        }.map(\.0)
    }

    private static let count: Set<String> = ["किती", "कितने", "kiti", "kitne"]
    private static let clock = ["वाज", "बजे", "vaj", "waj", "baje", "bje"]

    private static func said(_ phrases: [String], in tokens: [String]) -> Bool {
        let text = " " + tokens.joined(separator: " ") + " "
        return phrases.contains { text.contains(" \($0) ") }
    }
}
