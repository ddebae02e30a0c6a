package import Conversations
import Foundation
package import Storage

/// A database of its own with two clinics, and short words for what happens in them.
package struct Clinic: Sendable {
    package static let number = "700800900100200"
    package static let otherNumber = "700800900100299"

    package let store: Store
    package let engine: any Engine
    package let clock: ManualClock
    package let account: Account
    package let otherAccount: Account

    package var doctorID: DoctorID { account.doctorID }

    /// Runs `body` on each engine with a fresh database that is deleted afterwards, and returns the last result.
    /// TEST_ENGINE=sqlite or =postgres runs it on one only, to find out which of them fails.
    package static func with<Result>(
        rules: StoreRules = StoreRules(), clock wall: WallClock? = nil, _ body: (Clinic) async throws -> Result
    ) async throws -> Result {
        let only = ProcessInfo.processInfo.environment["TEST_ENGINE"]
        if only == "postgres" || PostgresDatabase.server == nil && ProcessInfo.processInfo.environment["CI"] == "true" {
            return try await onPostgres(rules: rules, wall: wall, body)
        }
        let result = try await onSQLite(rules: rules, wall: wall, body)
        guard only == nil, PostgresDatabase.server != nil else { return result }
        return try await onPostgres(rules: rules, wall: wall, body)
    }

    package static func onSQLite<Result>(
        rules: StoreRules = StoreRules(), wall: WallClock? = nil, _ body: (Clinic) async throws -> Result
    ) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("shubhstra-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let clock = ManualClock()
        let path = folder.appendingPathComponent("test.db").path
        return try await run(on: SQLiteEngine(path: path, clock: wall ?? clock.wall), clock, rules, body)
    }

    /// - Parameter wrapping: what stands between the store and the engine.
    package static func onPostgres<Result>(
        rules: StoreRules = StoreRules(), wall: WallClock? = nil,
        wrapping: (any Engine) -> any Engine = { $0 }, _ body: (Clinic) async throws -> Result
    ) async throws -> Result {
        try await PostgresDatabase.with { database in
            let clock = ManualClock()
            return try await run(on: wrapping(database.engine(clock: wall ?? clock.wall)), clock, rules, body)
        }
    }

    private static func run<Result>(
        on engine: any Engine, _ clock: ManualClock, _ rules: StoreRules, _ body: (Clinic) async throws -> Result
    ) async throws -> Result {
        do {
            _ = try await engine.migrate()
            let store = Store(engine: engine, sealer: .forTests, rules: rules)
            let clinic = Clinic(
                store: store, engine: engine, clock: clock,
                account: try await addDoctor("anita@clinic.example", number: number, to: store),
                otherAccount: try await addDoctor("ravi@clinic.example", number: otherNumber, to: store))
            let result = try await body(clinic)
            try await engine.close()
            return result
        } catch {
            try? await engine.close()
            throw error
        }
    }

    private static func addDoctor(_ email: String, number: String, to store: Store) async throws -> Account {
        _ = try await store.add(
            NewDoctor(
                name: "Dr \(email.prefix(5))", email: email, phoneNumber: "919000000000",
                clinicName: "Clinic of \(email)",
                clinicAddress: nil, phoneNumberID: number, accessToken: Secret("token of \(email)"),
                passwordHash: "hash"))
        return try await store.accountToSignIn(email: email)!.account
    }

    // MARK: What happens

    /// A patient's message, applied as the inbox worker would.
    @discardableResult
    package func patientWrites(
        _ text: String, from phone: String? = "919876543210", userID: String? = nil, wamid: String = "in.\(UUID())",
        sentAt: Timestamp? = nil, to number: String = Clinic.number, name: String? = "Asha"
    ) async throws -> PatientID {
        let message = IncomingMessage(
            wamid: wamid, sender: WhatsAppIdentity(phone: phone, userID: userID, name: name),
            sentAt: sentAt ?? clock.now, content: MessageContent(type: .text, body: text), expectsReply: true)
        try await apply(.message(message, to: number))
        return try await patients(number == Clinic.number ? account : otherAccount)
            .first { $0.patient.phoneNumber == phone && (userID == nil || $0.patient.userID == userID) }!.patient.id
    }

    /// The clinic's own phone writes.
    package func phoneWrites(
        _ text: String, to phone: String = "919876543210", wamid: String = "echo.\(UUID())", sentAt: Timestamp? = nil,
        callbackID: MessageID? = nil, isTakeover: Bool = true
    ) async throws {
        let echo = Echo(
            wamid: wamid, recipient: WhatsAppIdentity(phone: phone, userID: nil), sentAt: sentAt ?? clock.now,
            content: MessageContent(type: .text, body: text), callbackID: callbackID, isTakeover: isTakeover)
        try await apply(.echo(echo, from: Clinic.number))
    }

    package func metaReports(
        _ status: DeliveryStatus, wamid: String, callbackID: MessageID? = nil, failure: SendFailure? = nil
    ) async throws {
        let report = StatusReport(wamid: wamid, status: status, callbackID: callbackID, failure: failure)
        try await apply(.status(report, of: Clinic.number))
    }

    /// Keeps a delivery and applies what it says. Returns the problem it was kept with.
    @discardableResult
    package func apply(_ updates: InboundUpdate...) async throws -> String? {
        try await store.receive(Array("{}".utf8))
        let delivery = try await store.newDeliveries(limit: 100).last!
        return try await store.apply([ReadDelivery(id: delivery.id, updates: updates, problem: nil)])[delivery.id]
    }

    /// The reply that is due now, taken as a worker would.
    package func takeReply() async throws -> ReplyClaim? {
        clock.advance(by: store.rules.replyDelay)
        return try await store.claimReplies(limit: 1).first
    }

    /// Lets the assistant answer `text` to the newest message. Returns what became of it.
    @discardableResult
    package func assistantAnswers(_ text: String) async throws -> ReplyOutcome? {
        guard let claim = try await takeReply() else { return nil }
        return try await store.enqueueReply(MessageText(text)!, for: claim)
    }

    /// What may leave for this patient now.
    package func takeSend(_ patient: PatientID) async throws -> SendClaim? {
        try await store.claimSend(ConversationKey(doctorID: doctorID, patientID: patient))
    }

    /// The doctor's message, without waiting for its outcome.
    @discardableResult
    package func doctorWrites(_ text: String, to patient: PatientID, clientMessageID: String? = nil) async throws
        -> Message?
    {
        try await store.send(
            Draft(patientID: patient, text: MessageText(text)!, clientMessageID: clientMessageID), by: account)
    }

    // MARK: What is seen

    package func patients(_ account: Account) async throws -> [PatientEntry] {
        try await store.patients(of: account.doctorID, search: nil, filter: .all, cursor: nil, limit: 100).entries
    }

    package func patient(_ id: PatientID) async throws -> Patient {
        try await store.patient(id, of: doctorID)!.patient
    }

    package func history(_ id: PatientID) async throws -> [Message] {
        try await store.messages(of: id, doctor: doctorID, page: .newest, limit: 200) ?? []
    }
}

extension StoreRules {
    /// Doctors are not kept waiting for an outcome that nobody will record.
    package static var withoutWaiting: StoreRules {
        var rules = StoreRules()
        rules.outcomeWait = .zero
        return rules
    }
}

extension TokenSealer {
    package static var forTests: TokenSealer {
        TokenSealer(secretKey: Secret(Data(repeating: 7, count: 32).base64EncodedString()))!
    }
}
