import Conversations
import Foundation
import Storage
import TestSupport
import Testing

/// Deliveries, patients and the list.
@Suite struct InboundTests {
    @Test("a delivery about two numbers is applied once, and waits in the order of each")
    func twoNumbers() async throws {
        try await Clinic.with { clinic in
            let numbers = [Clinic.number, Clinic.otherNumber]
            let updates = numbers.map { number in
                InboundUpdate.message(
                    IncomingMessage(
                        wamid: "in.\(number)", sender: WhatsAppIdentity(phone: "919876543210", userID: nil),
                        sentAt: clinic.clock.now, content: MessageContent(type: .text, body: "Hello"),
                        expectsReply: true), to: number)
            }
            try await clinic.store.receive(Array("{}".utf8), keys: numbers)
            let lanes = try await clinic.store.lanesWithDeliveries()
            #expect(lanes.count == 2)
            var seen: [Int] = []
            for lane in lanes {
                let applied = try await clinic.store.applyNext(in: lane) {
                    ReadDelivery(id: $0.id, updates: updates, problem: nil, keys: numbers)
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

    @Test("a message is applied once, however often it is delivered")
    func once() async throws {
        try await Clinic.with { (clinic) async throws in
            let patient = try await clinic.patientWrites("Hello", wamid: "in.1")
            try await clinic.patientWrites("Hello", wamid: "in.1")
            #expect(try await clinic.history(patient).count == 1)
            #expect(try await clinic.patient(patient).unreadCount == 1)
        }
    }

    @Test("one number at two clinics is two patients")
    func tenancy() async throws {
        try await Clinic.with { (clinic) async throws in
            let here = try await clinic.patientWrites("Hello")
            let there = try await clinic.patientWrites("Hello", to: Clinic.otherNumber)
            #expect(here != there)
            #expect(try await clinic.store.patient(there, of: clinic.doctorID) == nil)
            #expect(
                try await clinic.store.messages(of: there, doctor: clinic.doctorID, page: .newest, limit: 9) == nil)
            #expect(try await !clinic.store.setPaused(true, patient: there, by: clinic.account))
        }
    }

    @Test("a person known by number gets a user id, and is then known without the number")
    func identity() async throws {
        try await Clinic.with { (clinic) async throws in
            let first = try await clinic.patientWrites("Hello")
            try await clinic.patientWrites("Hello", userID: "IN.1")
            try await clinic.apply(.message(.hidden("IN.1"), to: Clinic.number))
            #expect(try await clinic.history(first).count == 3)
            try await clinic.apply(
                .identityChange(
                    IdentityChange(
                        old: WhatsAppIdentity(phone: nil, userID: "IN.1"), newPhone: nil, newUserID: "IN.2"),
                    at: Clinic.number))
            try await clinic.apply(.message(.hidden("IN.2"), to: Clinic.number))
            try await clinic.apply(.message(.hidden("IN.1"), to: Clinic.number))
            #expect(try await clinic.history(first).count == 5)
        }
    }

    @Test("two rows that turn out to be one person become one, and a takeover of either holds")
    func merge() async throws {
        try await Clinic.with(rules: .withoutWaiting) { clinic in
            let known = try await clinic.patientWrites("By number")
            _ = try await clinic.store.setPaused(true, patient: known, by: clinic.account)
            try await clinic.apply(.message(.hidden("IN.1"), to: Clinic.number))
            #expect(try await clinic.patients(clinic.account).count == 2)
            try await clinic.patientWrites("By both", userID: nil)
            try await clinic.apply(.message(.both("919876543210", "IN.1"), to: Clinic.number))
            let all = try await clinic.patients(clinic.account)
            #expect(all.count == 1)
            let patient = try #require(all.first).patient
            #expect(patient.id == known && patient.isBotPaused && patient.userID == "IN.1")
            #expect(patient.unreadCount == 4)
            let history = try await clinic.history(known)
            #expect(history.map(\.seq) == [1, 2, 3, 4])
            #expect(history.map(\.body) == ["By number", "By both", "Hello", "Hello"])
            #expect(try await clinic.takeReply() == nil)
        }
    }

    @Test("joining two rows loses no message that waits for its answer")
    func mergeWithOpenReplies() async throws {
        try await Clinic.with { clinic in
            let known = try await clinic.patientWrites("When are you open?")
            try await clinic.apply(.message(.hidden("IN.1"), to: Clinic.number))
            var reaction = IncomingMessage.both("919876543210", "IN.1")
            reaction.content = MessageContent(type: .reaction, body: "👍")
            reaction.expectsReply = false
            try await clinic.apply(.message(reaction, to: Clinic.number))
            let claim = try #require(await clinic.takeReply())
            #expect(claim.patientID == known)
            let question = try #require(await clinic.store.question(for: claim))
            #expect(question.burst.map(\.text) == ["When are you open?", "Hello"])
        }
    }

    @Test("joining leaves to the hidden row's messages alone what is to be answered")
    func mergeWithHiddenReply() async throws {
        try await Clinic.with { clinic in
            try await clinic.patientWrites("When are you open?")
            try await clinic.assistantAnswers("At nine.")
            try await clinic.apply(.message(.hidden("IN.1"), to: Clinic.number))
            var reaction = IncomingMessage.both("919876543210", "IN.1")
            reaction.content = MessageContent(type: .reaction, body: "👍")
            reaction.expectsReply = false
            try await clinic.apply(.message(reaction, to: Clinic.number))
            let claim = try #require(await clinic.takeReply())
            let question = try #require(await clinic.store.question(for: claim))
            #expect(question.burst.map(\.text) == ["Hello"])
        }
    }

    @Test("while a message is on its way the rows stay apart, but the takeover holds for both")
    func mergeLater() async throws {
        try await Clinic.with(rules: .withoutWaiting) { clinic in
            let known = try await clinic.patientWrites("By number")
            try await clinic.apply(.message(.hidden("IN.1"), to: Clinic.number))
            let hidden = try #require(await clinic.patients(clinic.account).first { $0.patient.id != known }).patient.id
            try await clinic.doctorWrites("On its way", to: hidden)
            try await clinic.apply(.message(.both("919876543210", "IN.1"), to: Clinic.number))
            #expect(try await clinic.patient(known).isBotPaused)
            let claim = try #require(await clinic.takeSend(hidden))
            try await clinic.store.recordAccepted(claim, wamid: "out.1")
            try await clinic.apply(.message(.both("919876543210", "IN.1"), to: Clinic.number))
            #expect(try await clinic.patients(clinic.account).map(\.patient.id) == [known])
            #expect(try await clinic.history(known).count == 5)
        }
    }

    @Test("a number that now belongs to somebody else begins a conversation of its own")
    func recycledNumber() async throws {
        try await Clinic.with { clinic in
            let former = try await clinic.patientWrites("My results?", userID: "IN.1")
            let present = try await clinic.patientWrites("Hello", userID: "IN.2")
            #expect(former != present)
            #expect(try await clinic.history(present).map(\.body) == ["Hello"])
            #expect(try await clinic.patient(former).phoneNumber == nil)
        }
    }

    @Test("a delivery for an unknown number is kept for the operator")
    func unknownNumber() async throws {
        try await Clinic.with { (clinic) async throws in
            #expect(try await clinic.apply(.message(.hidden("IN.1"), to: "1")) == "unknown_number")
            #expect(try await clinic.store.inboxCounts().quarantined == 1)
            #expect(try await clinic.store.replayQuarantined() == 1)
            #expect(try await clinic.store.inboxCounts() == (new: 1, quarantined: 0))
        }
    }

    @Test(
        "a body that is no text is kept byte for byte",
        arguments: [[UInt8]([0xFF, 0x00, 0x41]), Array("a\u{0}b".utf8)])
    func rawBody(body: [UInt8]) async throws {
        try await Clinic.with { (clinic) async throws in
            try await clinic.store.receive(body)
            #expect(try await clinic.store.newDeliveries(limit: 1).first?.body == body)
        }
    }

    @Test("the window counts from the message's own time, and a late one does not shorten it")
    func window() async throws {
        try await Clinic.with { (clinic) async throws in
            let now = clinic.clock.now
            let patient = try await clinic.patientWrites("Hello")
            try await clinic.patientWrites("Earlier", sentAt: now.adding(.seconds(-3600)))
            #expect(try await clinic.patient(patient).windowClosesAt == now.adding(.seconds(86_400)))
        }
    }

    @Test("the list shows who needs a human first, then the newest, in pages without gap or repeat")
    func list() async throws {
        try await Clinic.with { (clinic) async throws in
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
                let page = try await clinic.store.patients(
                    of: clinic.doctorID, search: nil, filter: .all, cursor: cursor, limit: 2)
                seen += page.entries.map(\.patient.id)
                cursor = page.nextCursor
            } while cursor != nil
            #expect(seen == wanted)
            func find(_ text: String) async throws -> Int {
                try await clinic.store.patients(
                    of: clinic.doctorID, search: text, filter: .all, cursor: nil, limit: 100
                ).entries.count
            }
            #expect(try await find("angstrom 3") == 1)
            #expect(try await find("ANGSTRÖM") == 5)
            #expect(try await find("50%") == 5)
            #expect(try await find("5_%") == 0)
            #expect(try await find("43213") == 1)
            #expect(try await find("+91 98765-43213") == 1)
            await #expect(throws: Refusal.badCursor) {
                try await clinic.store.patients(
                    of: clinic.doctorID, search: nil, filter: .all, cursor: "x", limit: 2)
            }
        }
    }

    @Test("reading up to a message leaves the later ones unread, and never goes back")
    func unread() async throws {
        try await Clinic.with { (clinic) async throws in
            let patient = try await clinic.patientWrites("One")
            try await clinic.patientWrites("Two")
            try await clinic.patientWrites("Three")
            for (seq, left): (Int64, Int64) in [(2, 1), (1, 1), (99, 0)] {
                _ = try await clinic.store.markRead(patient: patient, upTo: seq, by: clinic.account)
                #expect(try await clinic.patient(patient).unreadCount == left)
            }
            try await clinic.patientWrites("Four")
            #expect(try await clinic.patient(patient).unreadCount == 1)
        }
    }
}

extension IncomingMessage {
    static func both(_ phone: String, _ userID: String) -> IncomingMessage {
        var message = hidden(userID)
        message.sender.phone = phone
        return message
    }

    /// From a person whose number WhatsApp hides.
    static func hidden(_ userID: String) -> IncomingMessage {
        IncomingMessage(
            wamid: "in.\(UUID())", sender: WhatsAppIdentity(phone: nil, userID: userID, username: "asha"), sentAt: nil,
            content: MessageContent(type: .text, body: "Hello"), expectsReply: true)
    }
}
