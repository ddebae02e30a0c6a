package import Conversations
import Storage

/// A password that somebody wants to have, once it has passed the rules. A password that somebody has already is never
/// measured by them.
package struct NewPassword: Sendable {
    /// In Unicode characters, as prepared.
    package static let length = 10...200

    package let prepared: PreparedPassword

    /// Throws what is wrong with it.
    package init(_ typed: String, of owner: PasswordOwner, common: CommonPasswords) throws(Problem) {
        do {
            prepared = try PreparedPassword(typed)
        } catch {
            throw .unfit(error)
        }
        guard Self.length.contains(prepared.text.unicodeScalars.count) else { throw .length }
        let guess = GuessedPassword(prepared.text)
        if guess.forms.contains(where: owner.words.contains) { throw .owners }
        if guess.forms.contains(where: common.contains) { throw .common }
        if guess.forms.contains(where: GuessedPassword.isRepeated) { throw .repeated }
        if guess.forms.contains(where: GuessedPassword.isRun) { throw .run }
        if guess.hasOnlyDigitsAndSigns { throw .digits }
    }

    package enum Problem: Error, Hashable, CustomStringConvertible {
        case unfit(PreparedPassword.Problem)
        case length, owners, common, repeated, run, digits

        package var description: String {
            switch self {
            case .unfit(let problem): "\(problem)"
            case .length:
                "the password must have \(NewPassword.length.lowerBound) to \(NewPassword.length.upperBound) characters; "
                    + Self.advice
            case .owners:
                "the password is the e-mail address, a name or the clinic's, which others guess first; " + Self.advice
            case .common: "the password is one that many people have, which others guess first; " + Self.advice
            case .repeated: "the password is the same again and again; " + Self.advice
            case .run: "the password is a row of the keyboard or the alphabet; " + Self.advice
            case .digits: "the password has only digits and signs and fewer than 16 of them; " + Self.advice
            }
        }

        private static let advice =
            "three or four words that have nothing to do with each other are good and easy to remember"
    }
}

/// Whose password it is to be: what others know of them.
package struct PasswordOwner: Sendable {
    let words: Set<String>

    /// - Parameters:
    ///   - names: of the person, the doctor and the clinic.
    package init(emails: [EmailAddress], names: [String?]) {
        let known = emails.map(\.text) + names.compactMap(\.self) + ["Shubhstra"]
        words = Set(known.flatMap(Self.parts)).filter { $0.count >= 3 }
    }

    /// All that stands together in a text, a single word as well as the whole, and that in reverse: `anita rao` is also
    /// `anita`, `rao` and `raoanita`.
    private static func parts(_ text: String) -> [String] {
        let all = text.folded.split { !$0.isLetter && !$0.isNumber }.prefix(12).map(String.init)
        let joined = [all, all.reversed()].flatMap { words in
            words.indices.flatMap { first in
                (first..<words.count).map { words[first...$0].joined() }
            }
        }
        return joined.flatMap { [$0, GuessedPassword.core($0)] }
    }
}
