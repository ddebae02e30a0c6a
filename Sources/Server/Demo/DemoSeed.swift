import Assistant
import Conversations
import FoundationEssentials
import Logging
import Storage

/// Fills the demo's database by the same road as real messages, with a clock that begins some days ago.
struct DemoSeed: Sendable {
    private let clock: SeedClock
    private let database: Database
    private let rules: Rules

    /// Does nothing where the clinic is there already.
    static func plant(_ settings: Settings, accessToken: Secret, logger: Logger) async throws {
        let clock = SeedClock()
        var rules = try Rules(
            settings, judge: try Composition.offlineAssistant(), gate: try RedFlagFiles.load())
        rules.outcomeWait = .zero
        let database = try await Composition.openMigrated(
            settings.basics, rules: rules, clock: WallClock { clock.now }, logger: logger)
        do {
            try await DemoSeed(clock: clock, database: database, rules: rules).plant(accessToken: accessToken)
        } catch {
            try? await database.close()
            throw error
        }
        try await database.close()
    }

    private func plant(accessToken: Secret) async throws {
        guard try await database.operator.clinic(email: DemoClinic.email) == nil else { return }
        let start = Timestamp(.now)
        clock.set(start.adding(.seconds(-7 * 24 * 3600)))
        let clinic = try await database.operator.add(
            NewClinic(
                doctorName: DemoClinic.doctorName, email: DemoClinic.email, phoneNumber: DemoClinic.phone,
                name: DemoClinic.clinicName, address: DemoClinic.address, phoneNumberID: DemoClinic.phoneNumberID,
                accessToken: accessToken,
                passwordHash: try await PasswordHasher().hash(PreparedPassword(DemoClinic.password))))
        _ = try await database.operator.importTopics(DemoClinic.topics, for: clinic)
        guard let doctor = try await database.signIn.account(email: DemoClinic.email)?.account else { return }
        let chats = database.chats(of: doctor)
        try await approve(in: chats)
        for patient in DemoPatient.all {
            for exchange in patient.exchanges {
                clock.set(start.adding(.zero - exchange.before))
                for step in exchange.steps { try await play(step, of: patient, in: chats) }
            }
            guard patient.isRead, let known = try await find(patient, in: chats) else { continue }
            try await chats.markRead(patient: known.id, upTo: .max)
        }
    }

    /// What speaks of medicine, as the doctor of the demo has done it.
    private func approve(in chats: Chats) async throws {
        var approval = TopicChange()
        approval.isApproved = true
        for topic in try await chats.knowledge() where !topic.isApproved {
            _ = try await chats.changeTopic(topic.id, approval)
        }
    }

    private func play(_ step: DemoStep, of patient: DemoPatient, in chats: Chats) async throws {
        switch step {
        case .patient(let text):
            clock.advance(by: .seconds(25))
            try await write(text, from: patient)
        case .topic(let title):
            let answer = DemoClinic.topics.first { $0.title == title }?.answer
            guard let text = answer.flatMap({ ReplyText(Markdown.forWhatsApp($0)) }), let claim = try await claimReply()
            else { return }
            _ = try await database.replies.enqueue(
                text, Provenance(kind: .knowledge, topics: [title]), for: claim)
            try await deliver(in: claim.conversation)
        case .handOver(let reason):
            guard let claim = try await claimReply() else { return }
            let texts = try await database.replies.question(for: claim)?.patientTexts ?? []
            let sentence = ReplyText(HandOverSentence.text(for: reason, patientTexts: texts))
            _ = try await database.replies.handOver(reason, sentence: sentence, for: claim)
            try await deliver(in: claim.conversation)
        case .doctor(let text):
            clock.advance(by: .seconds(240))
            guard let known = try await find(patient, in: chats), let text = MessageText(text) else { return }
            _ = try await chats.send(OutgoingMessage(patientID: known.id, text: text, clientMessageID: nil))
            try await deliver(in: ConversationKey(clinicID: known.clinicID, patientID: known.id))
        }
    }

    private func write(_ text: String, from patient: DemoPatient) async throws {
        let person = WhatsAppPerson(phone: patient.phone, name: patient.name)
        try await apply(
            .message(InboundMessage(wamid: Self.wamid(), person: person, sentAt: clock.now, body: text)))
    }

    private func claimReply() async throws -> ReplyClaim? {
        clock.advance(by: rules.replyDelay + .seconds(1))
        return try await database.replies.claim(limit: 1).first
    }

    /// What the dispatcher, Meta and the patient's phone would have done.
    private func deliver(in conversation: ConversationKey) async throws {
        while let claim = try await database.outbox.claimSend(conversation) {
            let wamid = Self.wamid()
            clock.advance(by: .milliseconds(600))
            try await database.outbox.recordAccepted(claim, wamid: wamid)
            for status in [DeliveryStatus.delivered, .read] {
                clock.advance(by: .seconds(2))
                try await apply(
                    .status(StatusReport(wamid: wamid, status: status, callbackID: claim.messageID, failure: nil)))
            }
        }
    }

    private func apply(_ event: InboundEvent) async throws {
        let number = DemoClinic.phoneNumberID
        let update = InboundUpdate(event, at: number)
        try await database.inbox.receive(Array(#"{"object":"demo"}"#.utf8), for: [number])
        for lane in try await database.inbox.claim(limit: .max) {
            _ = try await database.inbox.applyNext(in: lane) { delivery in
                ReadDelivery(id: delivery.id, updates: [update], problem: nil, numbers: [number])
            }
        }
    }

    private func find(_ patient: DemoPatient, in chats: Chats) async throws -> Patient? {
        try await chats.patients(search: patient.phone.text, limit: 1).entries.first?.patient
    }

    private static func wamid() -> Wamid { Wamid(known: "wamid.DEMO.\(UUID().uuidString)") }
}
