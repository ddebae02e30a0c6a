/// A file of the rules that isn't as it must be.
package struct RedFlagRulesError: Error, Hashable, CustomStringConvertible {
    package let file: String
    /// From 1; 0 where it is the whole file.
    package let line: Int
    package let reason: String

    package init(file: String, line: Int, reason: String) {
        self.file = file
        self.line = line
        self.reason = reason
    }

    package var description: String { line == 0 ? "\(file): \(reason)" : "\(file):\(line): \(reason)" }
}
