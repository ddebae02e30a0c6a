import Conversations

/// The words for days and times in the five forms in which patients write.
struct HoursWords: Sendable {
    let weekdays: [String]
    let months: [String]
    let today: String
    let tomorrow: String

    init(_ language: PatientLanguage) {
        switch language {
        case .english:
            weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
            months = [
                "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December",
            ]
            (today, tomorrow) = ("today", "tomorrow")
        case .hindi:
            weekdays = ["सोमवार", "मंगलवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार", "रविवार"]
            months = [
                "जनवरी", "फ़रवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर",
            ]
            (today, tomorrow) = ("आज", "कल")
        case .marathi:
            weekdays = ["सोमवार", "मंगळवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार", "रविवार"]
            months = [
                "जानेवारी", "फेब्रुवारी", "मार्च", "एप्रिल", "मे", "जून", "जुलै", "ऑगस्ट", "सप्टेंबर", "ऑक्टोबर", "नोव्हेंबर",
                "डिसेंबर",
            ]
            (today, tomorrow) = ("आज", "उद्या")
        case .romanised:
            weekdays = ["somvar", "mangalvar", "budhvar", "guruvar", "shukravar", "shanivar", "ravivar"]
            months = Self.latinMonths
            (today, tomorrow) = ("aaj", "kal")
        case .romanisedMarathi:
            weekdays = ["somvar", "mangalvar", "budhvar", "guruvar", "shukravar", "shanivar", "ravivar"]
            months = Self.latinMonths
            (today, tomorrow) = ("aaj", "udya")
        }
    }

    private static let latinMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    func name(of weekday: Weekday) -> String { weekdays[Weekday.allCases.firstIndex(of: weekday)!] }
}

/// How a patient named a day; the answer names it in the same way.
enum DayName: Hashable, Sendable {
    case relative, weekday, date
}

extension PatientLanguage {
    /// "today", "on Monday", "on Monday, 26 January".
    func day(_ date: CivilDate, as name: DayName, today: CivilDate) -> String {
        let words = HoursWords(self)
        if name == .relative, date == today { return words.today }
        if name == .relative, date == today.adding(days: 1) { return words.tomorrow }
        let weekday = words.name(of: date.weekday)
        let isFar = name == .date || !(0...6).contains(date.day - today.day)
        let full = isFar ? "\(weekday), \(date.date) \(words.months[date.month - 1])" : weekday
        return switch self {
        case .english: "on \(full)"
        case .hindi: "\(full) को"
        case .romanised: "\(full) ko"
        case .marathi: isFar ? "\(full) रोजी" : full + "\u{0940}"
        case .romanisedMarathi: isFar ? "\(full) roji" : "\(full)i"
        }
    }

    /// "Monday to Saturday" of the days of the week that follow each other.
    func days(_ run: [Weekday]) -> String {
        let words = HoursWords(self)
        let names = run.map(words.name)
        guard run.count > 2 else { return joined(names) }
        let to =
            switch self {
            case .english: "to"
            case .hindi: "से"
            case .marathi: "ते"
            case .romanised: "se"
            case .romanisedMarathi: "te"
            }
        return "\(names[0]) \(to) \(names[names.count - 1])"
    }

    func joined(_ parts: [String]) -> String {
        guard parts.count > 1 else { return parts.first ?? "" }
        let and =
            switch self {
            case .english: "and"
            case .hindi: "और"
            case .marathi: "आणि"
            case .romanised: "aur"
            case .romanisedMarathi: "ani"
            }
        return parts.dropLast().joined(separator: ", ") + " \(and) " + parts[parts.count - 1]
    }

    /// A time of day, minutes from 0 to 1440: "1:30 PM", "दोपहर 1:30".
    func time(_ minutes: Int) -> String {
        let (hour, minute) = (minutes / 60 % 24, minutes % 60)
        let clock = "\((hour + 11) % 12 + 1)" + (minute == 0 ? "" : minute < 10 ? ":0\(minute)" : ":\(minute)")
        if self == .english {
            if minutes == 720 { return "12 noon" }
            return minutes % 1440 == 0 ? "midnight" : "\(clock) \(hour < 12 ? "AM" : "PM")"
        }
        let part = [4..<12, 12..<16, 16..<20].firstIndex { $0.contains(hour) } ?? 3
        return partsOfDay[part] + " " + clock
    }

    private var partsOfDay: [String] {
        switch self {
        case .english: []
        case .hindi: ["सुबह", "दोपहर", "शाम", "रात"]
        case .marathi: ["सकाळी", "दुपारी", "संध्याकाळी", "रात्री"]
        case .romanised: ["subah", "dopahar", "shaam", "raat"]
        case .romanisedMarathi: ["sakali", "dupari", "sandhyakali", "ratri"]
        }
    }

    /// "from 9 AM to 1 PM and from 5 PM to 9 PM".
    func times(_ ranges: [ClockRange]) -> String {
        joined(
            ranges.map { range in
                let (start, end) = (time(range.start), time(range.end))
                return switch self {
                case .english: "from \(start) to \(end)"
                case .hindi: "\(start) से \(end) बजे तक"
                case .marathi: "\(start) ते \(end)"
                case .romanised: "\(start) se \(end) baje tak"
                case .romanisedMarathi: "\(start) te \(end)"
                }
            })
    }
}
