package import Conversations
import Logging
import Storage

extension AccountDesk {
    /// Blocks somebody on WhatsApp, or ends that; again is no harm. Throws `AccountTrouble`, and what the storage throws.
    package func setBlocked(_ isBlocked: Bool, _ person: Recipient, of clinic: ClinicID) async throws {
        guard let credentials = try await credentials(of: clinic) else { throw AccountTrouble.notConnected }
        do throws(GraphTrouble) {
            try await client.setBlocked(isBlocked, person, for: credentials)
        } catch {
            report(error, "not blocked or unblocked", of: clinic)
            throw AccountTrouble(error).aboutBlocking
        }
    }
}

extension AccountTrouble {
    fileprivate var aboutBlocking: AccountTrouble {
        switch code {
        case 131047:
            AccountTrouble(
                .refused, "WhatsApp only lets the clinic block people who have written to it in the last 24 hours.",
                code: code)
        case 139100:
            AccountTrouble(.refused, "WhatsApp did not do this for this patient and gave no reason.", code: code)
        default: self
        }
    }
}
