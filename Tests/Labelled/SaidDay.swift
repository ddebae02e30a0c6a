import Conversations

@testable import Assistant

/// Finds the day on which a question is asked, where its words say which it is.
enum SaidDay {
    /// Friday, 2 January 2026, ten o'clock in India.
    private static let start = Timestamp(milliseconds: 1_767_328_200_000)

    /// Some day of 2026.
    static func now(in question: String) -> Timestamp {
        let day: Int64 = 86_400_000
        return (0..<365).lazy.map { Timestamp(milliseconds: start.milliseconds + $0 * day) }.first { now in
            isToday(CivilDate(day: now.milliseconds / day), question)
        } ?? start
    }

    /// "aaj guruvar hai", "आज बुधवार आहे", "tomorrow is Thursday", "aaj 5 may hai"
    private static func isToday(_ date: CivilDate, _ question: String) -> Bool {
        let words = TextFolding.words(of: question)
        return words.indices.contains { index in
            guard let ahead = AskedDays.daysAhead(words[index]) else { return false }
            let next = words[(index + 1)...].prefix(3).map { $0 }
            let day = date.adding(days: ahead)
            guard let first = next.first(where: { $0 != "is" && $0 != "the" }) else { return false }
            if AskedDays.weekday(first) == day.weekday { return true }
            let named = ClaimReader.claims(in: next.joined(separator: " ")).first
            guard case .date(let month)? = named?.kind else { return false }
            return month == day.month && Int(named?.value ?? 0) == day.date
        }
    }
}
