import Conversations
import RedFlags
import Testing

@Suite("Files of red flags")
struct RedFlagRulesErrorTests {
    @Test("small rules work, and have a version that changes with the words")
    func version() throws {
        let one = try RedFlagRules(RuleFiles.small(rules: RuleFiles.rule))
        let other = try RedFlagRules(
            RuleFiles.small(rules: RuleFiles.rule, english: "CHEST: chest\nPAIN: pain, ache\n"))
        #expect(one.version.hasPrefix("7-"))
        #expect(one.version != other.version)
        #expect(one.flag(in: "chest ache") == nil)
        #expect(other.flag(in: "chest ache")?.rule == "heart.pain")
    }

    @Test(
        "what is wrong is said with its line",
        arguments: [
            ("version: 7", "version 7", 1), ("category: heart", "category: hart", 3), ("[heart.pain]", "[clinic]", 2),
            ("reason: Chest pain.", "reason:", 4), ("reason: Chest pain.", "", 2), ("miss: hello", "", 2),
            ("hit: chest pain", "", 2), ("CHEST PAIN within 4", "CHEST PAIN within", 5),
            ("CHEST PAIN within 4", "CHEST PAIN within 400", 5), ("CHEST PAIN within 4", "CHEST PAIN BELLY", 5),
            ("CHEST PAIN within 4", "3 of CHEST PAIN", 5), ("CHEST PAIN within 4", "CHEST PAIN #9..3", 5),
            ("CHEST PAIN within 4", "CHEST PAIN #x", 5), ("CHEST PAIN within 4", "without CHEST", 5),
            ("miss: hello", "mis: hello", 8), ("miss: hello", "miss: hello\nguards: nagation", 9),
            ("miss: hello", "miss: hello\n[heart.pain]", 9), ("version: 7", "", 0),
            ("version: 7", "version: 7\nhit: x", 2),
            ("version: 7", "version: 7\nopen: NOTHING", 2),
        ])
    func rules(part: String, wrong: String, line: Int) {
        let text = RuleFiles.rule.replacing(part, with: wrong)
        #expect { try RedFlagRules(RuleFiles.small(rules: text)) } throws: { error in
            let error = error as? RedFlagRulesError
            return error?.file == "rules.txt" && error?.line == line && error?.reason.isEmpty == false
        }
    }

    @Test(
        "a line of words that is none is named",
        arguments: [
            ("CHEST chest", 1), ("chest: chest", 1), ("CHEST: ch*st", 1), ("CHEST: ~ chest", 1), ("CHEST: chest ~", 1),
            ("CHEST: chest2", 1), ("CHEST: chest\nPAIN: pain\n# a\nOTHER: word", 4), ("CHEST: chest, !", 1),
        ])
    func words(text: String, line: Int) {
        #expect { try RedFlagRules(RuleFiles.small(rules: RuleFiles.rule, english: text + "\nPAIN: pain\n")) } throws: {
            let error = $0 as? RedFlagRulesError
            return error?.file == "words.en.txt" && error?.line == line
        }
    }

    @Test("files that are missing or not in UTF-8 are named")
    func files() {
        var files = RuleFiles.small(rules: RuleFiles.rule)
        files["words.mr.txt"] = nil
        #expect(throws: RedFlagRulesError(file: "words.mr.txt", line: 0, reason: "is missing")) {
            try RedFlagRules(files)
        }
        files["words.mr.txt"] = [0xFF]
        #expect(throws: RedFlagRulesError(file: "words.mr.txt", line: 0, reason: "is not in UTF-8")) {
            try RedFlagRules(files)
        }
    }
}
