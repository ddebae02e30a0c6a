import FoundationEssentials

/// When a clinic is open, in its own time zone.
package struct ClinicCalendar: Hashable, Sendable {
    package let hours: OpeningHours
    /// By date.
    package let holidays: [Holiday]
    /// A name of the IANA database; one that this system does not know counts as UTC.
    package let timeZone: String
    private let zone: TimeZone
    private let closed: Set<CivilDate>

    /// How far ahead an opening is looked for.
    private static let horizon = 400
    /// What is open for so long without a break is open for good.
    private static let longestSpan = 7

    package init(hours: OpeningHours, holidays: [Holiday], timeZone: String) {
        self.hours = hours
        self.holidays = holidays.sorted { ($0.date, $0.name) < ($1.date, $1.name) }
        self.timeZone = timeZone
        zone = TimeZone(identifier: timeZone) ?? .gmt
        closed = Set(holidays.map(\.date))
    }

    // MARK: Dates

    package func date(at time: Timestamp) -> CivilDate {
        CivilDate(day: local(time).floored(by: CivilTime.dayLength))
    }

    /// 0…1439.
    package func minute(at time: Timestamp) -> Int {
        let local = local(time)
        return Int((local - local.floored(by: CivilTime.dayLength) * CivilTime.dayLength) / 60_000)
    }

    /// Empty where the clinic is closed all day.
    package func hours(on date: CivilDate) -> [ClockRange] {
        closed.contains(date) ? [] : hours.on(date.weekday)
    }

    package func holidays(on date: CivilDate) -> [Holiday] { holidays.filter { $0.date == date } }

    // MARK: Instants

    package func isOpen(at time: Timestamp) -> Bool { closing(after: time) != nil }

    /// Until when the clinic is open at this moment, over midnight where the next day goes on; nil where it is closed.
    /// Of one that never closes, a moment some days ahead.
    package func closing(after time: Timestamp) -> Timestamp? {
        let today = date(at: time)
        // Where clocks are put back over midnight, what began yesterday may last longer than yesterday.
        guard var end = spans(from: today.adding(days: -1), days: 3).first(where: { $0.contains(time) })?.upperBound
        else { return nil }
        for span in spans(from: today, days: Self.longestSpan + 1) where span.lowerBound <= end {
            end = max(end, span.upperBound)
        }
        return end
    }

    /// The moment from which on the clinic is open again: `time` itself where it is open then. Nil where no opening is
    /// near enough to be known.
    package func opening(from time: Timestamp) -> Timestamp? {
        let today = date(at: time)
        for offset in -1...Self.horizon {
            for span in spans(from: today.adding(days: offset), days: 1) where span.upperBound > time {
                return max(span.lowerBound, time)
            }
        }
        return nil
    }

    /// For how long the clinic is open between two moments.
    package func openTime(from start: Timestamp, to end: Timestamp) -> Duration {
        guard start < end else { return .zero }
        let first = date(at: start).adding(days: -1)
        let days = Int(date(at: end).day - first.day) + 2
        return spans(from: first, days: days).reduce(.zero) { sum, span in
            let (from, to) = (max(span.lowerBound, start), min(span.upperBound, end))
            return from < to ? sum + to.since(from) : sum
        }
    }

    /// When the clinic has been open for `length` since `start`. Nil where that is not in sight.
    package func time(afterOpen length: Duration, since start: Timestamp) -> Timestamp? {
        let today = date(at: start)
        var (left, reached) = (length, start)
        for offset in -1...Self.horizon {
            for span in spans(from: today.adding(days: offset), days: 1) where span.upperBound > reached {
                let from = max(span.lowerBound, reached)
                if span.upperBound.since(from) >= left { return from.adding(left) }
                left -= span.upperBound.since(from)
                reached = span.upperBound
            }
        }
        return nil
    }

    /// The first moment at which the clock of the clinic shows this minute, 0…1440; where the clock leaps over it, the
    /// moment of the leap.
    package func instant(of date: CivilDate, minute: Int) -> Timestamp {
        let shown = date.day * CivilTime.dayLength + Int64(minute) * 60_000
        let before = offset(at: shown - CivilTime.dayLength)
        let after = offset(at: shown + CivilTime.dayLength)
        if offset(at: shown - before) == before { return Timestamp(milliseconds: shown - before) }
        if offset(at: shown - after) == after { return Timestamp(milliseconds: shown - after) }
        var (early, late) = (shown - after, shown - before)
        while late - early > 1000 {
            let middle = (early + late) / 2
            if offset(at: middle) == before { early = middle } else { late = middle }
        }
        return Timestamp(milliseconds: late / 1000 * 1000)
    }

    /// The parts of these days in which the clinic is open, as moments, in order.
    private func spans(from first: CivilDate, days: Int) -> [Range<Timestamp>] {
        (0..<days).flatMap { offset in
            let date = first.adding(days: offset)
            return hours(on: date).compactMap { range in
                let (start, end) = (instant(of: date, minute: range.start), instant(of: date, minute: range.end))
                return start < end ? start..<end : nil
            }
        }
    }

    private func local(_ time: Timestamp) -> Int64 { time.milliseconds + offset(at: time.milliseconds) }

    private func offset(at milliseconds: Int64) -> Int64 {
        Int64(zone.secondsFromGMT(for: Timestamp(milliseconds: milliseconds).date)) * 1000
    }
}
