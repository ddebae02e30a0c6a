import Foundation
import Labelled
import RedFlags
import Testing

/// What bin/eval prints in full: a change of rules, words or labels that makes the gate worse is refused. Only numbers are
/// looked at.
@Suite("Messages that are held out")
struct HeldOutTests {
    @Test("the gate has not become worse")
    func rates() throws {
        let rules = try RedFlagRules(RuleFiles.shipped)
        let messages = try LabelledMessage.all(in: LabelledFiles.folder.appending(path: "flags/held-out"))
        func share(_ isOf: (LabelledMessage) -> Bool) -> Double {
            let all = messages.filter(isOf)
            return 100 * Double(all.count { rules.flag(in: $0.text) != nil }) / Double(max(all.count, 1))
        }
        #expect(messages.count > 2000)
        #expect(share { $0.category != nil } >= 97.5)
        #expect(share { $0.category == nil && !$0.isOrdinary } <= 4)
        #expect(share(\.isOrdinary) <= 2.5)
    }
}
