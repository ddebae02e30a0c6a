import ArgumentParser
import Foundation

/// Checks of what an operator types about people.
enum PersonalData {
    static func requireName(_ text: String, _ option: String) throws {
        guard (1...200).contains(text.count), text.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError("\(option) must have 1 to 200 characters")
        }
    }

    static func requireEmail(_ text: String) throws {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isAddress =
            parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !parts[1].hasPrefix(".")
            && !parts[1].hasSuffix(".") && text.count <= 254
            && !text.contains { $0.isWhitespace || $0 == "<" || $0 == ">" }
        guard isAddress else { throw ValidationError("--email must be an e-mail address") }
    }

    /// The digits of a number that may be written with `+`, spaces, dashes and brackets.
    static func phoneDigits(_ text: String) throws -> String {
        let digits = text.filter { !" +-()".contains($0) }
        guard (8...15).contains(digits.count), isDigits(digits) else {
            throw ValidationError("--phone must be 8 to 15 digits with the country code")
        }
        return digits
    }

    static func isDigits(_ text: String) -> Bool { text.utf8.allSatisfy { (48...57).contains($0) } }

    /// One line of standard input.
    static func readPassword() throws -> String {
        let password = readLine(strippingNewline: true) ?? ""
        guard (8...200).contains(password.count) else {
            throw CommandFailure.usage("the password on standard input must have 8 to 200 characters")
        }
        return password
    }
}
