package import FoundationEssentials

/// An identifier of one kind of thing: a `PatientID` cannot be passed where a `ClinicID` is wanted.
///
/// Written in lower case, the way PostgreSQL prints a `uuid`, so that text comparison is identity.
package struct Identifier<Kind>: Hashable, Sendable, CustomStringConvertible {
    package let uuid: UUID

    // Inlined, so that no other module has to look up the metadata of each kind.

    @inlinable package init(_ uuid: UUID) { self.uuid = uuid }

    /// Nil unless the text is a hyphenated UUID.
    @inlinable package init?(_ text: some StringProtocol) {
        guard let uuid = UUID(text: String(text)) else { return nil }
        self.uuid = uuid
    }

    /// A new random identifier.
    @inlinable package static func make() -> Self { Self(.random()) }

    @inlinable package var description: String { uuid.text }
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
package typealias TopicID = Identifier<Topic>
/// Questions that were the same once folded, and that nobody could answer.
package typealias UnansweredID = Identifier<UnansweredQuestion>
/// The name of a file in the store of files.
package typealias FileName = Identifier<KeptFile>
