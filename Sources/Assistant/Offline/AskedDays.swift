import Conversations

/// The days that a text names: "tomorrow", "रविवारी", "26 January", "on Diwali".
struct AskedDays {
    struct Day: Hashable {
        let date: CivilDate
        let name: DayName
    }

    private(set) var days: [Day] = []
    /// The other words.
    private(set) var rest: [String] = []
    /// One of the days was named as a holiday.
    private(set) var isHoliday = false
    /// A day is named that can't be told: a past one, a date that there is not, a holiday of which nobody knows the date.
    private(set) var isUnclear = false

    private static let most = 4

    init(_ text: String, askedOn: CivilDate, isMarathi: Bool, holidays: [Holiday], lexicon: Lexicon) {
        let tokens = Self.spread(TextFolding.words(of: Self.withWrittenDates(text)))
        let names = HolidayNames(holidays)
        var position = 0
        while position < tokens.count {
            if let found = names.dates(named: tokens[position...], from: askedOn) {
                position += found.length
                isHoliday = true
                if found.dates.isEmpty { isUnclear = true }
                found.dates.forEach { add($0, .date) }
            } else if let found = Self.date(tokens, at: position, askedOn) {
                position += found.length
                if let date = found.date { add(date, .date) } else { isUnclear = true }
            } else if let day = Self.day(tokens, at: position, askedOn, isMarathi: isMarathi) {
                position += day.length
                if let found = day.day { add(found.date, found.name) } else { isUnclear = true }
            } else {
                rest.append(tokens[position])
                position += 1
            }
        }
        if days.count > Self.most { isUnclear = true }
    }

    private mutating func add(_ date: CivilDate, _ name: DayName) {
        if !days.contains(where: { $0.date == date }) { days.append(Day(date: date, name: name)) }
    }

    // MARK: Days

    private static func day(
        _ tokens: [String], at position: Int, _ askedOn: CivilDate, isMarathi: Bool
    ) -> (day: Day?, length: Int)? {
        let token = tokens[position]
        if tokens[position...].starts(with: ["day", "after", "tomorrow"]) {
            return (Day(date: askedOn.adding(days: 2), name: .weekday), 3)
        }
        if today.contains(token) { return (Day(date: askedOn, name: .relative), 1) }
        if token == "kal" || token == "kl", isMarathi { return (nil, 1) }
        if tomorrow.contains(token) { return (Day(date: askedOn.adding(days: 1), name: .relative), 1) }
        if dayAfterTomorrow.contains(token) { return (Day(date: askedOn.adding(days: 2), name: .weekday), 1) }
        if past.contains(token) { return (nil, 1) }
        guard let weekday = weekday(token) else { return nil }
        // "Sat" and "sun" are words of Hindi and English, too.
        let place = Weekday.allCases.firstIndex(of: weekday)! - Weekday.allCases.firstIndex(of: askedOn.weekday)!
        return (Day(date: askedOn.adding(days: (place + 7) % 7), name: .weekday), 1)
    }

    /// How many days from today a folded word such as "tomorrow" means; nil for other words.
    static func daysAhead(_ token: String) -> Int? {
        if today.contains(token) { return 0 }
        if tomorrow.contains(token) { return 1 }
        return dayAfterTomorrow.contains(token) ? 2 : nil
    }

    /// Of a folded word; nil where it names none.
    static func weekday(_ token: String) -> Weekday? {
        for form in WordForms.of(token) {
            if let known = weekdays[form] ?? weekdaysBySound[PhoneticKey.of(form)] { return known }
        }
        return nil
    }

    private static let today: Set<String> = ["today", "2day", "tonight", "aaj", "aj", "आज", "aajchi", "aajcha", "आजच्या"]
    private static let tomorrow: Set<String> = [
        "tomorrow", "tommorow", "tomorow", "tommorrow", "tmrw", "tmr", "tmw", "2moro", "kal", "kl", "कल", "उद्या", "उद्याला",
        "उद्याच्या", "udya", "udyala", "udyachi", "udyacha", "udyache", "udyachya",
    ]
    private static let dayAfterTomorrow: Set<String> = ["परसों", "parso", "parson", "परवा", "parva"]
    private static let past: Set<String> = ["yesterday", "काल", "kaal"]

    private static let weekdayForms: [(Weekday, [String])] = [
        (.mon, ["monday", "mondays", "mon", "somvar", "somvaar", "somwar", "सोमवार", "मंडे", "somvari"]),
        (.tue, ["tuesday", "tuesdays", "tue", "tues", "mangalvar", "mangalwar", "मंगलवार", "मंगळवार", "mangalvari"]),
        (.wed, ["wednesday", "wednesdays", "wed", "budhvar", "budhwar", "बुधवार", "budhvari"]),
        (.thu, ["thursday", "thursdays", "thu", "thur", "thurs", "guruvar", "guruwar", "गुरुवार", "गुरूवार", "guruvari"]),
        (.fri, ["friday", "fridays", "fri", "shukravar", "shukrawar", "शुक्रवार", "shukravari"]),
        (.sat, ["saturday", "saturdays", "sat", "shanivar", "shaniwar", "शनिवार", "सैटरडे", "shanivari"]),
        (
            .sun,
            [
                "sunday", "sundays", "sun", "ravivar", "raviwar", "रविवार", "इतवार", "itwar", "itvar", "संडे", "सन्डे",
                "ravivari",
            ]
        ),
    ]
    private static let weekdays = Dictionary(
        weekdayForms.flatMap { day, forms in forms.map { (TextFolding.fold($0), day) } },
        uniquingKeysWith: { first, _ in first })
    private static let weekdaysBySound = Dictionary(
        weekdayForms.flatMap { day, forms in
            forms.filter { $0.count > 4 && !$0.hasSuffix("day") && !$0.hasSuffix("days") }.map {
                (PhoneticKey.of($0), day)
            }
        }, uniquingKeysWith: { first, _ in first })

    // MARK: Dates

    /// "26/1" becomes "26 january". A month comes after its day, as in India; "24/7" is no date.
    private static func withWrittenDates(_ text: String) -> String {
        TextFolding.fold(text).replacing(/\b([0-9]{1,2})\/([0-9]{1,2})(\/([0-9]{4}))?\b/) { match in
            guard let month = Int(match.output.2), (1...12).contains(month), match.output.0 != "24/7" else {
                return String(match.output.0)
            }
            return "\(match.output.1) \(months[month - 1][0]) \(match.output.4 ?? "")"
        }
    }

    /// "26 January (2027)", "January 26", "26 तारीख"; nil where no date begins here.
    private static func date(
        _ tokens: [String], at position: Int, _ askedOn: CivilDate
    ) -> (date: CivilDate?, length: Int)? {
        func token(_ offset: Int) -> String { position + offset < tokens.count ? tokens[position + offset] : "" }
        let ordinal = Set(["th", "st", "nd", "rd"])
        if let day = number(token(0)) {
            var next = ordinal.contains(token(1)) ? 2 : 1
            if token(next) == "of" { next += 1 }
            if monthEnds.contains(token(next)) { return (nextDate(day, month: nil, askedOn), next + 1) }
            if let month = month(token(next)) {
                return dated(day, month, year: token(next + 1), askedOn, length: next + 1)
            }
            return next > 1 && ordinal.contains(token(1)) ? (nextDate(day, month: nil, askedOn), 2) : nil
        }
        guard let month = month(token(0)), let day = number(token(1)) else { return nil }
        let length = ordinal.contains(token(2)) ? 3 : 2
        return dated(day, month, year: token(length), askedOn, length: length)
    }

    private static func dated(
        _ day: Int, _ month: Int, year: String, _ askedOn: CivilDate, length: Int
    ) -> (date: CivilDate?, length: Int) {
        guard year.count == 4, let written = Int(year) else { return (nextDate(day, month: month, askedOn), length) }
        let date = CivilDate(year: written, month: month, date: day)
        return (date.flatMap { $0 >= askedOn ? $0 : nil }, length + 1)
    }

    /// The first such date that is not past. Nil where there is none.
    static func nextDate(_ date: Int, month: Int?, _ askedOn: CivilDate) -> CivilDate? {
        let months = month.map { [$0] } ?? Array(1...12)
        return (askedOn.year...askedOn.year + (month == nil ? 1 : 8)).lazy.flatMap { year in
            months.compactMap { CivilDate(year: year, month: $0, date: date) }
        }.first { $0 >= askedOn }
    }

    private static func number(_ token: String) -> Int? {
        guard token.count <= 2, let number = Int(token), (1...31).contains(number) else { return nil }
        return number
    }

    private static func month(_ token: String) -> Int? {
        for form in WordForms.of(token) {
            if let place = months.firstIndex(where: { $0.contains(form) }) { return place + 1 }
        }
        return nil
    }

    private static let monthEnds: Set<String> = [
        "tarikh", "tarik", "tareekh", "तारीख", "tarkhela", "tarikhla", "tarkhila", "तारखेला", "तारीखला", "date",
    ]
    private static let months: [[String]] = [
        ["january", "jan", "जनवरी", "जानेवारी", "janevari", "janwari", "janvari"],
        ["february", "feb", "फरवरी", "फेब्रुवारी", "februvari", "farvari"],
        ["march", "mar", "मार्च"], ["april", "apr", "अप्रैल", "एप्रिल", "aprail"], ["may", "मई", "मे"],
        ["june", "jun", "जून"], ["july", "jul", "जुलाई", "जुलै", "julai"],
        ["august", "aug", "अगस्त", "ऑगस्ट", "agast"],
        ["september", "sep", "sept", "सितंबर", "सप्टेंबर", "sitambar"],
        ["october", "oct", "अक्टूबर", "ऑक्टोबर", "aktubar"], ["november", "nov", "नवंबर", "नोव्हेंबर", "navambar"],
        ["december", "dec", "दिसंबर", "डिसेंबर", "disambar"],
    ].map { $0.map(TextFolding.fold) }

    /// "26th" and "26jan" are two words.
    private static func spread(_ tokens: [String]) -> [String] {
        tokens.flatMap { token -> [String] in
            guard let first = token.first, first.isNumber, token != "24x7", token != "2day", token != "2moro",
                let letter = token.firstIndex(where: { !$0.isNumber })
            else { return [token] }
            return [String(token[..<letter]), String(token[letter...])]
        }
    }
}
