package import Storage

extension KnowledgeImport {
    /// What an operator reads after an import: what became of the topics, and what else there is to know.
    package var summary: [String] {
        let count = added + changed + kept
        let gone = removed.map { ", \($0.count) removed" } ?? ""
        var lines = [
            "Imported \(count) \(count == 1 ? "topic" : "topics"): \(added) added, \(changed) changed, \(kept) kept\(gone)."
        ]
        lines += respelled.map { "\"\($0.title)\" was \"\($0.before)\" before: these are one topic." }
        lines += (removed ?? []).map { "\"\($0)\" is removed." }
        let others = unapproved.count - medical.count
        if !medical.isEmpty {
            let isOne = medical.count == 1
            lines.append(
                "\(medical.count) \(isOne ? "is" : "are") medical: the assistant does not use "
                    + "\(isOne ? "it" : "them") until a doctor approves \(isOne ? "it" : "them") in the dashboard.")
        }
        if others > 0 {
            let isOne = others == 1
            lines.append(
                "\(others) \(isOne ? "is" : "are") not approved: the assistant does not use "
                    + "\(isOne ? "it" : "them") until knowledge import --approve.")
        }
        return lines
    }
}
