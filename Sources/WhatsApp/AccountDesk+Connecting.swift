package import Conversations
import Logging
import Storage

/// What a person typed; nil leaves it as it is.
package struct ConnectionChange: Sendable {
    package let phoneNumberID: PhoneNumberID?
    package let accountID: WhatsAppAccountID?
    package let accessToken: Secret?

    package init(phoneNumberID: PhoneNumberID?, accountID: WhatsAppAccountID?, accessToken: Secret?) {
        self.phoneNumberID = phoneNumberID
        self.accountID = accountID
        self.accessToken = accessToken
    }
}

extension AccountDesk {
    /// Connects the clinic otherwise, once Meta has confirmed it with a token that this clinic entered: whoever has no token
    /// for a number or an account cannot take it. Throws `AccountTrouble` where Meta did not, and then nothing has changed;
    /// and what the storage throws.
    package func connect(_ person: Account, with change: ConnectionChange) async throws {
        let clinic = person.clinicID
        let old = try await connections.connection(of: clinic)
        guard change.phoneNumberID != nil || change.accountID != nil || change.accessToken != nil else { return }
        guard let token = try await token(change, of: clinic) else { throw AccountTrouble.noToken }
        guard let number = change.phoneNumberID ?? old.phoneNumberID ?? fallbackNumber else {
            throw AccountTrouble(.incomplete, "Enter the phone number id, too: the access token is tried with it.")
        }
        let account: WhatsAppAccountID??
        do throws(GraphTrouble) {
            _ = try await client.number(number, with: token)
            account = try await self.account(change.accountID, old, for: number, with: token)
        } catch {
            report(error, "connection not confirmed", of: clinic)
            throw AccountTrouble(error)
        }
        if account == .some(nil) && change.accountID != nil { throw AccountTrouble.otherAccount }
        try await connections.change(
            clinic,
            to: ConfirmedConnection(
                phoneNumberID: change.phoneNumberID, account: account, accessToken: change.accessToken),
            by: person.id)
    }

    /// The account that has the number; an inner nil where the one that is typed or known hasn't, nil where that is not
    /// the question.
    private func account(
        _ typed: WhatsAppAccountID?, _ old: Connection, for number: PhoneNumberID, with token: Secret
    ) async throws(GraphTrouble) -> WhatsAppAccountID?? {
        guard let account = typed ?? (number == old.phoneNumberID ? nil : old.accountID) else { return nil }
        return try await client.account(account, has: number, with: token) ? account : .some(nil)
    }

    /// The token of the settings never serves here. One that cannot be opened is as good as none.
    private func token(_ change: ConnectionChange, of clinic: ClinicID) async throws -> Secret? {
        if let typed = change.accessToken { return typed }
        do {
            return try await connections.credentials(of: clinic)?.accessToken
        } catch StorageError.sealBroken {
            return nil
        }
    }
}

extension AccountTrouble {
    static let noToken = AccountTrouble(
        .incomplete, "Enter the clinic's access token, too: WhatsApp confirms the number and the account with it.")
    static let otherAccount = AccountTrouble(
        .refused,
        """
        This WhatsApp Business account does not have the clinic's number. Enter the id of the account that the number \
        belongs to.
        """)
}
