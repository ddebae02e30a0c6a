import FoundationEssentials

extension World {
    func number(_ clinic: SandboxClinic) -> NumberState { numbers[clinic.phoneNumberID] ?? NumberState() }
    func business(_ accountID: String) -> BusinessState { businesses[accountID] ?? BusinessState() }

    func changeNumber(_ clinic: SandboxClinic, _ change: @Sendable (inout NumberState) -> Void) {
        change(&numbers[clinic.phoneNumberID, default: NumberState()])
        announce(.account)
    }

    func changeBusiness(_ accountID: String, _ change: @Sendable (inout BusinessState) -> Void) {
        change(&businesses[accountID, default: BusinessState()])
        announce(.account)
    }

    /// The clinics of an account; empty if there is no such account.
    func clinics(of accountID: String) -> [SandboxClinic] {
        configuration.clinics.filter { $0.accountID == accountID }
    }

    /// Whether the webhooks of this account go to the app. Accounts that are not known to the sandbox have them sent.
    func isSubscribed(_ accountID: String) -> Bool { business(accountID).isSubscribed }

    /// The member `health_status`: the worst of its parts. Without a clinic it is that of the account.
    func health(of clinic: SandboxClinic?, _ accountID: String) -> JSON {
        let parts = parts(of: clinic, accountID)
        let worst = parts.map(\.health.level).max { $0.rank < $1.rank } ?? .available
        return [
            "can_send_message": .string(worst.rawValue),
            "entities": .array(parts.map { $0.health.json($0.entity, id: $0.id) }),
        ]
    }

    func canSend(_ clinic: SandboxClinic) -> Bool {
        !parts(of: clinic, clinic.accountID).contains { $0.health.level == .blocked }
    }

    private struct HealthPart {
        let entity: SandboxHealth.Entity
        let id: String
        let health: SandboxHealth
    }

    private func parts(of clinic: SandboxClinic?, _ accountID: String) -> [HealthPart] {
        let business = business(accountID)
        var parts: [HealthPart] = []
        if let clinic {
            parts.append(HealthPart(entity: .number, id: clinic.phoneNumberID, health: number(clinic).health))
        }
        for (entity, id) in [
            (SandboxHealth.Entity.account, accountID), (.business, Self.businessID), (.app, Self.appID),
        ] {
            parts.append(HealthPart(entity: entity, id: id, health: business.health[entity] ?? SandboxHealth()))
        }
        return parts
    }

    // MARK: Blocked people

    func isBlocked(_ patient: SandboxPatient, by clinic: SandboxClinic) -> Bool {
        number(clinic).blocked.contains(patient.id)
    }

    /// Blocks a person who has written within 24 hours. False for everybody else.
    func block(_ patient: SandboxPatient, by clinic: SandboxClinic) -> Bool {
        guard windowIsOpen(Chat(patientID: patient.id, phoneNumberID: clinic.phoneNumberID)) else { return false }
        unblock(patient, by: clinic)
        numbers[clinic.phoneNumberID, default: NumberState()].blocked.append(patient.id)
        announce(.account)
        return true
    }

    func unblock(_ patient: SandboxPatient, by clinic: SandboxClinic) {
        numbers[clinic.phoneNumberID]?.blocked.removeAll { $0 == patient.id }
        announce(.account)
    }

    // MARK: Offers

    func stopsMarketing(_ chat: Chat) -> Bool { conversations[chat]?.stopsMarketing ?? false }

    func setMarketing(stopped: Bool, in chat: Chat) {
        conversations[chat, default: Conversation()].stopsMarketing = stopped
        announce(.status, chat)
    }
}
