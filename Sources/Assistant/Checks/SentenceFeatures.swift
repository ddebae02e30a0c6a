import Classification
import Conversations

/// What the classifier looks at in one sentence of an answer: its letters by sound, the words that nothing gives a ground to,
/// with their neighbours, whether its figures and days stand together in one of the clinic's texts, and what was asked.
struct SentenceFeatures {
    private var found: [UInt32] = []

    static func features(of index: Int, in text: CheckedText, on ground: Ground, _ medical: MedicalCheck) -> Features {
        var features = SentenceFeatures()
        let sentence = text.sentences[index]
        let matches = medical.matches(in: sentence)
        features.addWords(sentence, matches, ground)
        features.addFigures(of: text.texts[index], sentence, ground)
        features.addQuestion(ground)
        features.addPlace(index, of: text, matches, ground)
        return Features(features.found)
    }

    private mutating func add(_ seed: Character, _ name: String) { found.append(FeatureHash(seed, name).value) }

    private mutating func add(_ name: String, _ isTrue: Bool) { add("f", isTrue ? name : "no \(name)") }

    // MARK: Words

    /// What gives a word its ground.
    private enum Footing: Character {
        case everyday = "e"
        case number = "#"
        case clinic = "g"
        case patient = "p"
        /// Of a kind that medical.txt names.
        case medical = "m"
        case nothing = "?"

        var isFirm: Bool { self == .everyday || self == .clinic || self == .number }
    }

    private static let everyday: Set<String> = ["everyday", "refers", "total", "object"]

    private static func footing(
        _ word: CheckedText.Word, _ sections: Set<String>, _ ground: Ground
    ) -> Footing {
        if word.text.contains(where: \.isNumber) || NumberWords.part(word.text) != nil { return .number }
        if !sections.isDisjoint(with: everyday) { return .everyday }
        if ground.knows(word) { return .clinic }
        if !sections.isEmpty { return .medical }
        return word.keys.isDisjoint(with: ground.named) ? .nothing : .patient
    }

    private mutating func addWords(_ sentence: [CheckedText.Word], _ matches: [WordList.Match], _ ground: Ground) {
        let footings = sentence.indices.map { index in
            Self.footing(sentence[index], Set(matches.filter { $0.range.contains(index) }.map(\.section)), ground)
        }
        let sounds = zip(sentence, footings).map { $1 == .number ? "0" : PhoneticKey.of($0.text) }
        let line = " " + sounds.filter { !$0.isEmpty }.joined(separator: " ") + " "
        Features.appendRuns(of: Array(line.utf8), lengths: 3...5, seed: "k", to: &found)
        for (footing, most) in [(Footing.nothing, 4), (.patient, 3), (.medical, 3)] {
            add("n", "\(footing.rawValue)\(min(footings.count { $0 == footing }, most))")
        }
        addLoose(zip(sentence, footings).map { ($0.text, $1) })
    }

    /// Words that nothing gives a ground to, each with what stands beside it, and the pattern of all.
    private mutating func addLoose(_ words: [(text: String, footing: Footing)]) {
        let latin = words.map { TextFolding.isDevanagari($0.text) ? Transliteration.latin($0.text) : $0.text }
        let tokens = zip(latin, words).map { $1.footing.isFirm ? $0 : String($1.footing.rawValue) }
        let edged = ["^"] + tokens + ["$"]
        let loose = [false] + words.map { !$0.footing.isFirm } + [false]
        for index in edged.indices.dropLast() where loose[index] || loose[index + 1] {
            add("b", "\(edged[index]) \(edged[index + 1])")
        }
        for (text, word) in zip(latin, words) where !word.footing.isFirm {
            add("u", "\(word.footing.rawValue)\(text)")
        }
        let pattern = "^" + String(words.map(\.footing.rawValue)) + "$"
        Features.appendRuns(of: Array(pattern.utf8), lengths: 2...3, seed: "p", to: &found)
    }

    // MARK: Figures

    private mutating func addFigures(of text: String, _ sentence: [CheckedText.Word], _ ground: Ground) {
        let topic = Self.likeliestTopic(of: sentence, ground.topics)
        add("t", "\(min(Int(topic.likeness * 2), 6))")
        add("medical topic", topic.text?.isMedical ?? false)
        let claims = ClaimReader.claims(in: text)
        let days = Self.weekdays(DayReader.claims(in: text))
        guard !claims.isEmpty || !days.isEmpty else { return }
        let patient = KnownClaims(ground.patient.flatMap(\.claims))
        func covers(_ text: GivenText) -> Bool {
            KnownClaims(text.claims).objection(to: claims, patient: patient, addsUp: true) == nil
        }
        let covering = ground.given.filter(covers)
        let isOfTopic = topic.text.map(covers) ?? false
        let isOfDays = covering.contains { days.isSubset(of: Self.weekdays($0.days)) }
        add("one text", !covering.isEmpty)
        add("topic", isOfTopic)
        add("days", isOfDays)
        add("f", "topic \(isOfTopic) days \(isOfDays)")
        add("hours", Self.areWithinHours(claims, days, ground.hours))
        for kind in Set(claims.map(\.kind.name)) {
            add("\(kind) of topic", isOfTopic)
            add("\(kind) of days", isOfDays)
        }
    }

    /// The topic with most of a sentence's words, each of which counts less the more topics have it.
    private static func likeliestTopic(
        of sentence: [CheckedText.Word], _ topics: [GivenText]
    ) -> (text: GivenText?, likeness: Double) {
        var likeness = [Double](repeating: 0, count: topics.count)
        for word in sentence {
            let keys = word.keys.union(Ground.names(word.text))
            let having = topics.indices.filter { !keys.isDisjoint(with: topics[$0].keys) }
            for index in having { likeness[index] += 1 / Double(having.count) }
        }
        guard let best = likeness.indices.max(by: { likeness[$0] < likeness[$1] }) else { return (nil, 0) }
        return (topics[best], likeness[best])
    }

    private static func weekdays(_ days: [DayClaim]) -> Set<Weekday> {
        Set(days.compactMap { if case .weekday(let day) = $0.day { day } else { nil } })
    }

    private static func areWithinHours(_ claims: [Claim], _ days: Set<Weekday>, _ hours: HoursNow?) -> Bool {
        guard let hours else { return true }
        return claims.allSatisfy { claim in
            guard case .time(let minutes) = claim.kind else { return true }
            return days.allSatisfy { day in
                hours.calendar.hours.on(day).contains { range in
                    minutes.contains { range.start <= $0 && $0 <= range.end }
                }
            }
        }
    }

    // MARK: Question

    private mutating func addQuestion(_ ground: Ground) {
        Features.appendRuns(of: Array(ground.soundOfQuestion.utf8), lengths: 4...4, seed: "q", to: &found)
        for section in ground.asked { add("a", section) }
    }

    /// A short answer to a question about an illness says much by little: "Yes, at night is fine".
    private mutating func addPlace(_ index: Int, of text: CheckedText, _ matches: [WordList.Match], _ ground: Ground) {
        let sentence = text.sentences[index]
        add("l", "\(min(sentence.count / 3, 5))")
        add("ill", ground.illness != nil)
        guard ground.illness != nil else { return }
        for section in Set(matches.map(\.section)) { add("i", section) }
        add("i", "place \(min(index, 2))")
        add("i", "length \(min(sentence.count, 5))")
        if text.sentences.count == 1 { add("i", "alone") }
    }
}

extension Claim.Kind {
    fileprivate var name: String {
        switch self {
        case .time: "time"
        case .price: "price"
        case .percent: "percent"
        case .phone: "phone"
        case .span: "span"
        case .date: "date"
        case .number: "number"
        }
    }
}
