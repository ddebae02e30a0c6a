import ArgumentParser
import Conversations
import Server

/// Checks what an operator types about people.
enum PersonalData {
    /// On one line, without characters that cannot be seen.
    @discardableResult
    static func name(_ text: String, _ option: String) throws -> String {
        let name = text.asName
        guard (1...200).contains(name.count), !name.isBlank else {
            throw ValidationError("\(option) must have 1 to 200 characters")
        }
        return name
    }

    static func email(_ text: String) throws -> EmailAddress {
        guard let address = EmailAddress(text), address.hasPublicHost else {
            throw ValidationError("--email must be an e-mail address")
        }
        return address
    }

    static func phone(_ text: String) throws -> PhoneNumber {
        // A number that somebody types is more likely cut off than exotic.
        guard let number = PhoneNumber(text), (8...15).contains(number.text.count) else {
            throw ValidationError("--phone must be 8 to 15 digits with the country code")
        }
        return number
    }

    static func phoneNumberID(_ text: String) throws -> PhoneNumberID {
        guard let id = PhoneNumberID(text), text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            throw ValidationError("--phone-number-id must be digits only")
        }
        return id
    }

    /// One line of standard input, as it was typed.
    static func readPassword() throws -> String {
        let typed = readLine(strippingNewline: true) ?? ""
        guard !typed.contains("\u{FFFD}") else {
            throw CommandFailure.usage("the password on standard input must be UTF-8")
        }
        return typed
    }

    /// What is kept of a new password. Throws a failure with status 64 that says what is wrong with it.
    static func hash(_ typed: String, of owner: PasswordOwner) async throws -> String {
        let password: NewPassword
        do {
            password = try NewPassword(typed, of: owner, common: .load())
        } catch let problem as NewPassword.Problem {
            throw CommandFailure.usage("\(problem)")
        }
        return try await PasswordHasher().hash(password.prepared)
    }
}
