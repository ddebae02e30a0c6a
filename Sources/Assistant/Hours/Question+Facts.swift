package import Conversations

extension Question {
    /// What the clinic says of itself beside its knowledge: what follows from the clinic's hours at this moment, each a sentence: the date and the time at the clinic, whether
    /// it is open, an ordinary week, today and the next seven days, and the holidays to come; and its languages. None where
    /// neither is known. They hold nothing of a patient's.
    package var facts: [String] { hoursFacts + languageFacts }

    private var languageFacts: [String] {
        let names = languages.compactMap { Self.languageNames[$0] }
        return names.isEmpty ? [] : ["Languages spoken at the clinic: \(names.joined(separator: ", "))."]
    }

    private static let languageNames = [
        "en": "English", "hi": "Hindi", "mr": "Marathi", "as": "Assamese", "bn": "Bengali", "gu": "Gujarati",
        "kn": "Kannada", "kok": "Konkani", "ml": "Malayalam", "ne": "Nepali", "or": "Odia", "pa": "Punjabi",
        "sd": "Sindhi", "ta": "Tamil", "te": "Telugu", "ur": "Urdu",
    ]

    private var hoursFacts: [String] {
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
