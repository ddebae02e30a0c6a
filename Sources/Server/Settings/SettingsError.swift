/// What is wrong with the settings. It names them and says what they should be; it never holds a value.
package struct SettingsError: Error, Hashable, CustomStringConvertible {
    package struct Problem: Hashable, Sendable {
        package let name: String
        package let sentence: String
    }

    package let problems: [Problem]

    package var description: String {
        problems.map { "\($0.name) \($0.sentence)" }.joined(separator: "; ")
    }
}
