import Conversations
import Hummingbird
import Storage

/// What a clinic decides about itself.
struct ClinicRoutes: Sendable {
    let chats: @Sendable (Account) -> Chats
    let stored: StorageAnswer

    func add(to group: RouterGroup<HTTPContext>) {
        group.get("clinic") { _, context in try await show(context) }
        group.patch("clinic") { request, context in try await change(request, context) }
        group.get("clinic/red-flag-words") { _, context in try await showWords(context) }
        group.put("clinic/red-flag-words") { request, context in try await setWords(request, context) }
    }

    private func show(_ context: HTTPContext) async throws -> Response {
        let chats = chats(try context.person.account)
        return .json(ClinicBody(try await stored { try await chats.clinicSettings() }))
    }

    private func change(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let chats = chats(try context.person.account)
        let change = try await request.read(ClinicChange.self)
        return .json(ClinicBody(try await stored { try await chats.changeClinic(change.apply(to:)) }))
    }

    private func showWords(_ context: HTTPContext) async throws -> Response {
        let chats = chats(try context.person.account)
        return .json(RedFlagWordsBody(words: try await stored { try await chats.redFlagWords() }))
    }

    private func setWords(_ request: Request, _ context: HTTPContext) async throws -> Response {
        let chats = chats(try context.person.account)
        let words = try await request.read(RedFlagWordsRequest.self).words
        try await stored { try await chats.setRedFlagWords(words) }
        return .json(RedFlagWordsBody(words: words))
    }
}

/// The settings as the API shows them.
private struct ClinicBody: Encodable {
    private struct Members: Encodable {
        let settings: ClinicSettings

        func encode(to encoder: any Encoder) throws {
            var members = encoder.container(keyedBy: ClinicMember.self)
            try members.encode(settings.name, forKey: .name)
            try members.encode(settings.address, forKey: .address)
            try members.encode(settings.timeZone, forKey: .timeZone)
            try members.encode(settings.alarmMinutes, forKey: .alarmMinutes)
            try members.encode(settings.readReceipts, forKey: .readReceipts)
            try members.encode(EmergencyTextBody(settings.emergencyTexts), forKey: .emergencyText)
            try members.encode(settings.models, forKey: .models)
            try members.encode(settings.budget, forKey: .budget)
            try members.encode(settings.quietMilliseconds, forKey: .quiet)
            try members.encode(settings.resumeAfterMinutes, forKey: .resumeAfterMinutes)
            try members.encode(settings.transcribes, forKey: .transcribe)
            try members.encode(settings.describesPictures, forKey: .describePictures)
            try members.encode(settings.assistant.rawValue, forKey: .assistant)
            try members.encode(settings.openingHours.map(Hours.init), forKey: .openingHours)
            try members.encode(settings.holidays.map(Day.init), forKey: .holidays)
            try members.encode(settings.languages, forKey: .languages)
        }
    }

    /// By weekday, in the order of the week; a day that is closed has no ranges.
    private struct Hours: Encodable {
        let hours: OpeningHours

        func encode(to encoder: any Encoder) throws {
            var days = encoder.container(keyedBy: DayName.self)
            for day in Weekday.allCases {
                try days.encode(hours.on(day).map(\.texts), forKey: DayName(stringValue: day.rawValue))
            }
        }
    }

    private struct DayName: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private struct Day: Encodable {
        let date: String
        let name: String

        init(_ holiday: Holiday) {
            date = "\(holiday.date)"
            name = holiday.name
        }
    }

    /// What counts where the clinic has said nothing of its own. It stands beside the settings: nobody can change it.
    private struct Shipped: Encodable {
        let emergencyText = EmergencyTextBody(EmergencyTexts())

        enum CodingKeys: String, CodingKey {
            case emergencyText = "emergency_text"
        }
    }

    private let success = true
    private let clinic: Members
    private let shipped = Shipped()

    init(_ settings: ClinicSettings) { clinic = Members(settings: settings) }

    enum CodingKeys: String, CodingKey {
        case success, clinic, shipped
    }
}
