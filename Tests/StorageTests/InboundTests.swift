import Conversations
import Foundation
@testable import Storage
import Synchronization
import TestSupport
import Testing

/// Deliveries, patients and the list.
@Suite struct InboundTests {
    @Test(arguments: TestEngine.available)
    func `a delivery about two numbers is applied once, and waits in the order of each`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let numbers = [TestClinic.number, TestClinic.otherNumber]
            let updates = numbers.map { number in
                InboundUpdate(
                    .message(
                        InboundMessage(
                            wamid: Wamid("in.\(number)")!, person: WhatsAppPerson(phone: "919876543210"),
                            sentAt: clinic.clock.now, body: "Hello")), at: number)
            }
            try await clinic.inbox.receive(Array("{}".utf8), for: numbers)
            let lanes = try await clinic.inbox.claim(limit: 99)
            #expect(lanes.count == 2)
            var seen: [Int] = []
            for lane in lanes {
                let applied = try await clinic.inbox.applyNext(in: lane) {
                    ReadDelivery(id: $0.id, updates: updates, problem: nil, numbers: numbers)
                }
                #expect(applied.count == 1)
                let (own, other) = (
                    try await clinic.patients(clinic.account), try await clinic.patients(clinic.otherAccount)
                )
                seen.append(own.count + other.count)
            }
            #expect(seen == [1, 2])
        }
    }

    @Test(arguments: TestEngine.available)
    func `what comes together is told apart as if each came alone`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let known = try await clinic.patientWrites("Before", from: "919811111111", wamid: "in.0")
            func message(_ wamid: String, _ phone: String?, _ userID: String? = nil) -> InboundUpdate {
                let person = WhatsAppPerson(
                    phone: phone.map { PhoneNumber($0)! }, userID: userID.map { WhatsAppUserID($0)! }, name: "Asha")
                return InboundUpdate(
                    .message(
                        InboundMessage(wamid: Wamid(wamid)!, person: person, sentAt: clinic.clock.now, body: wamid)),
                    at: TestClinic.number)
            }
            let problem = try await clinic.deliver([
                message("in.1", "919811111111"), message("in.0", "919811111111"), message("in.2", "919822222222"),
                message("in.2", "919822222222"), message("in.3", "919822222222", "IN.2"), message("in.4", nil, "IN.2"),
                message("in.5", nil, "IN.3"), message("in.6", "919833333333", "IN.3"), message("in.7", "919833333333"),
                message("in.8", "919811111111", "IN.1"), message("in.9", nil, "IN.1"),
                message("in.10", "919844444444"), message("in.11", "919844444444", "IN.4"),
                message("in.12", nil, "IN.4"),
            ])
            #expect(problem == nil)
            let rows = try await clinic.patients(clinic.account)
            #expect(rows.count == 4 && rows.map(\.patient.unreadCount).sorted() == [3, 3, 3, 4])
            #expect(try await clinic.history(known).map(\.body) == ["Before", "in.1", "in.8", "in.9"])
            #expect(try await clinic.patient(known).userID == "IN.1")
            for row in rows where row.patient.id != known {
                let words = try await clinic.history(row.patient.id)
                #expect(words.map(\.seq) == [1, 2, 3])
                #expect(
                    [["in.2", "in.3", "in.4"], ["in.5", "in.6", "in.7"], ["in.10", "in.11", "in.12"]]
                        .contains(words.map(\.body)))
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a row that nothing is known about is one person's, also for messages that come together`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("Before", from: "919811111111")
            try await clinic.engine.write(as: .owner) { transaction in
                try transaction.execute("UPDATE patients SET whatsapp_user_id = 'IN.1'")
                try transaction.execute("DELETE FROM aliases")
            }
            let people = [
                WhatsAppPerson(phone: "919811111111"), WhatsAppPerson(userID: "IN.1"),
                WhatsAppPerson(phone: "919811111111", userID: "IN.1"),
            ]
            let updates = people.enumerated().map { place, person in
                let wamid = Wamid("in.\(place)")!
                return InboundUpdate(
                    .message(
                        InboundMessage(wamid: wamid, person: person, sentAt: clinic.clock.now, body: "\(place)")),
                    at: TestClinic.number)
            }
            #expect(try await clinic.deliver(updates) == nil)
            #expect(try await clinic.patients(clinic.account).map(\.patient.id) == [patient])
            #expect(try await clinic.history(patient).map(\.body) == ["Before", "0", "1", "2"])
            let known = try await clinic.engine.read(as: .system) {
                try $0.count("SELECT COUNT(*) AS n FROM aliases WHERE patient_id = \(patient)")
            }
            #expect(known == 2)
        }
    }

    @Test(arguments: TestEngine.available)
    func `one that the database refuses stops none of those that were to be applied with it`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let rule: SQL =
                engine == .sqlite
                ? """
                CREATE TRIGGER refusal BEFORE INSERT ON messages WHEN NEW.message_body = 'refused'
                BEGIN SELECT RAISE(ABORT, 'refused'); END
                """ : "ALTER TABLE messages ADD CONSTRAINT refusal CHECK (message_body <> 'refused')"
            try await clinic.engine.write(as: .owner) { _ = try $0.execute(rule) }
            let words = ["one", "refused", "two", "refused", "three"]
            let phones = ["1", "2", "1", "1", "2"].map { PhoneNumber("91981111111\($0)")! }
            for word in words { try await clinic.inbox.receive(Array(word.utf8), for: [TestClinic.number]) }
            let lane = try #require(await clinic.inbox.claim(limit: 1).first)
            let applied = try await clinic.inbox.applyNext(in: lane) { delivery in
                let word = String(decoding: delivery.body, as: UTF8.self)
                let messages = words.indices.filter { words[$0] == word }.map { place in
                    InboundMessage(
                        wamid: Wamid("in.\(place)")!, person: WhatsAppPerson(phone: phones[place]), sentAt: nil,
                        body: word)
                }
                return ReadDelivery(
                    id: delivery.id, updates: messages.map { InboundUpdate(.message($0), at: TestClinic.number) },
                    problem: nil, numbers: [TestClinic.number])
            }
            #expect(applied.count == 5 && Array(applied.problems.values) == ["not_applied", "not_applied"])
            let kept = try await clinic.patients(clinic.account)
            var all: [String] = []
            for row in kept { all += try await clinic.history(row.patient.id).map(\.body) }
            #expect(all.sorted() == ["one", "three", "two"])
            #expect(try await clinic.inbox.counts() == (0, 2))
        }
    }

    @Test(arguments: TestEngine.available) func `a message is applied once, however often it is delivered`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("Hello", wamid: "in.1")
            try await clinic.patientWrites("Hello", wamid: "in.1")
            #expect(try await clinic.history(patient).count == 1)
            #expect(try await clinic.patient(patient).unreadCount == 1)
        }
    }

    @Test(arguments: TestEngine.available) func `one number at two clinics is two patients`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let here = try await clinic.patientWrites("Hello")
            let there = try await clinic.patientWrites("Hello", to: TestClinic.otherNumber)
            #expect(here != there)
            await #expect(throws: Refusal.noSuchPatient) { try await clinic.chats.patient(there) }
            await #expect(throws: Refusal.noSuchPatient) { try await clinic.history(there) }
            await #expect(throws: Refusal.noSuchPatient) { try await clinic.chats.setPaused(true, patient: there) }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a person known by number gets a user id, and is then known without the number`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let first = try await clinic.patientWrites("Hello")
            try await clinic.patientWrites("Hello", userID: "IN.1")
            try await clinic.apply(.message(.hidden("IN.1")))
            #expect(try await clinic.history(first).count == 3)
            try await clinic.apply(
                .identityChange(
                    IdentityChange(old: WhatsAppPerson(userID: "IN.1"), newPhone: nil, newUserID: "IN.2"), notice: nil))
            try await clinic.apply(.message(.hidden("IN.2")))
            try await clinic.apply(.message(.hidden("IN.1")))
            #expect(try await clinic.history(first).count == 5)
        }
    }

    @Test(arguments: TestEngine.available)
    func `two rows that turn out to be one person become one, and a takeover of either holds`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let known = try await clinic.patientWrites("By number")
            try await clinic.chats.setPaused(true, patient: known)
            try await clinic.apply(.message(.hidden("IN.1")))
            #expect(try await clinic.patients(clinic.account).count == 2)
            try await clinic.patientWrites("By both", userID: nil)
            try await clinic.apply(.message(.both("919876543210", "IN.1")))
            let all = try await clinic.patients(clinic.account)
            #expect(all.count == 1)
            let patient = try #require(all.first).patient
            #expect(patient.id == known && patient.isPaused && patient.userID == "IN.1")
            #expect(patient.unreadCount == 4)
            let history = try await clinic.history(known)
            #expect(history.map(\.seq) == [1, 2, 3, 4])
            #expect(history.map(\.body) == ["By number", "By both", "Hello", "Hello"])
            #expect(try await clinic.takeReply() == nil)
        }
    }

    @Test(arguments: TestEngine.available) func `joining two rows loses no message that waits for its answer`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            let known = try await clinic.patientWrites("When are you open?")
            try await clinic.apply(.message(.hidden("IN.1")))
            var reaction = InboundMessage.both("919876543210", "IN.1")
            reaction.type = .reaction
            reaction.body = "👍"
            try await clinic.apply(.message(reaction))
            let claim = try #require(await clinic.takeReply())
            #expect(claim.patientID == known)
            let question = try #require(await clinic.replies.question(for: claim))
            #expect(question.burst.map(\.text) == ["When are you open?", "Hello"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `joining leaves to the hidden row's messages alone what is to be answered`(on engine: TestEngine) async throws
    {
        try await engine.clinic { clinic in
            try await clinic.patientWrites("When are you open?")
            try await clinic.assistantAnswers("At nine.")
            try await clinic.apply(.message(.hidden("IN.1")))
            var reaction = InboundMessage.both("919876543210", "IN.1")
            reaction.type = .reaction
            reaction.body = "👍"
            try await clinic.apply(.message(reaction))
            let claim = try #require(await clinic.takeReply())
            let question = try #require(await clinic.replies.question(for: claim))
            #expect(question.burst.map(\.text) == ["Hello"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a number that now belongs to somebody else begins a conversation of its own`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let former = try await clinic.patientWrites("My results?", userID: "IN.1")
            let present = try await clinic.patientWrites("Hello", userID: "IN.2")
            #expect(former != present)
            #expect(try await clinic.history(present).map(\.body) == ["Hello"])
            #expect(try await clinic.patient(former).phoneNumber == nil)
        }
    }

    @Test(arguments: TestEngine.available) func `a delivery for an unknown number is kept for the operator`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic async throws -> Void in
            #expect(try await clinic.apply(InboundUpdate(.message(.hidden("IN.1")), at: "1")) == "unknown_number")
            #expect(try await clinic.inbox.counts().quarantined == 1)
            #expect(try await clinic.inbox.replayQuarantined() == 1)
            #expect(try await clinic.inbox.counts() == (new: 1, quarantined: 0))
        }
    }

    @Test(arguments: [[UInt8]([0xFF, 0x00, 0x41]), Array("a\u{0}b".utf8)], TestEngine.available)
    func `a body that is no text is kept byte for byte`(body: [UInt8], on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            try await clinic.inbox.receive(body)
            let lane = try #require(await clinic.inbox.claim(limit: 1).first)
            let kept = Mutex<[[UInt8]]>([])
            _ = try await clinic.inbox.applyNext(in: lane) { delivery in
                kept.withLock { $0.append(delivery.body) }
                return ReadDelivery(id: delivery.id, updates: [], problem: nil, numbers: [])
            }
            #expect(kept.withLock { $0 } == [body])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a delivery in a lane that its numbers don't explain is applied whole`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            // Another version found no number in this body.
            try await clinic.inbox.receive(Array("{}".utf8), for: [])
            let lane = try #require(await clinic.inbox.claim(limit: 1).first)
            #expect(lane != InboxLane(of: TestClinic.number))
            let message = InboundMessage(
                wamid: "w", person: WhatsAppPerson(phone: "919876543210"), sentAt: clinic.clock.now, body: "Hello")
            let applied = try await clinic.inbox.applyNext(in: lane) { delivery in
                ReadDelivery(
                    id: delivery.id, updates: [InboundUpdate(.message(message), at: TestClinic.number)], problem: nil,
                    numbers: [TestClinic.number])
            }
            #expect(applied.count == 1 && applied.problems.isEmpty)
            #expect(try await clinic.patients(clinic.account).count == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `the window counts from the message's own time, and a late one does not shorten it`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic { clinic in
            let now = clinic.clock.now
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.patientWrites("Earlier", sentAt: now.adding(.seconds(-3600)))
            #expect(try await clinic.patient(patient).windowClosesAt == now.adding(.seconds(86_100)))
        }
    }

    @Test(arguments: TestEngine.available)
    func `the list shows who needs a human first, then the newest, in pages without gap or repeat`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic { clinic in
            var ids: [PatientID] = []
            for n in 0..<5 {
                clinic.clock.advance(by: .seconds(100_000))
                ids.append(try await clinic.patientWrites("Hello", from: "91987654321\(n)", name: "Ångström \(n) 50%"))
            }
            try await clinic.patientWrites(
                "Late", from: "919876543211", sentAt: clinic.clock.now.adding(.seconds(-90_000)), name: nil)
            let wanted = [ids[1], ids[4], ids[3], ids[2], ids[0]]
            var seen: [PatientID] = []
            var cursor: String?
            repeat {
                let page = try await clinic.chats.patients(
                    search: nil, filter: .all, cursor: cursor, limit: 2)
                seen += page.entries.map(\.patient.id)
                cursor = page.nextCursor
            } while cursor != nil
            #expect(seen == wanted)
            func find(_ text: String) async throws -> Int {
                try await clinic.chats.patients(
                    search: text, filter: .all, cursor: nil, limit: 100
                ).entries.count
            }
            #expect(try await find("angstrom 3") == 1)
            #expect(try await find("ANGSTRÖM") == 5)
            #expect(try await find("50%") == 5)
            #expect(try await find("5_%") == 0)
            #expect(try await find("43213") == 1)
            #expect(try await find("+91 98765-43213") == 1)
            await #expect(throws: Refusal.badCursor) {
                try await clinic.chats.patients(
                    search: nil, filter: .all, cursor: "x", limit: 2)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `reading up to a message leaves the later ones unread, and never goes back`(on engine: TestEngine) async throws
    {
        try await engine.clinic { clinic in
            let patient = try await clinic.patientWrites("One")
            try await clinic.patientWrites("Two")
            try await clinic.patientWrites("Three")
            for (seq, left): (Int64, Int64) in [(2, 1), (1, 1), (99, 0)] {
                try await clinic.chats.markRead(patient: patient, upTo: seq)
                #expect(try await clinic.patient(patient).unreadCount == left)
            }
            try await clinic.patientWrites("Four")
            #expect(try await clinic.patient(patient).unreadCount == 1)
        }
    }
}

extension InboundMessage {
    static func both(_ phone: PhoneNumber, _ userID: WhatsAppUserID) -> InboundMessage {
        var message = hidden(userID)
        message.person.phone = phone
        return message
    }

    /// From a person whose number WhatsApp hides.
    static func hidden(_ userID: WhatsAppUserID) -> InboundMessage {
        InboundMessage(
            wamid: Wamid("in.\(UUID())")!, person: WhatsAppPerson(userID: userID, username: "asha"), sentAt: nil,
            body: "Hello")
    }
}
