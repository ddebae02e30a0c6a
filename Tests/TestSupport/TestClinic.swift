package import Conversations
import Foundation
@testable package import Storage

/// A database of its own with two clinics, and short names for what happens in them.
package struct TestClinic: Sendable {
    package static let number = "700800900100200" as PhoneNumberID
    package static let otherNumber = "700800900100299" as PhoneNumberID

    package let database: Database
    package let engine: any Engine
    package let rules: Rules
    package let clock: ManualClock
    package let account: Account
    package let otherAccount: Account

    package var clinicID: ClinicID { account.clinicID }
    package var chats: Chats { database.chats(of: account) }
    package var replies: Replies { database.replies }
    package var outbox: Outbox { database.outbox }
    package var inbox: Inbox { database.inbox }

    /// Two clinics in an empty database with the present schema.
    package static func opened(on engine: any Engine, clock: ManualClock, rules: Rules) async throws -> TestClinic {
        let database = Database(engine: engine, sealer: .forTests, rules: rules)
        return TestClinic(
            database: database, engine: engine, rules: rules, clock: clock,
            account: try await addClinic("anita@clinic.example", number: number, to: database),
            otherAccount: try await addClinic("ravi@clinic.example", number: otherNumber, to: database))
    }

    private static func addClinic(
        _ email: String, number: PhoneNumberID, to database: Database
    ) async throws -> Account {
        let email = EmailAddress(email)!
        _ = try await database.operator.add(
            NewClinic(
                doctorName: "Dr \(email.text.prefix(5))", email: email, phoneNumber: "919000000000",
                name: "Clinic of \(email.text)", phoneNumberID: number, accessToken: Secret("token of \(email.text)"),
                passwordHash: "hash"))
        return try await database.signIn.account(email: email)!.account
    }

    // MARK: What happens

    /// A patient's message, applied as the inbox worker would.
    @discardableResult
    package func patientWrites(
        _ text: String, from phone: String? = "919876543210", userID: String? = nil, wamid: String = "in.\(UUID())",
        sentAt: Timestamp? = nil, to number: PhoneNumberID = TestClinic.number, name: String? = "Asha"
    ) async throws -> PatientID {
        let phone = phone.map { PhoneNumber(stringLiteral: $0) }
        let user = userID.map { WhatsAppUserID(stringLiteral: $0) }
        let message = InboundMessage(
            wamid: Wamid(wamid)!, person: WhatsAppPerson(phone: phone, userID: user, name: name),
            sentAt: sentAt ?? clock.now, body: text)
        try await apply(InboundUpdate(.message(message), at: number))
        return try await patients(number == TestClinic.number ? account : otherAccount)
            .first { $0.patient.phoneNumber == phone && (user == nil || $0.patient.userID == user) }!.patient.id
    }

    /// The clinic's own phone writes.
    package func phoneWrites(
        _ text: String, to phone: String = "919876543210", wamid: String = "echo.\(UUID())", sentAt: Timestamp? = nil,
        callbackID: MessageID? = nil, relation: InboundMessage.Relation? = nil
    ) async throws {
        var echo = InboundMessage(
            wamid: Wamid(wamid)!, person: WhatsAppPerson(phone: PhoneNumber(phone)!), sentAt: sentAt ?? clock.now,
            body: text)
        echo.callbackID = callbackID
        echo.relation = relation
        try await apply(InboundUpdate(.echo(echo), at: Self.number))
    }

    package func metaReports(
        _ status: DeliveryStatus, wamid: String, callbackID: MessageID? = nil, failure: SendFailure? = nil
    ) async throws {
        let report = StatusReport(wamid: Wamid(wamid)!, status: status, callbackID: callbackID, failure: failure)
        try await apply(InboundUpdate(.status(report), at: Self.number))
    }

    /// Delivers events for the clinic's number.
    @discardableResult
    package func apply(_ events: InboundEvent...) async throws -> String? {
        try await deliver(events.map { InboundUpdate($0, at: Self.number) })
    }

    @discardableResult
    package func apply(_ update: InboundUpdate) async throws -> String? { try await deliver([update]) }

    /// Keeps a delivery and applies everything that waits, as the inbox worker would. Returns the problem that one of
    /// them was kept with.
    @discardableResult
    package func deliver(_ updates: [InboundUpdate]) async throws -> String? {
        let numbers = updates.map(\.phoneNumberID)
        try await inbox.receive(Array("{}".utf8), for: numbers)
        var problem: String?
        for lane in try await inbox.claim(limit: 99) {
            let applied = try await inbox.applyNext(in: lane) {
                ReadDelivery(id: $0.id, updates: updates, problem: nil, numbers: numbers)
            }
            problem = problem ?? applied.problems.values.first
        }
        return problem
    }

    /// The reply that is due now, taken as a worker would.
    package func takeReply() async throws -> ReplyClaim? {
        clock.advance(by: rules.replyDelay)
        return try await replies.claim(limit: 1).first
    }

    /// Lets the assistant answer `text` to the newest message. Returns what became of it.
    @discardableResult
    package func assistantAnswers(_ text: String) async throws -> ReplyOutcome? {
        guard let claim = try await takeReply() else { return nil }
        return try await replies.enqueue(MessageText(text)!, for: claim)
    }

    /// What may leave for this patient now.
    package func takeSend(_ patient: PatientID) async throws -> SendClaim? {
        try await outbox.claimSend(ConversationKey(clinicID: clinicID, patientID: patient))
    }

    /// The doctor's message, without waiting for its outcome.
    @discardableResult
    package func doctorWrites(
        _ text: String, to patient: PatientID, clientMessageID: String? = nil
    ) async throws -> Message {
        try await chats.send(
            OutgoingMessage(patientID: patient, text: MessageText(text)!, clientMessageID: clientMessageID))
    }

    // MARK: What is seen

    package func patients(_ account: Account) async throws -> [PatientEntry] {
        try await database.chats(of: account).patients(limit: 100).entries
    }

    package func patient(_ id: PatientID) async throws -> Patient { try await chats.patient(id).patient }

    package func history(_ id: PatientID) async throws -> [Message] {
        try await chats.messages(of: id, page: .newest, limit: 200)
    }
}

extension SendClaim {
    /// What the patient reads, where it is text.
    package var text: String? { if case .text(let text) = content { text.value } else { nil } }
}

extension Rules {
    /// With a gate that knows a few words of two kinds of emergency, and what the clinic has added; one word is medical.
    package static var forTests: Rules {
        var rules = Rules()
        rules.isMedical = { $0.contains("ibuprofen") }
        rules.gate = RedFlagGate { text, words in
            let said = text.lowercased().replacing("\n", with: " ")
            if said.contains("end my life") { return RedFlag(category: .selfHarm, rule: "test-self-harm") }
            if said.contains("chest pain") { return RedFlag(category: .heart, rule: "test-heart") }
            if said.contains("is not breathing") { return RedFlag(category: .breathing, rule: "test-breathing") }
            return words.first { said.contains($0.text.lowercased()) }.map {
                RedFlag(category: $0.category, rule: "test-added")
            }
        }
        return rules
    }

    /// Doctors are not kept waiting for an outcome that nobody will record.
    package static var withoutWaiting: Rules {
        var rules = Rules.forTests
        rules.outcomeWait = .zero
        return rules
    }
}

extension TokenSealer {
    package static var forTests: TokenSealer {
        TokenSealer(secretKey: Secret(Data(repeating: 7, count: 32).base64EncodedString()))!
    }
}
