import Assistant
package import Storage

extension Rules {
    /// Read once.
    private static let medicalCheck = Result { try MedicalFile.load() }

    /// With what every command needs to know that writes topics or brings a schema up to date. Throws what `MedicalFile`
    /// throws.
    package static func ofProduct() throws -> Rules {
        let check = try medicalCheck.get()
        var rules = Rules()
        rules.isMedical = { check.hit(in: $0) != nil }
        return rules
    }
}
