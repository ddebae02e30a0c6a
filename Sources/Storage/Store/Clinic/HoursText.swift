import Conversations
import Foundation

/// Hours, holidays and languages as the columns of `doctors` keep them.
enum HoursText {
    private struct Day: Codable {
        let date: String
        let name: String
    }

    static func text(of hours: OpeningHours?) -> String? {
        hours.map { hours in
            let days = Weekday.allCases.map { ($0.rawValue, hours.on($0).map(\.texts)) }
            return json(Dictionary(uniqueKeysWithValues: days))
        }
    }

    static func text(of holidays: [Holiday]) -> String {
        json(holidays.map { Day(date: "\($0.date)", name: $0.name) })
    }

    static func text(of languages: [String]) -> String { json(languages) }

    /// What somebody else wrote there and this program can't read counts as not known.
    static func hours(_ row: ResultRow) throws -> OpeningHours? {
        let text: String? = try row["opening_hours"]
        guard let days: [String: [[String]]] = text.flatMap(value) else { return nil }
        let ranges = days.compactMap { name, ranges in
            Weekday(rawValue: name).map { day in
                (day, ranges.compactMap { $0.count == 2 ? ClockRange(from: $0[0], to: $0[1]) : nil })
            }
        }
        return OpeningHours(Dictionary(uniqueKeysWithValues: ranges))
    }

    static func holidays(_ row: ResultRow) throws -> [Holiday] {
        let days: [Day] = value(try row["holidays"]) ?? []
        return days.compactMap { day in CivilDate(day.date).map { Holiday(date: $0, name: day.name) } }
    }

    static func languages(_ row: ResultRow) throws -> [String] { value(try row["languages"]) ?? [] }

    private static func json(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        // Texts in lists and dictionaries can always be encoded.
        return String(decoding: (try? encoder.encode(value)) ?? Data(), as: UTF8.self)
    }

    private static func value<Value: Decodable>(_ text: String) -> Value? {
        try? JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }
}

extension ClinicCalendar {
    /// From the columns `time_zone`, `opening_hours` and `holidays`. Nil where the hours are not known.
    init?(row: ResultRow) throws {
        guard let hours = try HoursText.hours(row) else { return nil }
        self.init(hours: hours, holidays: try HoursText.holidays(row), timeZone: try row["time_zone"])
    }
}
