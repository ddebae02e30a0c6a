import Conversations
import Foundation
import RedFlags

/// The rules that are shipped, and small ones that tests write.
enum RuleFiles {
    static let forms = ["en", "hi", "mr", "hi_Latn", "mr_Latn"]

    static let shipped: [String: [UInt8]] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Server/Resources/red-flags")
        let names = ["rules.txt", RedFlagRules.classifierFile] + forms.map { "words.\($0).txt" }
        return names.reduce(into: [:]) { files, name in
            files[name] = (try? Data(contentsOf: folder.appending(path: name))).map(Array.init)
        }
    }()

    static func small(rules: String, english: String = "CHEST: chest\nPAIN: pain\n") -> [String: [UInt8]] {
        var files = forms.reduce(into: [:]) { $0["words.\($1).txt"] = [UInt8]() }
        files["words.en.txt"] = Array(english.utf8)
        files["rules.txt"] = Array(rules.utf8)
        return files
    }

    static let rule = """
        version: 7
        [heart.pain]
        category: heart
        reason: Chest pain.
        when: CHEST PAIN within 4
        hit: chest pain
        hit: pain in the chest
        miss: hello

        """
}
