import Conversations
import Foundation

/// Text as the search compares it, folded here because the engines fold differently.
enum SearchText {
    static func of(name: String?, username: String?, phone: PhoneNumber?, email: String?) -> String {
        fold([name, username, phone?.text, email].compactMap(\.self).joined(separator: " "))
    }

    /// `row` has the columns name, username, phone_number and email of a patient.
    static func of(row: ResultRow) throws -> String {
        of(
            name: try row["name"], username: try row["username"], phone: try row["phone_number"],
            email: try row["email"])
    }

    /// To be called after anything searchable has changed.
    static func refresh(_ patient: PatientID, of clinic: ClinicID, in transaction: any Transaction) throws {
        let row = try transaction.row(
            """
            SELECT name, username, phone_number, email FROM patients WHERE doctor_id = \(clinic) AND id = \(patient)
            """)
        guard let row else { return }
        try transaction.post(
            """
            UPDATE patients SET search_text = \(try of(row: row)) WHERE doctor_id = \(clinic) AND id = \(patient)
            """)
    }

    /// Lower case, without the accents of Latin letters. Vowel signs of Indian scripts are letters and stay.
    static func fold(_ text: String) -> String {
        let scalars = text.decomposedStringWithCanonicalMapping.lowercased().unicodeScalars
            .filter { !("\u{300}"..."\u{36F}").contains($0) }
        return String(String.UnicodeScalarView(scalars)).precomposedStringWithCanonicalMapping
    }

    /// A number is stored as digits, however a person writes it.
    static func query(_ text: String) -> String {
        let folded = fold(text).trimmingCharacters(in: .whitespaces)
        let isNumber = folded.allSatisfy { $0.isASCII && ($0.isNumber || "+-() .".contains($0)) }
        return isNumber && folded.contains(where: \.isNumber) ? folded.filter(\.isNumber) : folded
    }

    static func escape(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
    }
}
