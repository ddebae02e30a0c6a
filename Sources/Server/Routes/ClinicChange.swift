import Conversations
import Foundation
import HTTPTypes

/// The members of a clinic's settings. A new one: its case, `ClinicSettings`, `ClinicBody`, and how it is read here.
enum ClinicMember: String, CodingKey, CaseIterable {
    case name, address
    case timeZone = "time_zone"
    case alarmMinutes = "alarm_minutes"
}

/// A change of a clinic's settings: some members, each in its range, and no others.
struct ClinicChange: Decodable, Sendable {
    private var changes: [@Sendable (inout ClinicSettings) -> Void] = []

    /// Throws an `APIError` with 422 that names the first member that is wrong.
    init(from decoder: any Decoder) throws {
        let body = try decoder.container(keyedBy: MemberName.self)
        // In one order, so that one body gets one answer.
        for name in body.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) {
            guard let member = ClinicMember(rawValue: name.stringValue) else {
                let known = ClinicMember.allCases.map(\.rawValue).joined(separator: ", ")
                throw APIError(
                    .unprocessableContent, "unknown_member",
                    "\"\(name.stringValue.prefix(60))\" is no setting of a clinic. They are \(known).")
            }
            changes.append(try Self.change(member, to: Member(body: body, name: name)))
        }
    }

    func apply(to settings: inout ClinicSettings) {
        for change in changes { change(&settings) }
    }

    private static func change(
        _ member: ClinicMember, to value: Member
    ) throws -> @Sendable (inout ClinicSettings) -> Void {
        switch member {
        case .name:
            let limit = ClinicSettings.nameLimit
            let name = try value.read("a text of 1 to \(limit) characters in one line") { (text: String) -> String? in
                let name = text.trimmed
                return !name.isBlank && name.utf16.count <= limit && name.isPlain(besides: []) ? name : nil
            }
            return { $0.name = name }
        case .address:
            let limit = ClinicSettings.addressLimit
            if value.isNull { return { $0.address = nil } }
            let address = try value.read("a text of at most \(limit) characters, or null") {
                (text: String) -> String? in
                text.utf16.count <= limit && text.isPlain(besides: ["\n", "\r", "\r\n", "\t"]) ? text.trimmed : nil
            }
            return { $0.address = address.isBlank ? nil : address }
        case .timeZone:
            let zone = try value.read("a time zone of the IANA database, such as Asia/Kolkata") {
                (text: String) -> String? in
                text.isTimeZone ? text : nil
            }
            return { $0.timeZone = zone }
        case .alarmMinutes:
            let range = ClinicSettings.alarmMinutesRange
            let minutes = try value.read(
                "a whole number from \(range.lowerBound) to \(range.upperBound)"
            ) { (value: Int64) -> Int64? in range.contains(value) ? value : nil }
            return { $0.alarmMinutes = minutes }
        }
    }

    /// Any name, since a name that is not known has to be found.
    private struct MemberName: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// One member's value in the body.
    private struct Member {
        let body: KeyedDecodingContainer<MemberName>
        let name: MemberName

        var isNull: Bool { (try? body.decodeNil(forKey: name)) ?? false }

        /// Throws 422 where the value has another type, or `check` makes nothing of it.
        func read<Value: Decodable, Checked>(_ rule: String, _ check: (Value) -> Checked?) throws -> Checked {
            guard let value = try? body.decode(Value.self, forKey: name), let checked = check(value) else {
                throw APIError.outOfRange(name.stringValue, rule)
            }
            return checked
        }
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }

    /// No control character but these, and none that turns the direction of what follows.
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
        properties.generalCategory != .control && !(0x202A...0x202E).contains(value)
            && !(0x2066...0x2069).contains(value)
    }
}
