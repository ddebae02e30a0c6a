import Conversations
import Foundation
import HTTPTypes
import JSON

/// The members of a clinic's settings. A new one: its case, `ClinicSettings`, `ClinicBody`, and how it is read here.
enum ClinicMember: String, CodingKey, CaseIterable {
    case name, address, assistant
    case timeZone = "time_zone"
    case alarmMinutes = "alarm_minutes"
    case readReceipts = "read_receipts"
    case emergencyText = "emergency_text"
    case openingHours = "opening_hours"
    case holidays, languages
    case models, budget, transcribe
    case describePictures = "describe_pictures"
    case quiet = "quiet_ms"
    case resumeAfterMinutes = "resume_after_minutes"
}

/// A change of a clinic's settings: some members, each in its range, and no others.
struct ClinicChange: JSONRequest {
    private var changes: [@Sendable (inout ClinicSettings) -> Void] = []

    /// Throws an `APIError` with 422 that names the first member that is wrong.
    init(_ body: BodyMembers) throws(APIError) {
        // In one order, so that one body gets one answer.
        for (name, value) in (body.root.members ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let member = ClinicMember(rawValue: name) else {
                let known = ClinicMember.allCases.map(\.rawValue).joined(separator: ", ")
                throw APIError(
                    .unprocessableContent, "unknown_member",
                    "\"\(name.prefix(60))\" is no setting of a clinic. They are \(known).")
            }
            changes.append(try Self.change(member, to: Member(name: name, value: value)))
        }
    }

    func apply(to settings: inout ClinicSettings) {
        for change in changes { change(&settings) }
    }

    private static func change(
        _ member: ClinicMember, to value: Member
    ) throws(APIError) -> @Sendable (inout ClinicSettings) -> Void {
        switch member {
        case .name:
            let limit = ClinicSettings.nameLimit
            let name = try value.text("a text of 1 to \(limit) characters in one line") { $0.plainName(upTo: limit) }
            return { $0.name = name }
        case .address:
            let limit = ClinicSettings.addressLimit
            if value.isNull { return { $0.address = nil } }
            let address = try value.text("a text of at most \(limit) characters, or null") { text in
                text.utf16.count <= limit && text.isPlain(besides: Self.lineEnds) ? text.trimmed : nil
            }
            return { $0.address = address.isBlank ? nil : address }
        case .timeZone:
            let zone = try value.text("a time zone of the IANA database, such as Asia/Kolkata") { text in
                text.isTimeZone ? text : nil
            }
            return { $0.timeZone = zone }
        case .alarmMinutes:
            let range = ClinicSettings.alarmMinutesRange
            let minutes = try value.integer(
                "a whole number from \(range.lowerBound) to \(range.upperBound)"
            ) { range.contains($0) ? $0 : nil }
            return { $0.alarmMinutes = minutes }
        case .assistant:
            let mode = try value.text("\"answer\", \"draft\" or \"off\"") { AssistantMode(rawValue: $0)?.rawValue }
            return { $0.assistant = AssistantMode(rawValue: mode) ?? .off }
        case .readReceipts:
            let receipts = try value.flag()
            return { $0.readReceipts = receipts }
        case .emergencyText:
            let texts = try EmergencyTexts(value.value, named: value.name)
            return { $0.emergencyTexts = texts }
        case .openingHours:
            let hours = try openingHours(value)
            return { $0.openingHours = hours }
        case .holidays:
            let holidays = try holidays(value)
            return { $0.holidays = holidays }
        case .languages:
            let known = ClinicSettings.knownLanguages
            let languages = value.list?.map { $0.string ?? "" }
            guard let languages, Set(languages).isSubset(of: known),
                Set(languages).count == languages.count
            else {
                throw APIError.outOfRange(value.name, "a list of \(known.joined(separator: ", ")), each at most once")
            }
            return { $0.languages = languages }
        case .models:
            let words = ModelPolicy.allCases.map(\.rawValue)
            let policy = try value.read(words.joined(separator: " or ")) { $0.string.flatMap(ModelPolicy.init) }
            return { $0.models = policy }
        case .budget:
            if value.isNull { return { $0.budget = nil } }
            let budget = try value.read(
                "null, or {\"calls\", \"tokens\"} of which at least one is a whole number from "
                    + "\(ModelBudget.range.lowerBound) to \(ModelBudget.range.upperBound), the other the same or null",
                Self.budget)
            return { $0.budget = budget }
        case .transcribe:
            let transcribes = try value.flag()
            return { $0.transcribes = transcribes }
        case .describePictures:
            let describes = try value.flag()
            return { $0.describesPictures = describes }
        case .quiet:
            let quiet = try number(value, in: ClinicSettings.quietRange)
            return { $0.quietMilliseconds = quiet }
        case .resumeAfterMinutes:
            let minutes = try number(value, in: ClinicSettings.resumeMinutesRange)
            return { $0.resumeAfterMinutes = minutes }
        }
    }

    private static let lineEnds: Set<Character> = ["\n", "\r", "\r\n", "\t", "\u{2028}", "\u{2029}"]

    private static func number(_ member: Member, in range: ClosedRange<Int64>) throws(APIError) -> Int64? {
        if member.isNull { return nil }
        return try member.integer("null, or a whole number from \(range.lowerBound) to \(range.upperBound)") {
            range.contains($0) ? $0 : nil
        }
    }

    private static func openingHours(_ member: Member) throws(APIError) -> OpeningHours? {
        if member.isNull { return nil }
        let rule = """
            null, or for some of mon, tue, wed, thu, fri, sat, sun a list of at most \(OpeningHours.rangesLimit) ranges such \
            as ["09:00","13:00"] that end after they start and do not overlap; 24:00 is the end of the day
            """
        guard let days = member.value.members else { throw APIError.outOfRange(member.name, rule) }
        var ranges: [Weekday: [ClockRange]] = [:]
        for (name, day) in days {
            guard let weekday = Weekday(rawValue: name), day.kind == .array,
                day.elements.count <= OpeningHours.rangesLimit,
                case let read = day.elements.compactMap(Self.range), read.count == day.elements.count
            else {
                throw APIError.outOfRange(member.name, rule)
            }
            ranges[weekday] = read
        }
        guard let hours = OpeningHours(ranges) else { throw APIError.outOfRange(member.name, rule) }
        return hours
    }

    private static func range(_ element: JSONElement) -> ClockRange? {
        let times = element.kind == .array ? element.elements.map { $0.string ?? "" } : []
        return times.count == 2 ? ClockRange(from: times[0], to: times[1]) : nil
    }

    private static func holidays(_ member: Member) throws(APIError) -> [Holiday] {
        let rule = """
            a list of at most \(Holiday.limit) of {"date":"YYYY-MM-DD","name":"…"}, each with a date that there is and a \
            name of 1 to \(Holiday.nameLimit) characters in one line
            """
        guard let days = member.list, days.count <= Holiday.limit, case let holidays = days.compactMap(Self.holiday),
            holidays.count == days.count
        else {
            throw APIError.outOfRange(member.name, rule)
        }
        return holidays.sorted { ($0.date, $0.name) < ($1.date, $1.name) }
    }

    private static func holiday(_ element: JSONElement) -> Holiday? {
        guard element.members.map({ Set($0.keys) }) == ["date", "name"],
            let date = element["date"]?.string.flatMap({ CivilDate($0) }),
            let name = element["name"]?.string?.plainName(upTo: Holiday.nameLimit)
        else { return nil }
        return Holiday(date: date, name: name)
    }

    private static func budget(_ value: JSONElement) -> ModelBudget? {
        guard let members = value.members, members.allSatisfy({ ["calls", "tokens"].contains($0.key) }),
            members.allSatisfy({ $0.value.kind == .null || $0.value.int64 != nil })
        else { return nil }
        return ModelBudget(calls: value["calls"]?.int64, tokens: value["tokens"]?.int64)
    }

    /// One member of the body. What it cannot be is 422, whatever its type.
    private struct Member {
        let name: String
        let value: JSONElement

        var isNull: Bool { value.kind == .null }
        /// Nil where it is no list.
        var list: [JSONElement]? { value.kind == .array ? Array(value.elements) : nil }

        /// Throws 422 where it isn't a text, or `check` makes nothing of it.
        func text(_ rule: String, _ check: (String) -> String?) throws(APIError) -> String {
            guard let text = value.string.flatMap(check) else { throw APIError.outOfRange(name, rule) }
            return text
        }

        /// Throws 422 where `check` makes nothing of it.
        func read<Value>(_ rule: String, _ check: (JSONElement) -> Value?) throws(APIError) -> Value {
            guard let found = check(value) else { throw APIError.outOfRange(name, rule) }
            return found
        }

        /// Throws 422 where it is neither true nor false.
        func flag() throws(APIError) -> Bool {
            guard let flag = value.bool else { throw APIError.outOfRange(name, "true or false") }
            return flag
        }

        /// Throws 422 where it isn't a whole number, or `check` makes nothing of it.
        func integer(_ rule: String, _ check: (Int64) -> Int64?) throws(APIError) -> Int64 {
            guard let number = value.int64.flatMap(check) else { throw APIError.outOfRange(name, rule) }
            return number
        }
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }

    /// Without the marks for a direction that come along when a name is copied, and that nobody sees. Nil where it is
    /// empty, longer, more than one line, or turns the direction of what stands around it.
    fileprivate func plainName(upTo limit: Int) -> String? {
        guard trimmed.isPlain(besides: []) else { return nil }
        let name = asName
        return !name.isBlank && name.utf16.count <= limit ? name : nil
    }

    /// No control character but these, no end of a line, and nothing that turns the direction of what follows.
    fileprivate func isPlain(besides allowed: Set<Character>) -> Bool {
        allSatisfy { character in
            allowed.contains(character) || character.unicodeScalars.allSatisfy { $0.isPlain }
        }
    }

    /// "Area/Place" or "UTC": what else Foundation takes (`IST`, `GMT+5`) is ambiguous, or no name of the database.
    fileprivate var isTimeZone: Bool {
        (self == "UTC" || contains("/")) && TimeZone(identifier: self) != nil
    }
}

extension Unicode.Scalar {
    fileprivate var isPlain: Bool {
        switch value {
        case 0x2028...0x202E, 0x2066...0x2069: false
        default: properties.generalCategory != .control
        }
    }
}
