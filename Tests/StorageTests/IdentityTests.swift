import Conversations
import Foundation
@testable import Storage
import TestSupport
import Testing

/// Who is who, while webhooks repeat, come late and in any order.
@Suite struct IdentityTests {
    // MARK: One number in two spellings

    @Test(
        arguments: [
            ("5588987654321", "558887654321"), ("5215512345678", "525512345678"), ("5491112345678", "541112345678"),
            ("558887654321", "5588987654321"),
        ], TestEngine.available)
    func `what the clinic's phone writes to the other spelling takes over the same conversation`(
        spellings: (String, String), on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("Hello", from: spellings.0)
            try await clinic.phoneWrites("This is the doctor", to: spellings.1)
            #expect(try await clinic.patients(clinic.account).map(\.patient.id) == [patient])
            #expect(try await clinic.patient(patient).isPaused)
            #expect(try await clinic.takeReply() == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `messages go to the spelling that WhatsApp gave last, and an older one changes nothing`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.writes("One", WhatsAppPerson(phone: "5588987654321"), at: 10)
            try await clinic.writes("Two", WhatsAppPerson(phone: "558887654321"), at: 20)
            try await clinic.writes("Late", WhatsAppPerson(phone: "5588987654321"), at: 15)
            try await clinic.doctorWrites("Hello", to: patient)
            #expect(try await clinic.takeSend(patient)?.recipient == .phone("558887654321"))
            #expect(try await clinic.people() == [patient])
        }
    }

    @Test func `a landline of Brazil is not the mobile number that only differs by a nine`() {
        let (landline, mobile): (PhoneNumber, PhoneNumber) = ("551132345678", "5511932345678")
        #expect(landline.canonical != mobile.canonical)
    }

    @Test(arguments: TestEngine.available)
    func `the database spells numbers as the program does`(on engine: TestEngine) async throws {
        var numbers = ["12345", "4915112345678", "919876543210", "521551234567", "54911123456789", "55119123456789"]
        for country in ["52", "521", "54", "549", "55"] {
            for rest in [
                "1", "2", "11932345678", "11987654321", "1187654321", "1132345678", "8898765432", "1234567890",
            ] {
                numbers.append(country + rest)
            }
        }
        let all = numbers.filter { PhoneNumber($0) != nil }
        try await engine.clinic { clinic in
            for number in all {
                let said: String = try await clinic.engine.read(as: .system) {
                    try $0.rows("SELECT \(SQL.canonical("n")) AS c FROM (SELECT \(number) AS n) x")[0]["c"]
                }
                #expect(said == PhoneNumber(number)!.canonical.text, "\(number)")
            }
        }
    }

    // MARK: Changes

    /// A takeover holds after every change, in whatever shape and order it is told.
    private static func takenOver(
        _ clinic: TestClinic, _ first: WhatsAppPerson, _ steps: () async throws -> Void
    ) async throws {
        let patient = try await clinic.writes("Hello", first, at: 0)
        try await clinic.chats.setPaused(true, patient: patient)
        try await steps()
        let all = try await clinic.people()
        #expect(all.count == 1, "there are \(all.count) conversations")
        for id in all { #expect(try await clinic.patient(id).isPaused) }
        #expect(try await clinic.takeReply() == nil)
    }

    private static let known = WhatsAppPerson(phone: "919800000001", userID: "IN.1")

    @Test(arguments: TestEngine.available)
    func `a notice may name the person by the former user id alone`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            try await Self.takenOver(clinic, Self.known) {
                try await clinic.changes(WhatsAppPerson(userID: "IN.1"), userID: "IN.2", at: 10)
                try await clinic.writes("I am back", WhatsAppPerson(userID: "IN.2"), at: 20)
            }
            let patient = try await clinic.patient(clinic.people()[0])
            #expect(patient.phoneNumber == nil && patient.userID == "IN.2")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a notice that comes after the first message under the new name joins the rows`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            try await Self.takenOver(clinic, Self.known) {
                try await clinic.writes("New number", WhatsAppPerson(phone: "919800000002"), at: 12)
                try await clinic.changes(WhatsAppPerson(phone: "919800000001"), phone: "919800000002", at: 10)
            }
        }
        try await engine.clinic { clinic in
            try await Self.takenOver(clinic, Self.known) {
                try await clinic.writes("New id", WhatsAppPerson(userID: "IN.2"), at: 12)
                try await clinic.changes(WhatsAppPerson(userID: "IN.1"), userID: "IN.2", at: 10)
            }
        }
        try await engine.clinic { clinic in
            try await Self.takenOver(clinic, Self.known) {
                try await clinic.writes("Both", WhatsAppPerson(phone: "919800000002", userID: "IN.2"), at: 12)
                try await clinic.changes(WhatsAppPerson(phone: "919800000001"), phone: "919800000002", at: 14)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a new number brings a new user id, also where the notice does not say which`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            try await Self.takenOver(clinic, Self.known) {
                try await clinic.changes(WhatsAppPerson(phone: "919800000001"), phone: "919800000002", at: 10)
                try await clinic.writes("Hi", WhatsAppPerson(phone: "919800000002", userID: "IN.2"), at: 20)
                try await clinic.writes("Hi", WhatsAppPerson(userID: "IN.2"), at: 30)
            }
        }
        // Learned of the former id only afterwards.
        try await engine.clinic { clinic in
            try await Self.takenOver(clinic, WhatsAppPerson(phone: "919800000001")) {
                try await clinic.changes(WhatsAppPerson(phone: "919800000001"), phone: "919800000002", at: 10)
                try await clinic.writes("Late", Self.known, at: 5)
                try await clinic.writes("Hi", WhatsAppPerson(phone: "919800000002", userID: "IN.2"), at: 20)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `several notices of one change say one thing`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            try await Self.takenOver(clinic, Self.known) {
                try await clinic.changes(WhatsAppPerson(phone: "919800000001"), phone: "919800000002", at: 10)
                try await clinic.changes(WhatsAppPerson(userID: "IN.1"), userID: "IN.2", at: 10)
                try await clinic.writes("By number", WhatsAppPerson(phone: "919800000002"), at: 20)
                try await clinic.writes("By id", WhatsAppPerson(userID: "IN.2"), at: 21)
            }
            #expect(try await clinic.patient(clinic.people()[0]).phoneNumber == "919800000002")
        }
    }

    @Test(arguments: TestEngine.available)
    func `every name of both rows stays known after they are joined`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            try await Self.takenOver(clinic, WhatsAppPerson(phone: "919800000001")) {
                try await clinic.writes("By id", WhatsAppPerson(userID: "IN.1"), at: 10)
                try await clinic.changes(WhatsAppPerson(userID: "IN.1"), userID: "IN.2", at: 20)
                try await clinic.writes("Both", WhatsAppPerson(phone: "919800000001", userID: "IN.2"), at: 30)
                try await clinic.writes("Late", WhatsAppPerson(userID: "IN.1"), at: 15)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `what comes again or late from before a change does not bring the old number back`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.writes("Hello", Self.known, at: 0, wamid: "in.1")
            try await clinic.changes(
                WhatsAppPerson(phone: "919800000001", userID: "IN.1"), phone: "919800000002", userID: "IN.2", at: 10)
            try await clinic.writes("Hello", Self.known, at: 0, wamid: "in.1")
            try await clinic.writes("Late", Self.known, at: 5)
            try await clinic.writes("Late", WhatsAppPerson(phone: "919800000001"), at: 6)
            #expect(try await clinic.people() == [patient])
            try await clinic.doctorWrites("Hello", to: patient)
            #expect(try await clinic.takeSend(patient)?.recipient == .phone("919800000002"))
        }
    }

    @Test(arguments: TestEngine.available)
    func `what comes late does not bring an old username back`(on engine: TestEngine) async throws {
        func known(as username: String?) -> WhatsAppPerson { WhatsAppPerson(userID: "IN.1", username: username) }
        try await engine.clinic { clinic in
            let patient = try await clinic.writes("One", known(as: nil), at: 0)
            for (time, said, shown) in [
                (20, "asha", "asha"), (10, "old", "asha"), (30, "asha.p", "asha.p"), (25, "asha", "asha.p"),
            ] {
                try await clinic.writes("At \(time)", known(as: said), at: Int64(time))
                let stored: String = try await clinic.engine.read(as: .system) {
                    try $0.rows("SELECT username FROM patients WHERE id = \(patient)")[0]["username"]
                }
                #expect(stored == shown, "\(time)")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a known message changes nothing, whatever it says about its author`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.writes("Hello", Self.known, at: 0, wamid: "in.1")
            try await clinic.writes(
                "Hello", WhatsAppPerson(phone: "919800000009", userID: "IN.9", name: "X"), at: 50, wamid: "in.1")
            #expect(try await clinic.people() == [patient])
            let seen = try await clinic.patient(patient)
            #expect(seen.phoneNumber == "919800000001" && seen.name == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `notices leave no empty conversation, and are not forgotten`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            for _ in 0..<2 {
                try await clinic.changes(
                    WhatsAppPerson(phone: "919800000001", userID: "IN.1"), phone: "919800000002", userID: "IN.2",
                    at: 10,
                    wamid: "notice.1")
            }
            var identity = InboundMessage(
                wamid: "notice.2", person: WhatsAppPerson(phone: "919800000077"), sentAt: clinic.moment(3), body: "new")
            identity.type = .system
            try await clinic.apply(.message(identity))
            #expect(try await clinic.people().isEmpty)
            let late = try await clinic.writes("Late", Self.known, at: 5)
            let new = try await clinic.writes("New", WhatsAppPerson(userID: "IN.2"), at: 20)
            #expect(late == new)
            #expect(try await clinic.history(new).count == 2)
            #expect(try await clinic.patient(new).phoneNumber == "919800000002")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a repeated notice is one line, also where it is told again under another wamid`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let patient = try await clinic.writes("Hello", Self.known, at: 0)
            for _ in 0..<3 {
                try await clinic.changes(Self.known, phone: "919800000002", userID: "IN.2", at: 10, wamid: "notice.1")
            }
            try await clinic.changes(Self.known, phone: "919800000002", userID: "IN.2", at: 10, wamid: nil)
            #expect(try await clinic.people() == [patient])
            #expect(try await clinic.history(patient).map(\.type) == [.text, .system])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a takeover of the row under the new name holds when the notice comes after it`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let a = WhatsAppPerson(phone: "5215512345678", userID: "MX.1")
            try await clinic.writes("Hola", a, at: 0)
            let new = try await clinic.writes("New", WhatsAppPerson(phone: "525587654321", userID: "MX.2"), at: 20)
            try await clinic.chats.setPaused(true, patient: new)
            try await clinic.changes(WhatsAppPerson(phone: "525512345678"), phone: "5215587654321", at: 10)
            let all = try await clinic.people()
            #expect(all.count == 1)
            #expect(try await clinic.patient(all[0]).isPaused)
            #expect(try await clinic.takeReply() == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `one id after the other is one person, in whatever order it is told`(on engine: TestEngine) async throws {
        for order in [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 0, 4, 1, 3], [3, 4, 0, 2, 1], [1, 3, 2, 4, 0]] {
            try await engine.clinic { clinic in
                for step in order {
                    switch step {
                    case 0: try await clinic.changes(WhatsAppPerson(userID: "IN.1"), userID: "IN.2", at: 10)
                    case 1: try await clinic.changes(WhatsAppPerson(userID: "IN.2"), userID: "IN.3", at: 2000)
                    case 2: try await clinic.writes("One", WhatsAppPerson(userID: "IN.1"), at: 5)
                    case 3: try await clinic.writes("Two", WhatsAppPerson(userID: "IN.2"), at: 1500)
                    default: try await clinic.writes("Three", WhatsAppPerson(userID: "IN.3"), at: 3000)
                    }
                }
                #expect(try await clinic.people().count == 1, "\(order)")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a notice that only spells the number anew changes nothing but the spelling`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let a = try await clinic.writes("A", WhatsAppPerson(phone: "5588987654321", userID: "BR.1"), at: 0)
            try await clinic.chats.setPaused(true, patient: a)
            try await clinic.changes(WhatsAppPerson(phone: "5588987654321"), phone: "558887654321", at: 10)
            #expect(try await clinic.writes("B", WhatsAppPerson(phone: "558887654321"), at: 20) == a)
            #expect(try await clinic.writes("C", WhatsAppPerson(userID: "BR.1"), at: 30) == a)
            #expect(try await clinic.patient(a).phoneNumber == "558887654321")
            #expect(try await clinic.people() == [a])
        }
    }

    @Test(arguments: TestEngine.available)
    func `what the clinic's phone writes to a number that the patient has left takes over, and does not bring it back`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let a = try await clinic.writes("A", WhatsAppPerson(phone: "5491112345678", userID: "AR.1"), at: 0)
            try await clinic.changes(
                WhatsAppPerson(phone: "5491112345678", userID: "AR.1"), phone: "5491187654321", userID: "AR.2", at: 10)
            try await clinic.apply(
                .echo(
                    InboundMessage(
                        wamid: "echo.1", person: WhatsAppPerson(phone: "541112345678"), sentAt: clinic.moment(15),
                        body: "Doctor")))
            #expect(try await clinic.people() == [a])
            #expect(try await clinic.patient(a).isPaused)
            #expect(try await clinic.patient(a).phoneNumber == "5491187654321")
        }
    }

    // MARK: Different people

    @Test(arguments: TestEngine.available)
    func `people whose ids contradict each other are never joined, and the number goes to whoever wrote last`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let first = try await clinic.writes("My results?", Self.known, at: 0)
            let second = try await clinic.writes("Hello", WhatsAppPerson(userID: "IN.9"), at: 5)
            try await clinic.writes("It is me", WhatsAppPerson(phone: "919800000001", userID: "IN.9"), at: 10)
            #expect(try await Set(clinic.people()) == [first, second])
            #expect(try await clinic.history(second).map(\.body) == ["Hello", "It is me"])
            #expect(try await clinic.patient(first).phoneNumber == nil)
            #expect(try await clinic.patient(second).phoneNumber == "919800000001")
            try await clinic.doctorWrites("To the first", to: first)
            #expect(try await clinic.takeSend(first)?.recipient == .userID("IN.1"))
            // What the former owner wrote comes again, late.
            try await clinic.writes("Late", Self.known, at: 7)
            #expect(try await clinic.patient(second).phoneNumber == "919800000001")
            #expect(try await clinic.history(first).last?.body == "Late")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a number that somebody left is not theirs when a stranger writes from it`(on engine: TestEngine) async throws
    {
        try await engine.clinic { clinic in
            let first = try await clinic.writes("Hello", Self.known, at: -5_000_010)
            try await clinic.changes(WhatsAppPerson(phone: "919800000001"), phone: "919800000002", at: -5_000_000)
            let stranger = try await clinic.writes(
                "Who is this?", WhatsAppPerson(phone: "919800000001", userID: "IN.7"), at: 0)
            #expect(stranger != first)
            #expect(try await clinic.patient(first).phoneNumber == "919800000002")
            #expect(try await clinic.patient(stranger).phoneNumber == "919800000001")
        }
    }

    @Test(arguments: TestEngine.available)
    func `whoever moves to a number that a patient had before is not that patient`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let former = try await clinic.writes("Old owner", WhatsAppPerson(phone: "919800000002"), at: -5_000_000)
            let mover = try await clinic.writes("Hello", WhatsAppPerson(phone: "919800000001"), at: -4_000_000)
            try await clinic.changes(WhatsAppPerson(phone: "919800000001"), phone: "919800000002", at: 0)
            #expect(try await Set(clinic.people()) == [former, mover])
            #expect(try await clinic.patient(mover).phoneNumber == "919800000002")
            #expect(try await clinic.patient(former).phoneNumber == nil)
            let failed = try await clinic.doctorWrites("Are you there?", to: former)
            #expect(try await clinic.takeSend(former) == nil)
            let stored = try #require(try await clinic.chats.message(failed.id))
            #expect(stored.status == .failed && stored.failure?.sentence.contains("somebody else") == true)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what the clinic's phone writes takes over the one whose id it names, not who had the number`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let a = try await clinic.writes("A", WhatsAppPerson(phone: "919800000001", userID: "IN.1"), at: 0)
            let b = try await clinic.writes("B", WhatsAppPerson(userID: "IN.9"), at: 5)
            let echo = InboundMessage(
                wamid: "echo.1", person: WhatsAppPerson(phone: "919800000001", userID: "IN.9"),
                sentAt: clinic.moment(10), body: "Doctor")
            try await clinic.apply(.echo(echo))
            #expect(try await Set(clinic.people()) == [a, b])
            #expect(try await clinic.patient(b).isPaused)
            #expect(try await clinic.history(a).map(\.body) == ["A"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a report that names another id than the patient's joins nobody`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let a = try await clinic.writes("A", WhatsAppPerson(phone: "919800000001", userID: "IN.1"), at: 0)
            let b = try await clinic.writes("B", WhatsAppPerson(userID: "IN.9"), at: 5)
            try await clinic.doctorWrites("Hello", to: a)
            let claim = try #require(await clinic.takeSend(a))
            try await clinic.outbox.recordAccepted(claim, wamid: "out.1")
            let report = StatusReport(
                wamid: "out.1", status: .delivered, at: clinic.moment(30),
                recipient: WhatsAppPerson(phone: "919800000001", userID: "IN.9"), callbackID: nil, failure: nil)
            try await clinic.apply(.status(report))
            #expect(try await Set(clinic.people()) == [a, b])
            #expect(try await clinic.history(b).map(\.body) == ["B"])
        }
    }

    // MARK: Joining while messages are under way

    @Test(arguments: TestEngine.available)
    func `rows are joined at once, and a doctor who takes over waits for what the other row had sent`(
        on engine: TestEngine
    ) async throws {
        let counter = TransactionCounter()
        try await engine.clinic(rules: .withoutWaiting, wrapping: { CountingEngine($0, counter) }) { clinic in
            let hidden = try await clinic.writes("By id", WhatsAppPerson(userID: "IN.1"), at: 0)
            try await clinic.assistantAnswers("At nine.")
            let claim = try #require(await clinic.takeSend(hidden))
            let numbered = try await clinic.writes("By number", WhatsAppPerson(phone: "919800000001"), at: 10)
            try await clinic.writes("And again", WhatsAppPerson(phone: "919800000001"), at: 11)
            try await clinic.writes("One more", WhatsAppPerson(phone: "919800000001"), at: 12)
            let pausing = Task { try await clinic.chats.setPaused(true, patient: hidden) }
            try await eventually("the pause") { try await clinic.patient(hidden).isPaused ? true : nil }
            try await clinic.writes("Both", WhatsAppPerson(phone: "919800000001", userID: "IN.1"), at: 20)
            #expect(try await clinic.people() == [numbered])
            let joined = try await clinic.patient(numbered)
            #expect(joined.isPaused && joined.assistantInFlight)
            let isDrained = Recorder()
            let watching = Task {
                try await pausing.value
                isDrained.note("drained")
            }
            // Nobody else asks anything now.
            let before = counter.count
            try await eventually("the doctor's request looks again") { counter.count >= before + 2 ? true : nil }
            #expect(isDrained.notes.isEmpty)
            try await clinic.outbox.recordAccepted(claim, wamid: "out.1")
            try await watching.value
            #expect(try await clinic.history(numbered).contains { $0.wamid == "out.1" && $0.status == .sent })
        }
    }

    @Test(arguments: TestEngine.available)
    func `what the assistant was allowed to say in one row it may say after the join`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let numbered = try await clinic.writes("By number", WhatsAppPerson(phone: "919800000001"), at: 10)
            try await clinic.chats.setPaused(true, patient: numbered)
            try await clinic.chats.setPaused(false, patient: numbered)
            try await clinic.chats.markDone(patient: numbered, upTo: .max)
            try await clinic.writes("By id", WhatsAppPerson(userID: "IN.1"), at: 0)
            try await clinic.assistantAnswers("At nine.")
            var reaction = InboundMessage(
                wamid: "in.r", person: WhatsAppPerson(phone: "919800000001", userID: "IN.1"), sentAt: clinic.moment(20),
                body: "👍")
            reaction.type = .reaction
            try await clinic.apply(.message(reaction))
            let all = try await clinic.people()
            #expect(all.count == 1)
            #expect(try await clinic.takeSend(all[0])?.text == "At nine.")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a report about a message tells the user id of whoever got it`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.writes("Hello", WhatsAppPerson(phone: "919800000001"), at: 0)
            try await clinic.doctorWrites("Hello", to: patient)
            let claim = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordAccepted(claim, wamid: "out.1")
            let report = StatusReport(
                wamid: "out.1", status: .delivered, at: clinic.moment(30), recipient: Self.known,
                callbackID: nil, failure: nil)
            try await clinic.apply(.status(report))
            #expect(try await clinic.writes("Hidden", WhatsAppPerson(userID: "IN.1"), at: 40) == patient)
            #expect(try await clinic.takeReply() == nil)
        }
    }
}

extension TestClinic {
    /// So many seconds after a fixed moment, an hour before the present.
    func moment(_ seconds: Int64) -> Timestamp { clock.now.adding(.seconds(seconds - 3600)) }

    func people() async throws -> [PatientID] { try await patients(account).map(\.patient.id) }

    /// A message of `time`. Returns whose conversation it is in.
    @discardableResult
    func writes(
        _ text: String, _ person: WhatsAppPerson, at time: Int64, wamid: String = "in.\(UUID())"
    ) async throws -> PatientID {
        let message = InboundMessage(wamid: Wamid(wamid)!, person: person, sentAt: moment(time), body: text)
        let problem = try await apply(.message(message))
        #expect(problem == nil)
        return try await engine.read(as: .system) {
            try $0.rows("SELECT patient_id FROM messages WHERE whatsapp_message_id = \(wamid)")[0]["patient_id"]
        }
    }

    func changes(
        _ old: WhatsAppPerson, phone: PhoneNumber? = nil, userID: WhatsAppUserID? = nil, at time: Int64,
        wamid: String? = "notice.\(UUID())"
    ) async throws {
        let change = IdentityChange(old: old, newPhone: phone, newUserID: userID, at: moment(time))
        let notice = wamid.map {
            InboundMessage(wamid: Wamid($0)!, person: old, sentAt: moment(time), type: .system, body: "changed")
        }
        let problem = try await apply(.identityChange(change, notice: notice))
        #expect(problem == nil)
    }
}
