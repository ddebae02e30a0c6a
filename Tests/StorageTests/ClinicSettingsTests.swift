import Conversations
@testable import Storage
import TestSupport
import Testing

/// What a clinic decides about itself.
@Suite struct ClinicSettingsTests {
    @Test(arguments: TestEngine.available)
    func `a change is kept, told to the screens, and no other clinic's`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let other = clinic.database.chats(of: clinic.otherAccount)
            let before = try await other.clinicSettings()
            #expect(before.timeZone == "Asia/Kolkata" && before.alarmMinutes == 10)
            let heard = Recorder()
            let listening = clinic.database.changes.listen { all in all.forEach { heard.note("\($0)") } }
            let changed = try await clinic.chats.changeClinic { settings in
                settings.address = "12 MG Road"
                settings.timeZone = "Asia/Kathmandu"
            }
            #expect(changed.address == "12 MG Road" && changed.timeZone == "Asia/Kathmandu")
            #expect(try await clinic.chats.clinicSettings() == changed)
            #expect(try await other.clinicSettings() == before)
            try await eventually("the screens are told") {
                heard.notes.contains { $0.hasPrefix("clinic") && $0.contains("\(clinic.clinicID)") } ? true : nil
            }
            #expect(!heard.notes.contains { $0.contains("\(clinic.otherAccount.clinicID)") })
            withExtendedLifetime(listening) {}
            // The assistant knows it, too.
            let known = try await clinic.database.operator.clinics().first { $0.clinic.id == clinic.clinicID }
            #expect(known?.clinic.address == "12 MG Road")
        }
    }

    @Test(arguments: TestEngine.available)
    func `changes of two people at once are both kept`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            async let one = clinic.chats.changeClinic { $0.name = "Smile" }
            async let two = clinic.chats.changeClinic { $0.alarmMinutes = 5 }
            _ = try await (one, two)
            let settings = try await clinic.chats.clinicSettings()
            #expect(settings.name == "Smile" && settings.alarmMinutes == 5)
        }
    }
}
