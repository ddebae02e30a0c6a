/// Marks that only we write. Patients' texts are stripped of the brackets, so none of them can be forged.
enum Note {
    static let byPerson = "⟦written by a person of the clinic⟧"
    static let humanBegins = "⟦note⟧ From here on a person of the clinic wrote to the patient in your place."
    static let humanEnds = """
        ⟦note⟧ The person of the clinic has stopped writing and you answer again. Keep to what that person said; \
        do not repeat it.
        """
    static let earlierLeftOut = "⟦note⟧ Earlier messages are left out."

    static func unforged(_ text: String) -> String {
        text.replacing("⟦", with: "[").replacing("⟧", with: "]")
    }
}
