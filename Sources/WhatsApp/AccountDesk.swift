package import Conversations
package import Logging
package import Storage

/// Asks Meta about a clinic's account on behalf of a person of the clinic, and keeps what it says. It can send nothing.
package struct AccountDesk: Sendable {
    let connections: Connections
    let client: CloudAPIClient
    let credentials: ClinicCredentials
    let fallbackNumber: PhoneNumberID?
    let logger: Logger

    /// `fallback` serves clinics without credentials of their own.
    package init(connections: Connections, client: CloudAPIClient, fallback: SendingCredentials, logger: Logger) {
        self.connections = connections
        self.client = client
        credentials = ClinicCredentials(own: connections.credentials, fallback: fallback, logger: logger)
        fallbackNumber = fallback.phoneNumberID
        self.logger = logger
    }

    /// Throws `Refusal.noSuchClinic`.
    package func connection(of clinic: ClinicID) async throws -> Connection {
        try await connections.connection(of: clinic)
    }

    func report(_ error: any Error, _ what: Logger.Message, of clinic: ClinicID) {
        logger.notice(what, metadata: ["clinic.id": "\(clinic)", "error.code": "\(ReasonCode.of(error))"])
    }
}

/// Why Meta could not be asked, or what it said no to: a sentence for a person.
package struct AccountTrouble: Error, Sendable, Equatable {
    package enum Kind: Sendable {
        /// Something is to be entered first.
        case incomplete
        /// Meta does not do it.
        case refused
        /// Meta could not be asked, or may do it another time.
        case unavailable
    }

    package let kind: Kind
    package let sentence: String
    /// Meta's error code.
    package let code: Int64?

    package init(_ kind: Kind, _ sentence: String, code: Int64? = nil) {
        self.kind = kind
        self.sentence = sentence
        self.code = code
    }

    package init(_ trouble: GraphTrouble) {
        switch trouble {
        case .refused(let error): self.init(.refused, trouble.sentence, code: error.code)
        case .unreachable, .unreadable: self.init(.unavailable, trouble.sentence)
        }
    }

    static let notConnected = AccountTrouble(.incomplete, SendFailure.notConnected.sentence)
}
