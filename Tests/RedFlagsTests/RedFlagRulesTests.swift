import Conversations
import RedFlags
import Testing

@Suite("Red flags")
struct RedFlagRulesTests {
    private let rules: RedFlagRules

    /// Read once: there are tens of thousands of words.
    private static let shipped = Result { try RedFlagRules(RuleFiles.shipped) }

    init() throws { rules = try Self.shipped.get() }

    @Test("every rule does what its examples say")
    func examples() { #expect(rules.wrongExamples() == []) }

    @Test(
        "emergencies, in both scripts",
        arguments: [
            ("chest pain since morning", RedFlagCategory.heart), ("chestpain", .heart), ("CHEST PAIN!!", .heart),
            ("सीने में दर्द हो रहा है", .heart), ("chhati me dardh ho raha hai", .heart), ("छातीत दुखतंय", .heart),
            ("he is not waking up", .unconscious), ("saans nahi aa rahi", .breathing), ("सांस नहीं आ रही", .breathing),
            ("mooh tedha ho gaya", .stroke),
            ("phenyl pi liya", .poisoning),
            ("साप चावला", .poisoning), ("no fever but chest pain since morning", .heart),
        ])
    func emergencies(text: String, category: RedFlagCategory) { #expect(rules.flag(in: text)?.category == category) }

    @Test("a thought that comes in pieces")
    func pieces() { #expect(rules.flag(in: "my father\nis not\nbreathing") != nil) }

    @Test(
        "numbers decide",
        arguments: [
            ("BP 210/120", true), ("बीपी २१०/१२०", true), ("BP 128/82", false), ("sugar 32", true), ("sugar 480", true),
            ("sugar 110", false), ("साखर ३८", true), ("3 month old baby 103 fever", true),
            ("fever 104F baby 8 months", true), ("spo2 is showing 82", true), ("oxygen 98", false),
            ("my number is 5402101203", false), ("bill 21,450", false),
        ])
    func numbers(text: String, isFlag: Bool) { #expect((rules.flag(in: text) != nil) == isFlag) }

    @Test(
        "no emergencies",
        arguments: [
            "no chest pain", "छाती में दर्द नहीं है", "Thank you doctor", "Heart Care Hospital address please",
            "my father had a stroke two years ago", "what to do if someone faints", "my heart is broken",
            "dying to know the result", "stroke package price", "can I come at 5", "रिपोर्ट कब मिलेगी", "",
        ])
    func ordinary(text: String) { #expect(rules.flag(in: text) == nil) }

    @Test("self-harm goes before everything")
    func selfHarmFirst() {
        #expect(rules.flag(in: "chest pain. I want to die")?.category == .selfHarm)
        let words = [
            RedFlagWord(text: "chest pain", category: .heart), RedFlagWord(text: "goodbye world", category: .selfHarm),
        ]
        #expect(rules.flag(in: "chest pain, goodbye world", adding: words)?.category == .selfHarm)
    }

    @Test("a clinic's own words add, and take nothing away")
    func clinicWords() {
        let words = [RedFlagWord(text: "pump khatam", category: .breathing)]
        #expect(rules.flag(in: "mera pump khatam") == nil)
        #expect(rules.flag(in: "mera Pump KHATAM", adding: words) == RedFlag(category: .breathing, rule: "clinic"))
        #expect(rules.flag(in: "mera pump", adding: words) == nil)
        #expect(rules.flag(in: "chest pain now", adding: words)?.category == .heart)
        #expect(rules.flag(in: "anything", adding: [RedFlagWord(text: " ?", category: .heart)]) == nil)
    }

    @Test("of a very long text the beginning and the end are read")
    func longText() {
        let filler = String(repeating: "xyz ", count: 16_000)
        #expect(rules.flag(in: "chest pain now. " + filler)?.category == .heart)
        #expect(rules.flag(in: filler + ". chest pain now")?.category == .heart)
        #expect(rules.flag(in: filler + ". chest pain now. " + filler) == nil)
    }

    @Test("the worst text costs a bounded time")
    func worstText() {
        for piece in ["pain chest nahi ", "saansnahiaarahi", "क", "1/", "a\u{301}"] {
            let text = String(repeating: piece, count: 65_536 / piece.utf16.count)
            let clock = ContinuousClock()
            #expect(clock.measure { _ = rules.flag(in: text) } < .seconds(5))
        }
    }

    @Test("any text is judged, and twice the same")
    func randomTexts() {
        var generator = SystemRandomNumberGenerator()
        let ranges: [ClosedRange<UInt32>] = [0x20...0x7E, 0x900...0x97F, 0...0x2FFF, 0x1F300...0x1FAFF]
        for _ in 0..<500 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...80, using: &generator) {
                let value = UInt32.random(in: ranges.randomElement(using: &generator)!, using: &generator)
                if let scalar = Unicode.Scalar(value) { text.append(scalar) }
            }
            #expect(rules.flag(in: String(text)) == rules.flag(in: String(text)))
        }
    }
}
