import Conversations
@testable import Storage
import TestSupport
import Testing

/// The order of the list, and how many each filter shows.
@Suite struct ListOrderTests {
    private static func order(_ clinic: TestClinic, _ filter: PatientFilter = .all) async throws -> [String] {
        var phones: [String] = []
        var cursor: String?
        repeat {
            let page = try await clinic.chats.patients(filter: filter, cursor: cursor, limit: 2)
            phones += page.entries.compactMap { $0.patient.phoneNumber?.text.suffix(1) }.map(String.init)
            cursor = page.nextCursor
        } while cursor != nil
        return phones
    }

    /// 1: a flag, answered. 2: waits in a takeover. 3: a flag, waits. 4: waits for the assistant. 5: answered. 6: with a
    /// person, answered. 7: waits in a takeover, longest, and unread.
    private static func fill(_ clinic: TestClinic) async throws -> [PatientID] {
        var all: [PatientID] = []
        for (number, minutes) in [(7, 9), (2, 5), (3, 4), (6, 3), (1, 2), (5, 1), (4, 1)] {
            clinic.clock.advance(by: .seconds(Int64(minutes)))
            let patient = try await clinic.patientWrites("Hello?", from: "91980000000\(number)")
            all.append(patient)
            switch number {
            case 2, 7: try await clinic.chats.setPaused(true, patient: patient)
            case 3:
                let claim = try #require(await clinic.takeReply())
                _ = try await clinic.replies.handOver(.unsure, sentence: nil, for: claim)
            case 6:
                try await clinic.doctorWrites("Yes?", to: patient)
                try await clinic.delivers(patient)
            case 1:
                let claim = try #require(await clinic.takeReply())
                try await clinic.replies.enqueue(MessageText("Yes")!, alarm: .unreadable, for: claim)
                try await clinic.delivers(patient)
            case 5:
                try await clinic.assistantAnswers("Yes")
                try await clinic.delivers(patient)
            default: break
            }
            if number != 7 { try await clinic.chats.markRead(patient: patient, upTo: 9) }
        }
        return all
    }

    @Test(arguments: TestEngine.available)
    func `who needs a person or waits for one comes first, the longest waiting first, then the newest`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            _ = try await Self.fill(clinic)
            #expect(try await Self.order(clinic) == ["7", "2", "3", "1", "4", "5", "6"])
            #expect(try await Self.order(clinic, .needsHuman) == ["3", "1"])
            #expect(try await Self.order(clinic, .waiting) == ["7", "2", "3", "4"])
            #expect(try await Self.order(clinic, .manual) == ["7", "2", "6"])
            #expect(try await Self.order(clinic, .unread) == ["7"])
            try await clinic.checkRanks()
        }
    }

    @Test(arguments: TestEngine.available)
    func `the counts are those of the filters, of this clinic alone`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            _ = try await Self.fill(clinic)
            try await clinic.patientWrites("Hello?", to: TestClinic.otherNumber)
            let counts = try await clinic.chats.patientCounts()
            for filter in PatientFilter.allCases {
                #expect(try await counts[filter] == Int64(Self.order(clinic, filter).count), "\(filter)")
            }
            let other = try await clinic.database.chats(of: clinic.otherAccount).patientCounts()
            #expect(other == [.all: 1, .urgent: 0, .needsHuman: 0, .waiting: 1, .manual: 0, .unread: 1, .draft: 0])
        }
    }

    @Test(arguments: TestEngine.available)
    func `where a person is needed or the patient waits, the patient's newest words are there`(
        on engine: TestEngine
    ) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let patient = try await clinic.patientWrites("My tooth hurts", wamid: "w.1")
            let claim = try #require(await clinic.takeReply())
            try await clinic.replies.handOver(.unsure, sentence: MessageText("A person will answer.")!, for: claim)
            try await clinic.delivers(patient)
            var file = InboundMessage(
                wamid: "w.2", person: WhatsAppPerson(phone: "919876543210"), sentAt: clinic.clock.now, type: .document,
                body: "My report")
            file.media = InboundMedia(
                id: "1", mimeType: "application/pdf", sha256: nil, filename: "report.pdf", caption: "My report",
                isVoice: false, isAnimated: false)
            var reaction = InboundMessage(
                wamid: "w.3", person: WhatsAppPerson(phone: "919876543210"), sentAt: clinic.clock.now,
                type: .reaction, body: "👍")
            reaction.relation = .reaction(to: "w.1", emoji: "👍")
            let entry = try #require(await clinic.patients(clinic.account).first)
            #expect(entry.lastIncoming?.body == "My tooth hurts" && entry.lastMessage?.author == .assistant)
            try await clinic.apply(.message(file), .message(reaction))
            for seen in [try await clinic.patients(clinic.account)[0], try await clinic.chats.patient(patient)] {
                #expect(seen.lastIncoming?.body == "My report")
                #expect(seen.lastIncoming?.media?.file == MessageFile(mimeType: "application/pdf", name: "report.pdf"))
            }
            try await clinic.chats.markDone(patient: patient, upTo: 9)
            #expect(try await clinic.chats.patient(patient).lastIncoming == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a place in the list that was not given out is refused`(on engine: TestEngine) async throws {
        try await engine.clinic { clinic in
            let id = PatientID.make()
            for cursor in ["", "1", "x_1_\(id)", "-1_1_\(id)", "1_-1_\(id)", "1_1_x", "1_1_\(id)_1"] {
                await #expect(throws: Refusal.badCursor, "\(cursor)") {
                    _ = try await clinic.chats.patients(cursor: cursor, limit: 9)
                }
            }
        }
    }
}
