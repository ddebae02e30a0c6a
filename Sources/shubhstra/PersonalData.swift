import ArgumentParser
import Conversations
import Server

/// Checks what an operator types about people.
enum PersonalData {
    static func requireName(_ text: String, _ option: String) throws {
        guard (1...200).contains(text.count), !text.isBlank else {
            throw ValidationError("\(option) must have 1 to 200 characters")
        }
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

    /// One line of standard input. Its length is counted in code points, as prepared.
    static func readPassword() throws -> PreparedPassword {
        let typed = readLine(strippingNewline: true) ?? ""
        guard !typed.contains("\u{FFFD}") else {
            throw CommandFailure.usage("the password on standard input must be UTF-8")
        }
        let password: PreparedPassword
        do {
            password = try PreparedPassword(typed)
        } catch {
            throw CommandFailure.usage("\(error)")
        }
        guard (8...200).contains(password.text.unicodeScalars.count) else {
            throw CommandFailure.usage("the password on standard input must have 8 to 200 characters")
        }
        return password
    }
}
