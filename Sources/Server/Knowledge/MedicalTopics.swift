/// Tells which topics speak of medicine. The one place where the product decides by what.
enum MedicalTopics {
    private static let words: Set<String> = [
        "paracetamol", "ibuprofen", "crocin", "tablet", "tablets", "dose", "dosage", "mg", "antibiotic", "antibiotics",
        "fever", "syrup", "ointment", "diagnosis", "bukhar", "goli", "dawai", "बुखार", "ताप", "गोली", "दवाई",
    ]

    static func isMedical(_ text: String) -> Bool {
        text.lowercased().split { !$0.isLetter }.contains { words.contains(String($0)) }
    }
}
