/// Part of a day, in minutes since its beginning: from `start` on, before `end`. 1440 is the end of the day.
package struct ClockRange: Hashable, Sendable {
    package static let minutesOfDay = 1440

    package let start: Int
    package let end: Int

    /// Nil where it does not end after it starts, or leaves the day.
    package init?(start: Int, end: Int) {
        guard start >= 0, start < end, end <= Self.minutesOfDay else { return nil }
        self.start = start
        self.end = end
    }

    /// Reads two times such as `09:00` and `13:30`; `24:00` is the end of the day and only that.
    package init?(from start: String, to end: String) {
        guard let start = Self.minutes(start), let end = Self.minutes(end) else { return nil }
        self.init(start: start, end: end)
    }

    /// `["09:00", "13:30"]`.
    package var texts: [String] { [Self.text(start), Self.text(end)] }

    private static func minutes(_ text: String) -> Int? {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":") else { return nil }
        let digits = [bytes[0], bytes[1], bytes[3], bytes[4]].map { Int($0) - 0x30 }
        guard digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
        let (hour, minute) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
        guard minute < 60, hour < 24 || (hour == 24 && minute == 0) else { return nil }
        return hour * 60 + minute
    }

    private static func text(_ minutes: Int) -> String {
        [minutes / 60, minutes % 60].map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
    }
}

/// When a clinic is open in an ordinary week. Who is open over midnight has two ranges: one to `24:00`, and one from
/// `00:00` on the day after.
package struct OpeningHours: Hashable, Sendable {
    /// So many ranges a day.
    package static let rangesLimit = 3

    /// In the order of the day; a day without ranges is not there.
    private let ranges: [Weekday: [ClockRange]]

    /// Nil where a day has too many ranges, two of them overlap, or no day has any. Their order does not matter.
    package init?(_ ranges: [Weekday: [ClockRange]]) {
        let sorted = ranges.mapValues { $0.sorted { $0.start < $1.start } }.filter { !$0.value.isEmpty }
        let fits = sorted.values.allSatisfy { day in
            day.count <= Self.rangesLimit && zip(day, day.dropFirst()).allSatisfy { $0.end <= $1.start }
        }
        guard fits, !sorted.isEmpty else { return nil }
        self.ranges = sorted
    }

    package func on(_ weekday: Weekday) -> [ClockRange] { ranges[weekday] ?? [] }

    /// Never closed in an ordinary week.
    package var isAroundTheClock: Bool {
        Weekday.allCases.allSatisfy { day in
            on(day).reduce(0) { $0 + $1.end - $1.start } == ClockRange.minutesOfDay
        }
    }
}

/// A date on which the clinic is closed.
package struct Holiday: Hashable, Sendable {
    package static let nameLimit = 100
    /// So many a clinic.
    package static let limit = 100

    package let date: CivilDate
    /// As the clinic typed it.
    package let name: String

    package init(date: CivilDate, name: String) {
        self.date = date
        self.name = name
    }
}
