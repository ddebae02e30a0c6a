package import Conversations
import Foundation

extension Chats {
    /// The longest range that can be asked for, in days.
    package static var costDays: Int { 366 }

    /// What the clinic's messages were charged as, day by day where the clinic is, both days included. By default the last
    /// thirty days. Throws `Refusal.badRange` where a day is none, or the range is empty or too long.
    package func costs(from first: String?, to last: String?) async throws -> [DailyCount] {
        try await read { transaction in
            let row = try transaction.row("SELECT time_zone FROM doctors WHERE id = \(clinicID)")
            guard let row else { throw Refusal.noSuchClinic }
            let days = try ClinicDays(in: try row["time_zone"], from: first, to: last, now: transaction.now)
            let answers = try transaction.rows(
                ofEach: days.all.map { day in
                    """
                    SELECT category, type, is_billable, COUNT(*) AS n FROM message_prices
                    WHERE doctor_id = \(clinicID) AND priced_at >= \(day.begins) AND priced_at < \(day.ends)
                    GROUP BY category, type, is_billable ORDER BY category, type, is_billable
                    """
                })
            return try zip(days.all, answers).flatMap { day, rows in
                try rows.map { row in
                    DailyCount(
                        date: day.date,
                        pricing: Pricing(
                            category: try row["category"], type: try row["type"], isBillable: try row["is_billable"]),
                        count: try row["n"])
                }
            }
        }
    }
}

/// The days of a range, as a clinic's calendar has them.
private struct ClinicDays {
    struct Day {
        let date: String
        let begins: Timestamp
        let ends: Timestamp
    }

    let all: [Day]

    init(in zone: String, from first: String?, to last: String?, now: Timestamp) throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: zone) ?? .gmt
        let end = try last.map { try Self.day($0, calendar) } ?? Self.day(Self.text(now.date, calendar), calendar)
        let start =
            try first.map { try Self.day($0, calendar) } ?? calendar.date(byAdding: .day, value: -29, to: end) ?? end
        let length = calendar.dateComponents([.day], from: start, to: end).day ?? 0
        guard start <= end, length < Chats.costDays else { throw Refusal.badRange }
        all = (0...length).compactMap { offset in
            guard let day = calendar.date(byAdding: .day, value: offset, to: start),
                let next = calendar.date(byAdding: .day, value: offset + 1, to: start)
            else { return nil }
            let begins = calendar.startOfDay(for: day)
            return Day(
                date: Self.text(day, calendar), begins: Timestamp(begins),
                ends: Timestamp(calendar.startOfDay(for: next)))
        }
    }

    /// Noon, which every day has.
    private static func day(_ text: String, _ calendar: Calendar) throws -> Date {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count == 10, parts.map(\.utf8.count) == [4, 2, 2],
            text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), (2009...9998).contains(year),
            let date = calendar.date(from: DateComponents(year: year, month: month, day: day, hour: 12)),
            Self.text(date, calendar) == text
        else { throw Refusal.badRange }
        return date
    }

    private static func text(_ date: Date, _ calendar: Calendar) -> String {
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        func digits(_ value: Int?, _ count: Int) -> String {
            let text = String(value ?? 0)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        return "\(digits(parts.year, 4))-\(digits(parts.month, 2))-\(digits(parts.day, 2))"
    }
}
