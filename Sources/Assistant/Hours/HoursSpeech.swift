import Conversations

/// What is said about a clinic's hours, computed at a moment, in the patient's language.
struct HoursSpeech: Sendable {
    private let language: PatientLanguage
    private let hours: HoursNow

    private var calendar: ClinicCalendar { hours.calendar }
    private var today: CivilDate { hours.today }

    init(_ language: PatientLanguage, _ hours: HoursNow) {
        self.language = language
        self.hours = hours
    }

    /// Whether the clinic is open now, until when, and when it is again.
    var now: String {
        guard hours.isOpen else {
            return joined([closed(when: words("now", "अभी", "आत्ता", "abhi", "atta")), opensAgain(from: hours.now)])
        }
        return openUntil
    }

    /// The whole day: what is left of today, all of any other.
    func day(_ date: CivilDate, as name: DayName) -> String {
        let ranges = calendar.hours(on: date)
        let label = language.day(date, as: name, today: today)
        if date == today, hours.isOpen { return openUntil }
        let left = date == today ? ranges.filter { calendar.instant(of: date, minute: $0.start) > hours.now } : ranges
        if !left.isEmpty { return open(label, left) }
        guard ranges.isEmpty else { return now }
        let holidays = calendar.holidays(on: date).map(\.name)
        let reason = holidays.isEmpty ? "" : " (\(holidays.joined(separator: ", ")))"
        let after = calendar.instant(of: date, minute: ClockRange.minutesOfDay)
        return joined([closed(when: label + reason), opensAgain(from: max(after, hours.now))])
    }

    /// All days of an ordinary week.
    var week: String {
        if calendar.hours.isAroundTheClock {
            return open(words("every day", "हर दिन", "दररोज", "har din", "dararoj"), nil)
        }
        var runs: [(days: [Weekday], ranges: [ClockRange])] = []
        for day in Weekday.allCases {
            let ranges = calendar.hours.on(day)
            if runs.last?.ranges == ranges {
                runs[runs.count - 1].days.append(day)
            } else {
                runs.append(([day], ranges))
            }
        }
        let open = runs.filter { !$0.ranges.isEmpty }.map { run in
            let all = run.ranges.map { $0.end - $0.start }.reduce(0, +) == ClockRange.minutesOfDay
            let times = all ? words("all day", "पूरे दिन", "दिवसभर", "poore din", "divasbhar") : language.times(run.ranges)
            return "\(language.days(run.days)) \(times)"
        }
        let heading = words("Our hours", "क्लिनिक का समय", "क्लिनिकची वेळ", "Clinic ka samay", "Clinicchi vel")
        return joined(["\(heading): \(open.joined(separator: "; "))\(stop)", closedDays])
    }

    /// Which days of the week it is closed, and the next holidays. Nil where there are neither.
    var closings: String? {
        let coming = calendar.holidays.filter { $0.date >= today }.prefix(5).map { holiday in
            let words = HoursWords(language)
            let weekday = words.name(of: holiday.date.weekday)
            return "\(holiday.name) (\(weekday), \(holiday.date.date) \(words.months[holiday.date.month - 1]))"
        }
        let heading = words(
            "Our next holidays", "अगली छुट्टियां", "पुढच्या सुट्ट्या", "Agli chhuttiyan", "Pudhchya suttya")
        let holidays = coming.isEmpty ? nil : "\(heading): \(coming.joined(separator: ", "))\(stop)"
        let sentences = [closedDays, holidays].compactMap(\.self)
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }

    /// "The clinic opens tomorrow at 9 AM." Nil while it is open, or where no opening is in sight.
    var openingWhileClosed: String? {
        guard !hours.isOpen, let (day, time) = opening(from: hours.now) else { return nil }
        return words(
            "The clinic opens \(day) at \(time).", "क्लिनिक \(day) \(time) बजे खुलेगा।", "क्लिनिक \(day) \(time) वाजता उघडेल.",
            "Clinic \(day) \(time) baje khulega.", "Clinic \(day) \(time) vajta ughdel.")
    }

    // MARK: Sentences

    private var openUntil: String {
        guard let closing = calendar.closing(after: hours.now) else { return "" }
        let date = calendar.date(at: closing)
        // The last minute of a day belongs to it.
        let isMidnight = calendar.minute(at: closing) == 0
        let last = isMidnight ? date.adding(days: -1) : date
        if last.day - today.day > 2 {
            return words(
                "We are open around the clock.", "क्लिनिक चौबीसों घंटे खुला है।", "क्लिनिक चोवीस तास सुरू आहे.",
                "Clinic chaubison ghante khula hai.", "Clinic chovis tas suru ahe.")
        }
        let time = language.time(isMidnight ? ClockRange.minutesOfDay : calendar.minute(at: closing))
        let end =
            last == today
            ? time
            : words(
                "\(time) \(language.day(last, as: .relative, today: today))",
                "\(language.day(last, as: .relative, today: today)) \(time)")
        let later = calendar.hours(on: today).filter { calendar.instant(of: today, minute: $0.start) >= closing }
        let times = later.isEmpty ? "" : language.times(later)
        return words(
            "We are open today until \(end)\(times.isEmpty ? "" : " and \(times)").",
            "क्लिनिक अभी खुला है, \(last == today ? "आज " : "")\(end) बजे तक\(times.isEmpty ? "" : " और \(times)")।",
            "क्लिनिक आत्ता सुरू आहे, \(last == today ? "आज " : "")\(end) वाजेपर्यंत\(times.isEmpty ? "" : " आणि \(times)").",
            "Clinic abhi khula hai, \(last == today ? "aaj " : "")\(end) baje tak\(times.isEmpty ? "" : " aur \(times)").",
            "Clinic atta suru ahe, \(last == today ? "aaj " : "")\(end) vajeparyant\(times.isEmpty ? "" : " ani \(times)")."
        )
    }

    /// Without ranges all day.
    private func open(_ day: String, _ ranges: [ClockRange]?) -> String {
        let isAllDay = ranges.map { $0.map { $0.end - $0.start }.reduce(0, +) == ClockRange.minutesOfDay } ?? true
        if isAllDay {
            return words(
                "We are open all day \(day).", "क्लिनिक \(day) पूरे दिन खुला है।", "क्लिनिक \(day) दिवसभर सुरू आहे.",
                "Clinic \(day) poore din khula hai.", "Clinic \(day) divasbhar suru ahe.")
        }
        let times = language.times(ranges ?? [])
        return words(
            "We are open \(day) \(times).", "क्लिनिक \(day) \(times) खुला है।", "क्लिनिक \(day) \(times) सुरू आहे.",
            "Clinic \(day) \(times) khula hai.", "Clinic \(day) \(times) suru ahe.")
    }

    private func closed(when: String) -> String {
        words(
            "We are closed \(when).", "क्लिनिक \(when) बंद है।", "क्लिनिक \(when) बंद आहे.", "Clinic \(when) band hai.",
            "Clinic \(when) band ahe.")
    }

    private var closedDays: String? {
        let closed = Weekday.allCases.filter { calendar.hours.on($0).isEmpty }
        guard !closed.isEmpty else { return nil }
        let days = language.joined(closed.map(HoursWords(language).name))
        return words(
            "We are closed on \(days).", "\(days) को क्लिनिक बंद रहता है।", "\(days) या दिवशी क्लिनिक बंद असते.",
            "\(days) ko clinic band rehta hai.", "\(days) ya divshi clinic band aste.")
    }

    private func opensAgain(from time: Timestamp) -> String? {
        guard let (day, time) = opening(from: time) else { return nil }
        return words(
            "We open again \(day) at \(time).", "क्लिनिक \(day) \(time) बजे फिर खुलेगा।",
            "क्लिनिक \(day) \(time) वाजता पुन्हा उघडेल.", "Clinic \(day) \(time) baje phir khulega.",
            "Clinic \(day) \(time) vajta punha ughdel.")
    }

    private func opening(from time: Timestamp) -> (day: String, time: String)? {
        guard let opening = calendar.opening(from: time) else { return nil }
        let day = language.day(calendar.date(at: opening), as: .relative, today: today)
        return (day, language.time(calendar.minute(at: opening)))
    }

    private var stop: String { language == .hindi ? "।" : "." }

    private func joined(_ sentences: [String?]) -> String { sentences.compactMap(\.self).joined(separator: " ") }

    /// One of these; all Indian forms share the second where there is no more.
    private func words(
        _ english: String, _ hindi: String, _ marathi: String? = nil, _ romanised: String? = nil,
        _ romanisedMarathi: String? = nil
    ) -> String {
        switch language {
        case .english: english
        case .hindi: hindi
        case .marathi: marathi ?? hindi
        case .romanised: romanised ?? hindi
        case .romanisedMarathi: romanisedMarathi ?? hindi
        }
    }
}
