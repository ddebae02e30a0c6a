/// What a clinic decides about itself in the dashboard.
package struct ClinicSettings: Hashable, Sendable {
    package static let nameLimit = 200
    package static let addressLimit = 1000
    package static let alarmMinutesRange: ClosedRange<Int64> = 1...1440
    package static let quietRange: ClosedRange<Int64> = 0...120_000
    package static let resumeMinutesRange: ClosedRange<Int64> = 5...10_080

    /// What patients know it by; nil where none was given, then it is the doctor's name.
    package var name: String?
    package var address: String?
    /// A name of the IANA database, such as `Asia/Kolkata`.
    package var timeZone: String
    /// A patient who has waited for so many minutes raises the alarm.
    package var alarmMinutes: Int64
    /// Patients are told when a person of the clinic has seen what they wrote.
    package var readReceipts: Bool
    package var assistant: AssistantMode
    /// What patients read who write of an emergency.
    package var emergencyTexts: EmergencyTexts
    /// Nil: not known. Then the assistant says nothing about them, and every minute counts for the alarm.
    package var openingHours: OpeningHours?
    /// By date.
    package var holidays: [Holiday]
    /// Codes of `knownLanguages`: what people speak and write at the clinic. Empty: not known.
    package var languages: [String]
    /// Which models may read what its patients write.
    package var models = ModelPolicy.any
    /// What models may do in a day; nil without a bound.
    package var budget: ModelBudget?
    /// How long the assistant waits for the patient's next message before it answers; nil for what is set for all clinics.
    package var quietMilliseconds: Int64?
    /// So long after the last message a conversation that a person has goes back to the assistant, where nothing is left to
    /// do; nil for never.
    package var resumeAfterMinutes: Int64?
    /// Voice notes of patients are written down by a machine.
    package var transcribes = false
    /// Pictures of patients are described by a machine, for the clinic alone.
    package var describesPictures = false

    /// Of ISO 639: English and languages of India.
    package static let knownLanguages = [
        "en", "hi", "mr", "as", "bn", "gu", "kn", "kok", "ml", "ne", "or", "pa", "sd", "ta", "te", "ur",
    ]

    package init(
        name: String?, address: String?, timeZone: String, alarmMinutes: Int64, readReceipts: Bool,
        assistant: AssistantMode = .answer, emergencyTexts: EmergencyTexts = EmergencyTexts(),
        openingHours: OpeningHours? = nil, holidays: [Holiday] = [], languages: [String] = []
    ) {
        self.name = name
        self.address = address
        self.timeZone = timeZone
        self.alarmMinutes = alarmMinutes
        self.readReceipts = readReceipts
        self.emergencyTexts = emergencyTexts
        self.assistant = assistant
        self.openingHours = openingHours
        self.holidays = holidays
        self.languages = languages
    }
}
