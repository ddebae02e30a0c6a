import Assistant
import Conversations
import FoundationEssentials
import Logging
import Storage
import Synchronization

/// Fills the demo's database by the same road as real messages, with a clock that begins some days ago.
struct DemoSeed: Sendable {
    private let clock: SeedClock
    private let store: Store

    /// Does nothing where the clinic is there already.
    static func plant(_ settings: Settings, accessToken: Secret, logger: Logger) async throws {
        let clock = SeedClock()
        var rules = StoreRules(settings)
        rules.outcomeWait = .zero
        let store = try await Composition.openStore(
            settings.basics, rules: rules, clock: WallClock { clock.now }, logger: logger)
        do {
            try await DemoSeed(clock: clock, store: store).plant(accessToken: accessToken)
        } catch {
            try? await store.engine.close()
            throw error
        }
        try await store.engine.close()
    }

    private func plant(accessToken: Secret) async throws {
        guard try await store.doctor(email: DemoClinic.email) == nil else { return }
        let start = Timestamp(.now)
        clock.set(start.adding(.seconds(-7 * 24 * 3600)))
        let doctor = try await store.add(
            NewDoctor(
                name: DemoClinic.doctorName, email: DemoClinic.email, phoneNumber: DemoClinic.phone,
                clinicName: DemoClinic.clinicName, clinicAddress: DemoClinic.address,
                phoneNumberID: DemoClinic.phoneNumberID, accessToken: accessToken,
                passwordHash: try await PasswordHasher().hash(DemoClinic.password)))
        try await store.importTopics(DemoClinic.topics, for: doctor)
        guard let account = try await store.accountToSignIn(email: DemoClinic.email)?.account else { return }
        for patient in DemoPatient.all {
            for exchange in patient.exchanges {
                clock.set(start.adding(.zero - exchange.before))
                for step in exchange.steps { try await play(step, of: patient, account: account) }
            }
            guard patient.isRead, let id = try await find(patient, of: doctor) else { continue }
            _ = try await store.markRead(patient: id, upTo: .max, by: account)
        }
    }

    private func play(_ step: DemoStep, of patient: DemoPatient, account: Account) async throws {
        switch step {
        case .patient(let text):
            clock.advance(by: .seconds(25))
            try await write(text, from: patient)
        case .topic(let title):
            let answer = DemoClinic.topics.first { $0.title == title }?.answer
            guard let text = answer.flatMap(MessageText.init(_:)), let claim = try await claimReply() else { return }
            _ = try await store.enqueueReply(text, for: claim)
            try await deliver(to: claim.patientID, of: claim.doctorID)
        case .handOver(let reason):
            guard let claim = try await claimReply() else { return }
            let last = try await store.question(for: claim)?.burst.last?.text ?? ""
            let sentence = MessageText(HandOverSentence.text(for: reason, lastPatientText: last))
            _ = try await store.handOver(reason, sentence: sentence, for: claim)
            try await deliver(to: claim.patientID, of: claim.doctorID)
        case .doctor(let text):
            clock.advance(by: .seconds(240))
            guard let id = try await find(patient, of: account.doctorID), let text = MessageText(text) else { return }
            _ = try await store.send(Draft(patientID: id, text: text, clientMessageID: nil), by: account)
            try await deliver(to: id, of: account.doctorID)
        }
    }

    private func write(_ text: String, from patient: DemoPatient) async throws {
        let message = IncomingMessage(
            wamid: Self.wamid(), sender: WhatsAppIdentity(phone: patient.phone, userID: nil, name: patient.name),
            sentAt: clock.now, content: MessageContent(type: .text, body: text), expectsReply: true)
        try await apply(.message(message, to: DemoClinic.phoneNumberID))
    }

    private func claimReply() async throws -> ReplyClaim? {
        clock.advance(by: store.rules.replyDelay + .seconds(1))
        return try await store.claimReplies(limit: 1).first
    }

    /// What the dispatcher, Meta and the patient's phone would have done.
    private func deliver(to patient: PatientID, of doctor: DoctorID) async throws {
        let key = ConversationKey(doctorID: doctor, patientID: patient)
        while let claim = try await store.claimSend(key) {
            let wamid = Self.wamid()
            clock.advance(by: .milliseconds(600))
            try await store.recordAccepted(claim, wamid: wamid)
            for status in [DeliveryStatus.delivered, .read] {
                clock.advance(by: .seconds(2))
                let report = StatusReport(wamid: wamid, status: status, callbackID: claim.messageID, failure: nil)
                try await apply(.status(report, of: DemoClinic.phoneNumberID))
            }
        }
    }

    private func apply(_ update: InboundUpdate) async throws {
        try await store.receive(Array(#"{"object":"demo"}"#.utf8))
        for delivery in try await store.newDeliveries(limit: 10) {
            try await store.apply([ReadDelivery(id: delivery.id, updates: [update], problem: nil)])
        }
    }

    private func find(_ patient: DemoPatient, of doctor: DoctorID) async throws -> PatientID? {
        try await store.patients(of: doctor, search: patient.phone, filter: .all, cursor: nil, limit: 1)
            .entries.first?.patient.id
    }

    private static func wamid() -> String { "wamid.DEMO.\(UUID().uuidString)" }
}

/// A clock that is set by hand.
private final class SeedClock: Sendable {
    private let time = Mutex(Timestamp(.now))

    var now: Timestamp { time.withLock { $0 } }
    func set(_ moment: Timestamp) { time.withLock { $0 = moment } }
    func advance(by duration: Duration) { time.withLock { $0 = $0.adding(duration) } }
}
