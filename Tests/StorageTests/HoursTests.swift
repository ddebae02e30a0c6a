import Conversations
@testable import Storage
import TestSupport
import Testing

/// A clinic's hours in the database, and the alarm that counts only open minutes.
@Suite struct HoursTests {
    private static func hours(_ start: String, _ end: String) throws -> OpeningHours {
        let range = try #require(ClockRange(from: start, to: end))
        return try #require(OpeningHours(Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [range]) })))
    }

    /// The clinic's clock shows this time, in UTC.
    private static func setClock(_ clinic: TestClinic, to minute: Int) {
        let day: Int64 = 86_400_000
        let now = clinic.clock.now.milliseconds
        let wanted = (now / day + 1) * day + Int64(minute) * 60_000
        clinic.clock.advance(by: .milliseconds(wanted - now))
    }

    @Test(arguments: TestEngine.available)
    func `hours and holidays are kept, for the assistant too, and no other clinic's`(on engine: TestEngine) async throws
    {
        try await engine.clinic { clinic in
            let hours = try Self.hours("09:00", "24:00")
            let holidays = [Holiday(date: try #require(CivilDate("2027-01-26")), name: "प्रजासत्ताक दिन \"26\"")]
            let changed = try await clinic.chats.changeClinic {
                $0.openingHours = hours
                $0.holidays = holidays
                $0.languages = ["mr"]
            }
            #expect(changed.openingHours == hours && changed.holidays == holidays && changed.languages == ["mr"])
            #expect(try await clinic.chats.clinicSettings() == changed)
            let other = try await clinic.database.chats(of: clinic.otherAccount).clinicSettings()
            #expect(other.openingHours == nil && other.holidays.isEmpty && other.languages.isEmpty)
            try await clinic.patientWrites("Are you open?")
            clinic.clock.advance(by: .seconds(60))
            let claim = try #require(await clinic.takeReply())
            let question = try #require(await clinic.replies.question(for: claim))
            #expect(question.hours?.calendar.hours == hours && question.hours?.calendar.holidays == holidays)
            #expect(question.hours?.now == clinic.clock.now)
            let none = try await clinic.chats.changeClinic { $0.openingHours = nil }
            #expect(none.openingHours == nil && none.holidays == holidays)
        }
    }

    @Test(arguments: TestEngine.available)
    func `the alarm counts open minutes only`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            _ = try await clinic.chats.changeClinic {
                $0.timeZone = "UTC"
                $0.openingHours = try? Self.hours("09:00", "17:00")
            }
            Self.setClock(clinic, to: 16 * 60 + 55)
            let patient = try await clinic.patientWrites("My tooth hurts")
            clinic.clock.advance(by: .seconds(600))
            #expect(try await clinic.raisesAlarms() == 0, "five of the ten minutes were at night")
            #expect(try await clinic.patient(patient).needsHuman == nil)
            #expect(try await clinic.database.alarms.nextDue() == .seconds(16 * 3600))
            clinic.clock.advance(by: .seconds(16 * 3600 - 1))
            #expect(try await clinic.raisesAlarms() == 0)
            clinic.clock.advance(by: .seconds(1))
            #expect(try await clinic.raisesAlarms() == 1)
            #expect(try await clinic.patient(patient).needsHuman == .waiting)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what changes the hours counts for those who wait, in either direction`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            _ = try await clinic.chats.changeClinic { $0.timeZone = "UTC" }
            Self.setClock(clinic, to: 20 * 60)
            for number in 0..<5 { try await clinic.patientWrites("My tooth hurts", from: "91980000000\(number)") }
            _ = try await clinic.chats.changeClinic { $0.openingHours = try? Self.hours("09:00", "17:00") }
            clinic.clock.advance(by: .seconds(600))
            #expect(try await clinic.raisesAlarms() == 0)
            #expect(try await clinic.database.alarms.nextDue() == .seconds(13 * 3600))
            // A holiday more, and the day after it counts.
            let tomorrow = CivilDate(day: clinic.clock.now.milliseconds / 86_400_000 + 1)
            _ = try await clinic.chats.changeClinic { $0.holidays = [Holiday(date: tomorrow, name: "Diwali")] }
            #expect(try await clinic.raisesAlarms() == 0)
            #expect(try await clinic.database.alarms.nextDue() == .seconds(37 * 3600))
            // In Kolkata it is already half past one.
            _ = try await clinic.chats.changeClinic { $0.timeZone = "Asia/Kolkata" }
            #expect(try await clinic.raisesAlarms() == 0)
            _ = try await clinic.chats.changeClinic { $0.openingHours = nil }
            #expect(try await clinic.raisesAlarms() == 5)
        }
    }

    @Test func `what cannot be read counts as not known`() throws {
        #expect(HoursText.text(of: nil as OpeningHours?) == nil && HoursText.text(of: [Holiday]()) == "[]")
        let text = try #require(HoursText.text(of: try Self.hours("09:00", "13:00")))
        #expect(text.hasPrefix(#"{"fri":[["09:00","13:00"]],"#), "\(text)")
    }
}
