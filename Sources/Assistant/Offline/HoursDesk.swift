import Conversations

/// Answers what is asked about the clinic's hours. It counts days from when the patient asked, and tells how things stand
/// now.
struct HoursDesk {
    private let hours: HoursNow
    private let askedOn: CivilDate
    private let language: PatientLanguage
    private let lexicon: Lexicon

    init(_ hours: HoursNow, askedAt: Timestamp?, _ language: PatientLanguage, _ lexicon: Lexicon) {
        self.hours = hours
        self.language = language
        self.lexicon = lexicon
        // "Tomorrow", written before midnight and read after it, is today; a time that can't be is none.
        let asked = askedAt.map { hours.calendar.date(at: $0) } ?? hours.today
        askedOn = (0...1).contains(hours.today.day - asked.day) ? asked : hours.today
    }

    /// Nil where the text asks something else, or more than this.
    func answer(to text: String, _ names: Set<String>) -> Topic? {
        let asked = AskedHours(
            text, askedOn: askedOn, isMarathi: [.marathi, .romanisedMarathi].contains(language),
            holidays: hours.calendar.holidays, lexicon: lexicon, names: names)
        guard let asked, let sentence = sentence(for: asked) else { return nil }
        return Topic(title: "Opening hours", answer: sentence)
    }

    private func sentence(for asked: AskedHours) -> String? {
        let speech = HoursSpeech(language, hours)
        switch asked {
        case .now: return speech.now
        case .week: return speech.week
        case .nowAndWeek: return speech.now + " " + speech.week
        case .closings: return speech.closings
        case .days(let days):
            return days.map { speech.day($0.date, as: $0.name) }.joined(separator: " ")
        }
    }
}
