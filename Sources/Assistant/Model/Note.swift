/// Marks that only we write. Patients' texts are stripped of the brackets, so none of them can be forged.
enum Note {
    static let byPerson = "⟦written by a person of the clinic⟧"
    static let humanBegins = "⟦note⟧ From here on a person of the clinic wrote to the patient in your place."
    static let humanEnds = """
        ⟦note⟧ The person of the clinic has stopped writing and you answer again. Keep to what that person said; \
        do not repeat it.
        """
    /// Before a summary of what is not shown any more.
    static let summary = "⟦summary of the earlier conversation, written by a machine⟧"
    static let emergencyBefore = """
        ⟦note⟧ In that time a message of the patient was taken for an emergency. A person of the clinic has seen to it.
        """
    /// Whose words follow, where a conversation is data and nobody's turn.
    static let patient = "⟦patient⟧"
    static let assistant = "⟦assistant⟧"
    static let summariseNow = "⟦note⟧ The conversation ends here. Write the summary now."
    static let earlierLeftOut = "⟦note⟧ Earlier messages are left out."

    static func unforged(_ text: String) -> String {
        text.replacing("⟦", with: "[").replacing("⟧", with: "]")
    }
}
