/// A date of the calendar, without a time or a zone: `2027-01-26`.
package struct CivilDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1970-01-01.
    package let day: Int64

    package init(day: Int64) { self.day = day }

    /// Nil where the calendar has no such date, or its year is not one of 1970…9998.
    package init?(year: Int, month: Int, date: Int) {
        guard (1970...9998).contains(year), (1...12).contains(month), (1...31).contains(date) else { return nil }
        let day = CivilTime.day(year: Int64(year), month: Int64(month), date: Int64(date))
        guard CivilTime.date(ofDay: day) == (Int64(year), Int64(month), Int64(date)) else { return nil }
        self.init(day: day)
    }

    /// Reads `YYYY-MM-DD` and nothing else.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2],
            text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let date = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, date: date)
    }

    package var year: Int { Int(CivilTime.date(ofDay: day).year) }
    /// 1…12.
    package var month: Int { Int(CivilTime.date(ofDay: day).month) }
    /// The day of the month, 1…31.
    package var date: Int { Int(CivilTime.date(ofDay: day).date) }

    package var weekday: Weekday {
        // The first of January 1970 was a Thursday.
        let place = (day + 3) % 7
        return Weekday.allCases[Int(place < 0 ? place + 7 : place)]
    }

    package func adding(days: Int) -> CivilDate { CivilDate(day: day + Int64(days)) }

    package var description: String {
        func digits(_ value: Int, _ count: Int) -> String {
            let text = String(value)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        return "\(digits(year, 4))-\(digits(month, 2))-\(digits(date, 2))"
    }

    package static func < (left: CivilDate, right: CivilDate) -> Bool { left.day < right.day }
}

package enum Weekday: String, CaseIterable, Hashable, Sendable {
    case mon, tue, wed, thu, fri, sat, sun
}
