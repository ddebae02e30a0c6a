import Classification
package import Conversations

/// Whether a model's answer may leave by itself: it claims nothing that stands in none of what the model was given, and
/// each sentence is about the clinic's affairs as far as was learnt from labelled answers.
package struct AnswerCheck: Sendable {
    let medical: MedicalCheck
    let classifier: AnswerClassifier
    let readings: GivenTexts

    package init(medical: MedicalCheck, classifier: AnswerClassifier) {
        self.medical = medical
        self.classifier = classifier
        readings = GivenTexts(medical)
    }

    /// Nil where the answer may leave. It looks at numbers, times, days, dates, amounts, telephone numbers and addresses,
    /// at confirmed appointments, and sentence by sentence at what was learnt of counsel and of what nobody wrote.
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
        let ground = Ground(question, facts: facts, medical: medical, readings: readings)
        let doubt = doubt(about: text, ground)
        if case .medical? = doubt { return doubt }
        guard let unfounded = unfounded(in: reply, text, question, ground) else { return doubt }
        // Advice with a wrong figure in it is for a doctor to sign.
        return medical.hit(inAnswer: text).map(Objection.medical) ?? unfounded
    }

    /// What stands in nothing that was given.
    private func unfounded(in reply: String, _ text: CheckedText, _ question: Question, _ ground: Ground) -> Objection?
    {
        foreignAddress(in: reply, ground.given, ground.patient)
            ?? foreignClaim(in: reply, text, ground.given, ground.patient)
            ?? KnownDays(ground.given.flatMap(\.days), hours: question.hours)
            .objection(to: DayReader.claims(in: reply), patient: ground.patient.flatMap(\.days))
            ?? unfoundedConfirmation(in: text, question)
    }

    /// The sentence that is likeliest to be none of the clinic's affairs, if it is likely enough. What answers a question
    /// about an illness, or speaks of one, is taken for counsel.
    private func doubt(about text: CheckedText, _ ground: Ground) -> Objection? {
        let hit = medical.hit(inAnswer: text)
        let bar = hit == nil ? classifier.alone : classifier.withRule
        let scores = text.sentences.indices.map { index in
            classifier.model.score(SentenceFeatures.features(of: index, in: text, on: ground, medical))
        }
        guard let worst = scores.indices.max(by: { scores[$0] < scores[$1] }), scores[worst] > bar else { return nil }
        if let hit { return .medical(hit) }
        let sentence = text.texts[worst]
        let isMedical = ground.illness != nil || Ground.illness(in: sentence, medical) != nil
        return isMedical
            ? .medical(MedicalHit(rule: "learnt", found: sentence, reason: "It may be medical advice"))
            : .doubtful(sentence)
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
}

/// For whoever trains the classifier: see `Tests/training`.
extension AnswerCheck {
    /// One sentence of an answer, to learn from.
    package typealias Sentence = (text: String, features: [UInt32])

    /// The sentences of an answer, whether a rule hits, and whether it is held whatever was learnt.
    /// - Parameter reply: as it would leave.
    package func lesson(
        _ reply: String, in question: Question, facts: [String]
    ) -> (sentences: [Sentence], isRule: Bool, isHeld: Bool) {
        let text = CheckedText(reply)
        let ground = Ground(question, facts: facts, medical: medical, readings: readings)
        let sentences = text.sentences.indices.map { index in
            let features = SentenceFeatures.features(of: index, in: text, on: ground, medical)
            return (text: text.texts[index], features: features.hashes)
        }
        let isHeld = unfounded(in: reply, text, question, ground) != nil
        return (sentences, medical.hit(inAnswer: text) != nil, isHeld)
    }
}
