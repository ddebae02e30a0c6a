import Conversations
import Testing

/// What follows from a clinic's hours, in zones whose clocks leap, zones of half hours, and around midnight.
@Suite struct ClinicCalendarTests {
    private static func calendar(
        _ days: [Weekday: [(String, String)]], in zone: String = "Asia/Kolkata", holidays: [String] = []
    ) throws -> ClinicCalendar {
        let ranges = try days.mapValues { try $0.map { try #require(ClockRange(from: $0.0, to: $0.1)) } }
        return ClinicCalendar(
            hours: try #require(OpeningHours(ranges)),
            holidays: try holidays.map { Holiday(date: try #require(CivilDate($0)), name: "Diwali") }, timeZone: zone)
    }

    private static let week: [Weekday: [(String, String)]] = Dictionary(
        uniqueKeysWithValues: Weekday.allCases.dropLast().map { ($0, [("09:00", "13:00"), ("17:00", "21:00")]) })

    private func time(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }

    @Test func `dates are those of the calendar`() throws {
        #expect(try #require(CivilDate("2028-02-29")).weekday == .tue)
        #expect(CivilDate("1970-01-01")?.weekday == .thu && CivilDate("2026-11-27")?.weekday == .fri)
        for text in [
            "2027-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "2026-01-1x", "+026-01-01", "", "2026-04-31",
        ] {
            #expect(CivilDate(text) == nil, "\(text)")
        }
        #expect("\(try #require(CivilDate("2026-12-31")).adding(days: 1))" == "2027-01-01")
    }

    @Test func `hours that can't be are refused`() {
        for (start, end) in [
            ("13:00", "09:00"), ("09:00", "09:00"), ("24:00", "24:00"), ("9:00", "10:00"), ("09:60", "10:00"),
            ("09:00", "24:01"), ("09:00", "25:00"), ("०९:००", "१०:००"), ("", ""),
        ] {
            #expect(ClockRange(from: start, to: end) == nil, "\(start)")
        }
        let (morning, noon) = (ClockRange(from: "09:00", to: "13:00")!, ClockRange(from: "12:59", to: "24:00")!)
        #expect(
            OpeningHours([.mon: [morning, noon]]) == nil && OpeningHours([:]) == nil && OpeningHours([.mon: []]) == nil)
        let after = ClockRange(from: "13:00", to: "24:00")!
        #expect(OpeningHours([.mon: [after, morning]])?.on(.mon) == [morning, after])
        let many = (0...OpeningHours.rangesLimit).map { ClockRange(start: $0 * 60, end: $0 * 60 + 30)! }
        #expect(OpeningHours([.mon: many]) == nil)
        #expect(noon.texts == ["12:59", "24:00"])
    }

    @Test func `it is open from the minute of opening to that of closing`() throws {
        let calendar = try Self.calendar(Self.week)
        // 9:00 in Kolkata is 3:30 UTC; the 27th of November 2026 is a Friday.
        for (text, isOpen) in [
            ("2026-11-27T03:29:59.999Z", false), ("2026-11-27T03:30:00.000Z", true), ("2026-11-27T07:29:59.999Z", true),
            ("2026-11-27T07:30:00.000Z", false), ("2026-11-29T04:30:00.000Z", false),
        ] {
            #expect(try calendar.isOpen(at: time(text)) == isOpen, "\(text)")
        }
        #expect(try calendar.closing(after: time("2026-11-27T03:30:00.000Z")) == time("2026-11-27T07:30:00.000Z"))
        #expect(try calendar.opening(from: time("2026-11-27T07:30:00.000Z")) == time("2026-11-27T11:30:00.000Z"))
        // Saturday night: Sunday is closed.
        #expect(try calendar.opening(from: time("2026-11-28T15:30:00.000Z")) == time("2026-11-30T03:30:00.000Z"))
        #expect(try calendar.opening(from: time("2026-11-30T03:30:00.000Z")) == time("2026-11-30T03:30:00.000Z"))
    }

    @Test func `holidays are closed, and the date is the clinic's`() throws {
        let calendar = try Self.calendar(Self.week, holidays: ["2026-11-27"])
        // Still the 26th in London, already the 27th at the clinic.
        #expect(try calendar.date(at: time("2026-11-26T18:30:00.000Z")) == CivilDate("2026-11-27"))
        #expect(try !calendar.isOpen(at: time("2026-11-27T05:00:00.000Z")))
        #expect(try calendar.opening(from: time("2026-11-27T05:00:00.000Z")) == time("2026-11-28T03:30:00.000Z"))
    }

    @Test func `a night is one span, a clinic that never closes has no end in sight`() throws {
        let night = try Self.calendar([.fri: [("20:00", "24:00")], .sat: [("00:00", "02:00")]], in: "Asia/Kathmandu")
        // Kathmandu is at 5:45.
        let evening = try time("2026-11-27T15:00:00.000Z")
        #expect(try night.closing(after: evening) == time("2026-11-27T20:15:00.000Z"))
        #expect(try night.isOpen(at: time("2026-11-27T18:15:00.000Z")), "midnight")
        let always = try Self.calendar(
            Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [("00:00", "24:00")]) }))
        #expect(always.hours.isAroundTheClock && !night.hours.isAroundTheClock)
        #expect(try #require(always.closing(after: evening)).since(evening) > .seconds(6 * 86_400))
    }

    @Test func `only open minutes count`() throws {
        let calendar = try Self.calendar(Self.week)
        let (noon, evening) = (try time("2026-11-27T07:25:00.000Z"), try time("2026-11-27T11:35:00.000Z"))
        #expect(calendar.openTime(from: noon, to: evening) == .seconds(600))
        #expect(calendar.time(afterOpen: .seconds(600), since: noon) == evening)
        #expect(calendar.openTime(from: evening, to: noon) == .zero)
        // Five minutes before the end of Saturday.
        let late = try time("2026-11-28T15:25:00.000Z")
        #expect(try calendar.time(afterOpen: .seconds(300), since: late) == time("2026-11-28T15:30:00.000Z"))
        #expect(try calendar.time(afterOpen: .seconds(301), since: late) == time("2026-11-30T03:30:01.000Z"))
    }

    @Test func `clocks leap`() throws {
        // In New York 2:00 is followed by 3:00 on the 8th of March 2026, and 1:59 by 1:00 on the 1st of November.
        let early = try Self.calendar([.sun: [("02:30", "04:00")]], in: "America/New_York")
        #expect(try early.opening(from: time("2026-03-08T05:00:00.000Z")) == time("2026-03-08T07:00:00.000Z"))
        #expect(try early.closing(after: time("2026-03-08T07:00:00.000Z")) == time("2026-03-08T08:00:00.000Z"))
        let none = try Self.calendar([.sun: [("02:10", "02:50")]], in: "America/New_York")
        #expect(try none.opening(from: time("2026-03-08T05:00:00.000Z")) == time("2026-03-15T06:10:00.000Z"))
        let back = try Self.calendar([.sun: [("00:00", "03:00")]], in: "America/New_York")
        let (start, end) = (try time("2026-11-01T04:00:00.000Z"), try time("2026-11-01T08:00:00.000Z"))
        #expect(back.openTime(from: start, to: try time("2026-11-02T00:00:00.000Z")) == .seconds(4 * 3600))
        #expect(back.closing(after: start) == end)
        // Half an hour on Lord Howe Island.
        let island = try Self.calendar([.sun: [("01:00", "03:00")]], in: "Australia/Lord_Howe")
        let first = try time("2026-10-03T00:00:00.000Z")
        #expect(island.openTime(from: first, to: try time("2026-10-04T00:00:00.000Z")) == .seconds(5400))
    }

    @Test func `sums of open time are whole, by chance`() throws {
        for zone in ["Asia/Kolkata", "America/St_Johns", "Europe/London", "Australia/Lord_Howe", "Pacific/Chatham"] {
            let calendar = try Self.calendar(Self.week, in: zone, holidays: ["2026-03-09", "2026-10-26"])
            for _ in 0..<60 {
                let start = Timestamp(milliseconds: Int64.random(in: 1_767_225_600_000..<1_798_761_600_000))
                let length = Duration.seconds(Int64.random(in: 1...100_000))
                let end = try #require(calendar.time(afterOpen: length, since: start))
                #expect(calendar.openTime(from: start, to: end) == length, "\(zone) \(start)")
                #expect(calendar.isOpen(at: end.adding(.milliseconds(-1))))
                let opening = try #require(calendar.opening(from: start))
                #expect(calendar.openTime(from: start, to: opening) == .zero && calendar.isOpen(at: opening))
            }
        }
    }

    @Test func `nobody opens in years of holidays`() throws {
        let days = (0..<100).map { "\(CivilDate("2026-11-23")!.adding(days: $0 * 7))" }
        let calendar = try Self.calendar([.mon: [("09:00", "10:00")]], holidays: days)
        #expect(try calendar.opening(from: time("2026-11-22T00:00:00.000Z")) == nil)
        #expect(try calendar.time(afterOpen: .seconds(1), since: time("2026-11-22T00:00:00.000Z")) == nil)
    }
}
