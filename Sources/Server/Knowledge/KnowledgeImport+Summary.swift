package import Storage

extension KnowledgeImport {
    /// What an operator reads after an import: one line, and a second one where the assistant does not use all of it.
    package var summary: [String] {
        let count = added + changed + kept
        var lines = [
            "Imported \(count) \(count == 1 ? "topic" : "topics"): \(added) added, \(changed) changed, \(kept) kept."
        ]
        if !unapproved.isEmpty {
            let isOne = unapproved.count == 1
            lines.append(
                "\(unapproved.count) \(isOne ? "is" : "are") not approved: the assistant does not use "
                    + "\(isOne ? "it" : "them") until knowledge import --approve.")
        }
        return lines
    }
}
