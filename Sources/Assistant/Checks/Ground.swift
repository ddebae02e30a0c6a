import Conversations

/// What an answer to a question may rest on: the texts that a model was given, read for what may be taken from them.
struct Ground {
    /// The clinic's topics, medical ones too.
    let topics: [GivenText]
    /// The clinic's own texts. Medical topics leave word for word only, so nothing may be taken from them.
    let given: [GivenText]
    let patient: [GivenText]
    /// Under which the words of `given` are known.
    let known: Set<String>
    /// Under which the patient's words are.
    let named: Set<String>
    let hours: HoursNow?
    /// What the question says of an illness or a medicine.
    let illness: String?
    /// The kinds of words (medical.txt) that the question has.
    let asked: Set<String>
    /// Its words by sound, with spaces between and around.
    let soundOfQuestion: String

    init(_ question: Question, facts: [String], medical: MedicalCheck, readings: GivenTexts) {
        topics = question.topics.map { readings.reading(of: "\($0.title)\n\($0.answer)") }
        let clinic = [question.clinicName, question.clinicAddress ?? "", question.doctorName]
        let said = question.history.filter { $0.author != .patient }.map { GivenText($0.text, medical) }
        given = topics.filter { !$0.isMedical } + (clinic + facts).map(readings.reading) + said
        patient = question.patientTexts.map { GivenText($0, medical) }
        known = Self.keys(of: given)
        named = Self.keys(of: patient)
        hours = question.hours
        illness = question.burst.lazy.compactMap { Self.illness(in: $0.text, medical) }.first
        asked = Set(question.patientTexts.flatMap { CheckedText($0).sentences }.flatMap(medical.matches).map(\.section))
        let words = TextFolding.words(of: question.patientTexts.joined(separator: " "))
        soundOfQuestion = " " + words.map(PhoneticKey.of).joined(separator: " ") + " "
    }

    private static let illnessSections: Set<String> = ["symptom", "medicine", "body", "asks"]

    /// What a text says of an illness or a medicine.
    static func illness(in text: String, _ medical: MedicalCheck) -> String? {
        let matches = CheckedText(text).sentences.flatMap(medical.matches)
        if let found = matches.first(where: { illnessSections.contains($0.section) }) { return found.text }
        let asksForReading = matches.contains { $0.section == "value" }
        return asksForReading ? matches.first { $0.section == "report" }?.text : nil
    }

    private static func keys(of texts: [GivenText]) -> Set<String> {
        texts.reduce(into: []) { $0.formUnion($1.keys) }
    }

    /// Whether the clinic has this word, in either script.
    func knows(_ word: CheckedText.Word) -> Bool {
        !word.keys.isDisjoint(with: known) || !Self.names(word.text).isDisjoint(with: known)
    }

    /// Keys under which only a word of the other script stands.
    static func names(_ word: String) -> Set<String> {
        let mark = TextFolding.isDevanagari(word) ? "latin " : "devanagari "
        return Set(([word] + WordForms.of(word)).compactMap { WordKeys.skeleton($0).map { mark + $0 } })
    }
}
