import FoundationEssentials

extension World {
    /// Finds a patient by number or user name, or creates one. Says whether the patient is new.
    func addPatient(
        name: String, phone: String?, username: String?, windowOpen: Bool
    ) throws -> (patient: SandboxPatient, isNew: Bool) {
        let name = name.trimmed
        guard (1...100).contains(name.count) else { throw SandboxError.invalid("name must be 1 to 100 characters") }
        let digits = try phone.map(Self.digits)
        let username = username.map { $0.hasPrefix("@") ? String($0.dropFirst()) : $0 }
        let handle = digits == nil ? username ?? Self.username(from: name) : username
        let key = digits.map { "+" + $0 } ?? "@" + (handle ?? "")
        if var known = patient(key) {
            known.name = name
            store(known)
            if windowOpen { openWindows(of: known) }
            announce(.patients)
            return (known, false)
        }
        guard patients.count < Self.patientLimit else { throw SandboxError.conflict("there are too many patients") }
        let patient = SandboxPatient(
            id: "p\(nextPatient)", name: name, digits: digits, username: handle, userID: MetaIdentifier.user(of: key))
        nextPatient += 1
        store(patient)
        if windowOpen { openWindows(of: patient) }
        announce(.patients)
        return (patient, true)
    }

    /// The patient with this id, number, BSUID or `@username`.
    func patient(_ reference: String) -> SandboxPatient? {
        let plain = reference.filter { !" +-()".contains($0) }
        let index = patientIndex[reference] ?? patientIndex[plain]
        return index.map { patients[$0] }
    }

    func requirePatient(_ reference: String?) throws -> SandboxPatient {
        guard let reference else { throw SandboxError.invalid("patient is missing") }
        guard let found = patient(reference) else { throw SandboxError.missing("there is no such patient") }
        return found
    }

    func requireClinic(_ phoneNumberID: String?) throws -> SandboxClinic {
        guard let found = clinic(phoneNumberID) else {
            throw SandboxError.missing("there is no clinic with that phone_number_id")
        }
        return found
    }

    /// Sets when the patient last wrote to a clinic; nil means never. This decides whether the 24-hour window is open.
    func setLastWrote(_ date: Date?, _ patient: SandboxPatient, _ clinic: SandboxClinic) {
        let chat = Chat(patientID: patient.id, phoneNumberID: clinic.phoneNumberID)
        conversations[chat, default: Conversation()].lastWrote = date
    }

    func seed() throws {
        for seed in configuration.seeds {
            _ = try addPatient(name: seed.name, phone: seed.phone, username: nil, windowOpen: seed.windowOpen)
        }
    }

    private func openWindows(of patient: SandboxPatient) {
        for clinic in configuration.clinics { setLastWrote(Date(), patient, clinic) }
    }

    private func store(_ patient: SandboxPatient) {
        if let index = patientIndex[patient.id] {
            patients[index] = patient
            return
        }
        let index = patients.count
        patients.append(patient)
        patientIndex[patient.id] = index
        patientIndex[patient.userID] = index
        if let digits = patient.digits { patientIndex[digits] = index }
        if let username = patient.username { patientIndex["@" + username] = index }
    }

    private static func digits(_ phone: String) throws -> String {
        let digits = phone.filter(\.isASCIIDigit)
        guard MetaIdentifier.isPhone("+" + digits) else {
            throw SandboxError.invalid("phone must be a number with its country code, 6 to 15 digits")
        }
        return digits
    }

    private static func username(from name: String) -> String {
        let words = name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return words.isEmpty ? "patient\(Int.random(in: 1000...9999))" : words.joined(separator: ".")
    }
}
