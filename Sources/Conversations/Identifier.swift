package import FoundationEssentials

/// An identifier of one kind of thing: a `PatientID` cannot be passed where a `ClinicID` is wanted.
///
/// Written in lower case, the way PostgreSQL prints a `uuid`, so that text comparison is identity.
package struct Identifier<Kind>: Hashable, Sendable, CustomStringConvertible {
    package let uuid: UUID

    package init(_ uuid: UUID) { self.uuid = uuid }

    /// Nil unless the text is a hyphenated UUID.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 36, let uuid = UUID(uuidString: String(text)) else { return nil }
        self.uuid = uuid
    }

    /// A new random identifier.
    package static func make() -> Self { Self(UUID()) }

    package var description: String { uuid.uuidString.lowercased() }
}

extension Identifier: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = Self(text) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a UUID"))
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// The tenant, and the owner of everything below.
package typealias ClinicID = Identifier<Clinic>
/// A person of the clinic who signs in.
package typealias AccountID = Identifier<Account>
package typealias PatientID = Identifier<Patient>
package typealias MessageID = Identifier<Message>
