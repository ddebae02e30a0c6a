import FoundationEssentials

extension Control {
    func addPatient(_ body: JSON) async throws -> Answer {
        let added = try await world.addPatient(
            name: body["name"]?.string ?? "", phone: body["phone"]?.string, username: body["username"]?.string,
            windowOpen: body["window_open"]?.bool ?? false)
        return Answer(status: added.isNew ? 201 : 200, body: added.patient.json)
    }

    /// The patient that a body names. An object in place of a name finds or creates one.
    func patient(in body: JSON) async throws -> SandboxPatient {
        guard let person = body["patient"], person.object != nil else {
            return try await world.requirePatient(body["patient"]?.string)
        }
        let phone = person["phone"]?.string
        return try await world.addPatient(
            name: person["name"]?.string ?? phone ?? "", phone: phone, username: person["username"]?.string,
            windowOpen: false
        ).patient
    }

    func setWindow(_ body: JSON) async throws -> Answer {
        let patient = try await patient(in: body)
        let clinic = try await world.requireClinic(body["phone_number_id"]?.string)
        let date = body["seconds_ago"]?.double.map { Date(timeIntervalSinceNow: -$0) }
        await world.setLastWrote(date, patient, clinic)
        return .success
    }

    func conversation(_ query: [String: String]) async throws -> Answer {
        let (patient, chat) = try await chat(query["patient"], query["phone_number_id"])
        return Answer(body: await world.conversation(chat, patient))
    }

    func read(_ body: JSON) async throws -> Answer {
        let (_, chat) = try await chat(body["patient"]?.string, body["phone_number_id"]?.string)
        let wamids = await world.unread(in: chat)
        let epoch = await world.epoch
        for wamid in wamids {
            await world.advance(wamid, in: chat, to: .read)
            deliveries.add(.read(wamid: wamid, epoch: epoch))
        }
        return Answer(body: ["read": .array(wamids.map(JSON.string))])
    }

    private func chat(_ patient: String?, _ phoneNumberID: String?) async throws -> (SandboxPatient, World.Chat) {
        let patient = try await world.requirePatient(patient)
        let clinic = try await world.requireClinic(phoneNumberID)
        return (patient, World.Chat(patientID: patient.id, phoneNumberID: clinic.phoneNumberID))
    }
}
