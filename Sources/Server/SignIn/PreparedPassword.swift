import Foundation

/// A password in the one form that is hashed: the profile OpaqueString of RFC 8265. However a keyboard composes é, it is
/// the same password, and no blank differs from another; case and width do.
///
/// The rules of RFC 5892 for single characters in certain surroundings (a middle dot, a geresh) are not applied.
package struct PreparedPassword: Sendable {
    /// What is wrong with a password that somebody wants to have.
    package enum Problem: Error, Hashable, CustomStringConvertible {
        case empty
        case character(Unicode.Scalar)

        package var description: String {
            switch self {
            case .empty: "the password is empty"
            case .character(let scalar):
                "the password holds a character that cannot be seen or typed again for certain "
                    + "(U+\(String(scalar.value, radix: 16, uppercase: true)))"
            }
        }
    }

    package let text: String

    package init(_ typed: String) throws(Problem) {
        let spaced = typed.unicodeScalars.map { $0.properties.generalCategory == .spaceSeparator ? " " : $0 }
        text = String(String.UnicodeScalarView(spaced)).precomposedStringWithCanonicalMapping
        if text.isEmpty { throw .empty }
        var before: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            guard scalar.isFreeform(after: before) else { throw .character(scalar) }
            before = scalar
        }
    }

    /// What a person types at the sign-in may be: a password that was hashed before passwords were prepared was hashed as
    /// typed. One or two, the prepared one first.
    static func candidates(_ typed: String) -> [String] {
        guard let prepared = try? PreparedPassword(typed).text else { return [typed] }
        // Not as strings: those are equal however é is composed.
        return prepared.utf8.elementsEqual(typed.utf8) ? [typed] : [prepared, typed]
    }
}

extension Unicode.Scalar {
    /// Whether RFC 8264 has it in the class FreeformClass. Joiners are in it after a virama, where they change a letter.
    fileprivate func isFreeform(after before: Unicode.Scalar?) -> Bool {
        if value == 0x200C || value == 0x200D { return before?.properties.canonicalCombiningClass == .virama }
        if isOldHangulJamo || Self.exceptions.contains(value) || properties.isDefaultIgnorableCodePoint { return false }
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return false
        default: return !properties.isNoncharacterCodePoint
        }
    }

    private var isOldHangulJamo: Bool {
        switch value {
        case 0x1100...0x11FF, 0xA960...0xA97C, 0xD7B0...0xD7FB: true
        default: false
        }
    }

    /// Those that RFC 5892, 2.6, refuses by name.
    private static let exceptions: Set<UInt32> = [
        0x640, 0x7FA, 0x302E, 0x302F, 0x3031, 0x3032, 0x3033, 0x3034, 0x3035, 0x303B,
    ]
}
