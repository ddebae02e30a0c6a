package import Conversations

extension Question {
    /// What follows from the clinic's hours at this moment, each a sentence: the date and the time at the clinic, whether
    /// it is open, an ordinary week, today and the next seven days, and the holidays to come. None where the hours are not
    /// known. They are the clinic's own words about itself and hold nothing of a patient's.
    package var facts: [String] {
        guard let hours else { return [] }
        let (calendar, speech) = (hours.calendar, HoursSpeech(.english, hours))
        let words = HoursWords(.english)
        func name(_ date: CivilDate) -> String {
            "\(words.name(of: date.weekday)), \(date.date) \(words.months[date.month - 1]) \(date.year)"
        }
        let days = (0...7).map { offset in
            let date = hours.today.adding(days: offset)
            let label = offset == 0 ? "Today, \(name(date))" : offset == 1 ? "Tomorrow, \(name(date))" : name(date)
            let ranges = calendar.hours(on: date)
            let holidays = calendar.holidays(on: date).map { " (\($0.name))" }.joined()
            return ranges.isEmpty
                ? "\(label)\(holidays): closed." : "\(label): open \(PatientLanguage.english.times(ranges))."
        }
        let holidays = calendar.holidays.filter { $0.date >= hours.today }.prefix(30).map {
            "Holiday, closed: \($0.name), \(name($0.date))."
        }
        let time = PatientLanguage.english.time(calendar.minute(at: hours.now))
        return [
            "At the clinic it is now \(name(hours.today)), \(time).",
            hours.isOpen ? "The clinic is open now. \(speech.now)" : speech.now, speech.week,
        ] + days + holidays
    }
}
