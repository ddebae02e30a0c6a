/// Why an answer waits for a person instead of leaving by itself.
package struct DraftReason: Hashable, Sendable {
    /// A stable word.
    package let rule: String
    /// For the clinic.
    package let sentence: String
    /// Only a doctor may let it leave.
    package let isMedical: Bool

    package init(rule: String, sentence: String, isMedical: Bool) {
        self.rule = rule
        self.sentence = sentence
        self.isMedical = isMedical
    }

    /// The clinic reads every answer before it leaves.
    package static let mode = DraftReason(
        rule: "clinic_reads_first", sentence: "The clinic reads every answer before it is sent.", isMedical: false)

    /// A machine may have misheard: whatever it answers, a person compares it with the sound.
    package static func transcript(isMedical: Bool) -> DraftReason {
        DraftReason(
            rule: "rests_on_transcript",
            sentence: "It answers a voice note that a machine wrote down. Listen to it before you send this.",
            isMedical: isMedical)
    }
}
