package import Conversations

/// Whether a model's answer may leave by itself: it claims nothing that stands in none of what the model was given, and
/// gives no medical advice.
package struct AnswerCheck: Sendable {
    let medical: MedicalCheck
    let readings: GivenTexts

    package init(medical: MedicalCheck) {
        self.medical = medical
        readings = GivenTexts(medical)
    }

    /// Nil where the answer may leave. It looks at numbers, times, days, dates, amounts, telephone numbers and addresses,
    /// at confirmed appointments, at medical advice, and at words that talk about a clinic's affairs has no need of.
    /// - Parameters:
    ///   - reply: Markdown, as the model wrote it.
    ///   - approvedAnswers: what a doctor has approved word for word. A reply that is one of them may leave.
    ///   - facts: what else the model was told, such as hours and holidays in words.
    package func objection(
        to reply: String, in question: Question, approvedAnswers: [String] = [], facts: [String] = []
    ) -> Objection? {
        let words = TextFolding.words(of: reply)
        if approvedAnswers.contains(where: { TextFolding.words(of: $0) == words }) { return nil }
        let text = CheckedText(reply)
        if let hit = medical.hit(inAnswer: text) { return .medical(hit) }
        if let hit = looseAnswer(in: text, question) { return .medical(hit) }
        let given = given(question, facts)
        let patient = question.patientTexts.map { GivenText($0, medical) }
        return foreignAddress(in: reply, given, patient)
            ?? foreignClaim(in: reply, text, given, patient)
            ?? KnownDays(given.flatMap(\.days), hours: question.hours)
            .objection(to: DayReader.claims(in: reply), patient: patient.flatMap(\.days))
            ?? unfoundedConfirmation(in: text, question)
            ?? unknownWord(in: text, given, patient)
    }

    /// "Yes, at night is fine" is counsel without a medical word. What answers a question about an illness or a medicine
    /// speaks of the clinic's affairs in each sentence, or passes the question on.
    private func looseAnswer(in text: CheckedText, _ question: Question) -> MedicalHit? {
        guard let about = question.burst.lazy.compactMap({ illness(in: $0.text) }).first else { return nil }
        let found = text.sentences.map { Set(medical.matches(in: $0).map(\.section)) }
        if found.contains(where: { $0.contains("refers") }) { return nil }
        let loose = text.sentences.indices.filter { index in
            found[index].isDisjoint(with: Self.anchors) && !isAnchored(text.texts[index])
        }
        guard loose.count == found.count || loose.contains(where: { text.sentences[$0].count >= 3 }) else { return nil }
        return MedicalHit(
            rule: "loose_answer", found: about, reason: "It may answer a medical question without saying so")
    }

    private func illness(in text: String) -> String? {
        let matches = CheckedText(text).sentences.flatMap(medical.matches)
        if let found = matches.first(where: { Self.illness.contains($0.section) }) { return found.text }
        let asksForReading = matches.contains { $0.section == "value" }
        return asksForReading ? matches.first { $0.section == "report" }?.text : nil
    }

    private func isAnchored(_ sentence: String) -> Bool {
        ClaimReader.claims(in: sentence).contains {
            switch $0.kind {
            case .time, .price, .phone, .percent: true
            case .span, .date, .number: false
            }
        }
    }

    private static let anchors: Set<String> = ["anchor", "total"]
    private static let illness: Set<String> = ["symptom", "medicine", "body", "asks"]

    /// The clinic's own texts. Medical topics leave word for word only, so nothing may be taken from them.
    private func given(_ question: Question, _ facts: [String]) -> [GivenText] {
        let topics = question.topics.map { readings.reading(of: "\($0.title)\n\($0.answer)") }.filter { !$0.isMedical }
        let clinic = [question.clinicName, question.clinicAddress ?? "", question.doctorName]
        let said = question.history.filter { $0.author != .patient }.map { GivenText($0.text, medical) }
        return topics + (clinic + facts).map(readings.reading) + said
    }

    private func foreignAddress(in reply: String, _ given: [GivenText], _ patient: [GivenText]) -> Objection? {
        let known = Set((given + patient).flatMap(\.addresses))
        return WebAddresses.all(in: reply).first { !known.contains($0) }.map(Objection.address)
    }

    private func foreignClaim(
        in reply: String, _ text: CheckedText, _ given: [GivenText], _ patient: [GivenText]
    ) -> Objection? {
        let claims = ClaimReader.claims(in: reply)
        guard !claims.isEmpty else { return nil }
        let addsUp = text.sentences.contains { medical.matches(in: $0).contains { $0.section == "total" } }
        return KnownClaims(given.flatMap(\.claims))
            .objection(to: claims, patient: KnownClaims(patient.flatMap(\.claims)), addsUp: addsUp)
    }

    /// What a person or the assistant has confirmed already may be said again.
    private func unfoundedConfirmation(in text: CheckedText, _ question: Question) -> Objection? {
        guard let found = confirmation(in: text) else { return nil }
        let said = question.history.filter { $0.author != .patient }.map { CheckedText($0.text) }
        return said.contains { confirmation(in: $0) != nil } ? nil : .confirmation(found)
    }

    private func confirmation(in text: CheckedText) -> String? {
        text.sentences.lazy.flatMap(medical.matches).first { $0.section == "confirmation" }?.text
    }

    /// Who passes a question on to the doctor may repeat the patient's words for it.
    private func unknownWord(in text: CheckedText, _ given: [GivenText], _ patient: [GivenText]) -> Objection? {
        let known = keys(of: given)
        let named = keys(of: patient)
        for sentence in text.sentences {
            let matches = medical.matches(in: sentence)
            let covered = Set(matches.filter { Self.harmless.contains($0.section) }.flatMap(\.range))
            let refers = matches.contains { $0.section == "refers" }
            let topics = Set(matches.filter { $0.section == "named" }.flatMap(\.range))
            for (index, word) in sentence.enumerated() where !covered.contains(index) {
                if word.text.contains(where: \.isNumber) || NumberWords.part(word.text) != nil { continue }
                if !word.keys.isDisjoint(with: known) || !Self.names(word.text).isDisjoint(with: known)
                    || (refers && !word.keys.isDisjoint(with: named))
                {
                    continue
                }
                if refers && topics.contains(index) { continue }
                return .unknownWord(word.text)
            }
        }
        return nil
    }

    private static let harmless: Set<String> = ["everyday", "refers", "total", "object", "confirmation"]

    /// Keys under which only a word of the other script stands.
    private static func names(_ word: String) -> Set<String> {
        let mark = TextFolding.isDevanagari(word) ? "latin " : "devanagari "
        return Set(([word] + WordForms.of(word)).compactMap { WordKeys.skeleton($0).map { mark + $0 } })
    }

    private func keys(of texts: [GivenText]) -> Set<String> {
        texts.reduce(into: []) { $0.formUnion($1.keys) }
    }
}
