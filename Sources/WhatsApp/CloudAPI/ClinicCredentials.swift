import Conversations
import Logging
import Storage

/// What each clinic shows to Meta: its own number and token or, where it has none, those of the settings.
struct ClinicCredentials: Sendable {
    let own: @Sendable (ClinicID) async throws -> SendingCredentials?
    let fallback: SendingCredentials
    let logger: Logger

    /// Nil where something is missing.
    func callAsFunction(of clinic: ClinicID) async throws -> Credentials? {
        guard let own = try await readable(of: clinic), let number = own.phoneNumberID ?? fallback.phoneNumberID,
            let token = own.accessToken ?? fallback.accessToken
        else { return nil }
        return Credentials(phoneNumberID: number, token: token)
    }

    /// A token that cannot be opened is as good as none: a person has to hear of it, and trying for ever helps nobody.
    private func readable(of clinic: ClinicID) async throws -> SendingCredentials? {
        do {
            return try await own(clinic)
        } catch StorageError.sealBroken {
            logger.error(
                "access token cannot be opened; is SECRET_KEY the right one?", metadata: ["clinic.id": "\(clinic)"])
            return nil
        }
    }
}
