import Conversations
@testable import Storage
import TestSupport
import Testing

/// Messages that answer one message.
@Suite struct QuoteTests {
    private static let day = Duration.seconds(24 * 3600)

    private static func reply(to wamid: Wamid, _ body: String, from phone: PhoneNumber = "919876543210") -> InboundEvent
    {
        var message = InboundMessage(
            wamid: Wamid("in.\(body)")!, person: WhatsAppPerson(phone: phone), sentAt: nil, body: body)
        message.relation = .reply(to: wamid)
        return .message(message)
    }

    @Test(arguments: TestEngine.available)
    func `a patient's reply shows what it answers, whoever wrote that, and nobody else's words`(on engine: TestEngine)
        async throws
    {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let asha = try await clinic.patientWrites("When are you open?", wamid: "in.asha")
            try await clinic.patientWrites("My secret", from: "919876543299", wamid: "in.other")
            try await clinic.doctorWrites("At nine", to: asha)
            let claim = try #require(await clinic.takeSend(asha))
            try await clinic.outbox.recordAccepted(claim, wamid: "out.1")
            try await clinic.apply(Self.reply(to: "out.1", "Also on Sunday?"))
            try await clinic.apply(Self.reply(to: "in.asha", "I mean this"))
            try await clinic.apply(Self.reply(to: "in.other", "And this"))
            try await clinic.apply(Self.reply(to: "in.nobody", "And that"))
            let history = try await clinic.history(asha)
            let quotes = history.map(\.replyTo)
            #expect(quotes.prefix(2) == [nil, nil])
            #expect(
                quotes[2]
                    == .message(QuotedMessage(id: history[1].id, seq: 2, author: .doctor, type: .text, body: "At nine"))
            )
            #expect(
                quotes[3]
                    == .message(
                        QuotedMessage(
                            id: history[0].id, seq: 1, author: .patient, type: .text, body: "When are you open?")))
            #expect(quotes[4] == .unknown("in.other") && quotes[5] == .unknown("in.nobody"))
        }
    }

    @Test(arguments: TestEngine.available)
    func `the doctor's reply is sent with the message that it answers`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let asha = try await clinic.patientWrites("When are you open?", wamid: "in.asha")
            let question = try #require(await clinic.history(asha).first)
            _ = try await clinic.chats.send(
                OutgoingMessage(
                    patientID: asha, text: MessageText("At nine")!, clientMessageID: "a", replyTo: question.id))
            let claim = try #require(await clinic.takeSend(asha))
            #expect(claim.replyTo == "in.asha")
            let sent = try #require(await clinic.history(asha).last)
            #expect(
                sent.replyTo
                    == .message(
                        QuotedMessage(
                            id: question.id, seq: 1, author: .patient, type: .text, body: "When are you open?")))
            try await clinic.outbox.recordAccepted(claim, wamid: "out.1")
            try await clinic.doctorWrites("Come in", to: asha)
            #expect(try await clinic.takeSend(asha)?.replyTo == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what WhatsApp would not show is refused, and takes nothing over`(on engine: TestEngine) async throws {
        try await engine.clinic(rules: .withoutWaiting) { clinic in
            let asha = try await clinic.patientWrites("Long ago", wamid: "in.old")
            let other = try await clinic.patientWrites("Hello", from: "919876543299")
            clinic.clock.advance(by: Self.day * 31)
            try await clinic.patientWrites("Deleted", wamid: "in.deleted")
            var deletion = InboundMessage(
                wamid: "in.deletion", person: WhatsAppPerson(phone: "919876543210"), sentAt: nil, type: .unsupported,
                body: "This message was deleted.")
            deletion.relation = .deletion(of: "in.deleted")
            try await clinic.apply(.message(deletion))
            try await clinic.patientWrites("And now?")
            for _ in 1...2 { try await clinic.assistantAnswers("Hello") }
            let own = try await clinic.history(asha)
            let foreign = try await clinic.history(other)
            #expect(own.map(\.body) == ["Long ago", "Deleted", "And now?", "Hello"])
            // The last one has not left yet.
            let refused = own.filter { $0.body != "And now?" }
            for id in refused.map(\.id) + foreign.map(\.id) + [.make()] {
                await #expect(throws: Refusal.cannotBeQuoted) {
                    _ = try await clinic.chats.send(
                        OutgoingMessage(patientID: asha, text: MessageText("x")!, clientMessageID: nil, replyTo: id))
                }
            }
            #expect(try await clinic.patient(asha).pause == nil)
            #expect(try await clinic.history(asha).count == 4)
        }
    }
}
