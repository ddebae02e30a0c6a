import Conversations
import RedFlags
import Testing

@Suite("What was learnt beside the rules")
struct ClassifierTests {
    /// Everything has the same score, `bias`, and `category` is the likeliest.
    private static func file(bias: Float, _ category: RedFlagCategory = .sight) -> [UInt8] {
        let zeros = [Float](repeating: 0, count: 16)
        let categories = RedFlagCategory.addable.map { (Optional($0), zeros, Float($0 == category ? 1 : 0)) }
        return RedFlagRules.classifier(alone: 0.5, withRule: -0.5, [(nil, zeros, bias)] + categories)
    }

    private static func rules(_ classifier: [UInt8]) throws -> RedFlagRules {
        var files = RuleFiles.small(rules: RuleFiles.rule)
        files[RedFlagRules.classifierFile] = classifier
        return try RedFlagRules(files)
    }

    @Test("a rule's hit counts unless the classifier is sure of the opposite, and without one it must be surer")
    func thresholds() throws {
        let doubtful = try Self.rules(Self.file(bias: 0))
        #expect(doubtful.flag(in: "chest pain") == RedFlag(category: .sight, rule: "heart.pain"))
        #expect(doubtful.flag(in: "good morning") == nil)
        let calm = try Self.rules(Self.file(bias: -1))
        #expect(calm.flag(in: "chest pain") == nil)
        let alarmed = try Self.rules(Self.file(bias: 1, .bleeding))
        #expect(alarmed.flag(in: "good morning") == RedFlag(category: .bleeding, rule: "learnt"))
    }

    @Test("a clinic's own word counts whatever was learnt")
    func clinicWords() throws {
        let calm = try Self.rules(Self.file(bias: -1))
        let words = [RedFlagWord(text: "pump khatam", category: .breathing)]
        #expect(calm.flag(in: "pump khatam", adding: words) == RedFlag(category: .breathing, rule: "clinic"))
    }

    @Test("what has no words is no emergency", arguments: ["", " ", "👍", "???", "।"])
    func wordless(text: String) throws {
        #expect(try Self.rules(Self.file(bias: 1)).flag(in: text) == nil)
    }

    @Test("what was learnt belongs to the version")
    func version() throws {
        let one = try Self.rules(Self.file(bias: 0)), other = try Self.rules(Self.file(bias: 0.25))
        #expect(one.version != other.version)
    }

    @Test("a file that is not whole is refused")
    func brokenFiles() {
        let whole = Self.file(bias: 0)
        let head = String(decoding: whole.prefix { $0 != 0 }, as: UTF8.self)
        let weights = Array(whole.dropFirst(head.utf8.count))
        func with(_ part: String, as other: String) -> [UInt8] {
            Array(head.replacing(part, with: other).utf8) + weights
        }
        let others: [[UInt8]] = [
            [], whole.dropLast(), whole + [0], Array(whole.dropFirst()), Array("thresholds 1 2\n\n".utf8),
            with("sight", as: "site"), with("sight 16", as: "sight 15"), with("heart", as: "sight"),
        ]
        for bytes in others {
            #expect { try Self.rules(bytes) } throws: { error in
                (error as? RedFlagRulesError)?.file == RedFlagRules.classifierFile
            }
        }
    }

    @Test("one line of an emergency does not drown in a page")
    func longText() throws {
        let rules = try RedFlagRules(RuleFiles.shipped)
        let page = String(
            repeating: "Good morning doctor, please send my bill of last week on this number. ", count: 30)
        #expect(rules.flag(in: page) == nil)
        #expect(rules.flag(in: page + "My father fell in the bathroom and does not wake up. " + page) != nil)
        #expect(rules.flag(in: page + "papa ki chhati me bahut tez dard hai pasina aa raha hai. " + page) != nil)
    }
}
