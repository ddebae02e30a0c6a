import FoundationEssentials

extension World {
    func templates(of accountID: String) -> [SandboxTemplate] { templates[accountID] ?? SandboxTemplate.seeds }

    /// The template with this id, and the account that it belongs to.
    func template(_ id: String) -> (accountID: String, template: SandboxTemplate)? {
        for clinic in configuration.clinics {
            if let found = templates(of: clinic.accountID).first(where: { String($0.id) == id }) {
                return (clinic.accountID, found)
            }
        }
        return nil
    }

    func store(_ template: SandboxTemplate, of accountID: String) {
        var all = templates(of: accountID)
        guard let index = all.firstIndex(where: { $0.id == template.id }) else { return }
        all[index] = template
        templates[accountID] = all
        announce(.account)
    }
}
