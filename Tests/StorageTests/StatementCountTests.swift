import Conversations
import Foundation
@testable import Storage
import TestSupport
import Testing

/// How many statements a message costs. `docs/PERFORMANCE.md` has the table; who changes one of these changes it there.
@Suite struct StatementCountTests {
    typealias Counts = TransactionCounter.Counts

    @Test(arguments: TestEngine.available)
    func `a message, its reply and a status cost no more statements than the table says`(on engine: TestEngine)
        async throws
    {
        let counter = TransactionCounter()
        try await engine.clinic(rules: .withoutWaiting, wrapping: { CountingEngine($0, counter) }) { clinic in
            let patient = try await clinic.patientWrites("Hello")
            _ = try await clinic.assistantAnswers("Good morning.")
            let first = try #require(await clinic.takeSend(patient))
            try await clinic.outbox.recordAccepted(first, wamid: "out.1")
            clinic.clock.advance(by: .seconds(60))

            let message = InboundMessage(
                wamid: "in.2", person: WhatsAppPerson(phone: "919876543210", userID: nil, name: "Asha"),
                sentAt: clinic.clock.now, body: "When are you open?")
            let inbound = try await Self.delivery(
                InboundUpdate(.message(message), at: TestClinic.number), clinic, counter)
            let reply = try await Self.reply(clinic, counter)
            let sending = try await Self.sending(to: patient, clinic, counter)
            let report = StatusReport(wamid: "out.2", status: .delivered, callbackID: nil, failure: nil)
            let status = try await Self.delivery(InboundUpdate(.status(report), at: TestClinic.number), clinic, counter)
            for (what, counts, limit) in [
                // One for what came in the three minutes before it: the red-flag gate reads that with it.
                ("a message", inbound, Counts(transactions: 3, statements: 24, journeys: 9)),
                ("a reply", reply, Counts(transactions: 4, statements: 28, journeys: 17)),
                ("sending it", sending, Counts(transactions: 4, statements: 32, journeys: 19)),
                ("a status", status, Counts(transactions: 3, statements: 21, journeys: 11)),
            ] {
                print("statements of \(what) on \(engine): \(counts)")
                #expect(counts.transactions <= limit.transactions, "\(what)")
                #expect(counts.statements <= limit.statements, "\(what)")
                #expect(counts.journeys <= limit.journeys, "\(what)")
            }
        }
    }

    @Test func `on SQLite nothing that a message, its reply and a status need is planned anew for each of them`()
        async throws
    {
        try await TestEngine.sqlite.clinic(rules: .withoutWaiting) { clinic in
            let engine = try #require(clinic.engine as? SQLiteEngine)
            func turn(_ number: Int) async throws {
                let patient = try await clinic.patientWrites(
                    "Hello", from: "9198765432\(number)", userID: number % 2 == 0 ? "IN.\(number)" : nil)
                _ = try await clinic.assistantAnswers("Good morning.")
                let claim = try #require(await clinic.takeSend(patient))
                try await clinic.outbox.recordAccepted(claim, wamid: Wamid("out.\(number)")!)
                try await clinic.metaReports(.delivered, wamid: "out.\(number)")
                try await clinic.phoneWrites("I am here", to: "9198765432\(number)")
                try await clinic.doctorWrites("Come at nine.", to: patient)
                clinic.clock.advance(by: .seconds(60))
            }
            for number in 10..<14 { try await turn(number) }
            let before = try engine.timesPlannedAgain()
            for number in 14..<20 { try await turn(number) }
            #expect(try engine.timesPlannedAgain() == before)
        }
    }

    /// From the webhook to the conversation, as route and worker do it.
    private static func delivery(
        _ update: InboundUpdate, _ clinic: TestClinic, _ counter: TransactionCounter
    ) async throws -> Counts {
        try await counter.counts {
            try await clinic.inbox.receive(Array("{}".utf8), for: [TestClinic.number])
            for lane in try await clinic.inbox.claim(limit: 8) {
                let applied = try await clinic.inbox.applyNext(in: lane) {
                    ReadDelivery(id: $0.id, updates: [update], problem: nil, numbers: [TestClinic.number])
                }
                #expect(applied.count == 1 && applied.problems.isEmpty)
            }
        }
    }

    /// From the due reply to a row in the outbox, as the reply worker does it.
    private static func reply(_ clinic: TestClinic, _ counter: TransactionCounter) async throws -> Counts {
        clinic.clock.advance(by: clinic.rules.replyDelay)
        return try await counter.counts {
            let claim = try #require(await clinic.replies.claim(limit: 8).first)
            _ = try await clinic.replies.question(for: claim)
            #expect(try await clinic.replies.enqueue(MessageText("At nine.")!, for: claim) == .enqueued)
        }
    }

    /// From the outbox to Meta's answer, as the dispatcher does it.
    private static func sending(
        to patient: PatientID, _ clinic: TestClinic, _ counter: TransactionCounter
    ) async throws -> Counts {
        try await counter.counts {
            let key = try #require(await clinic.outbox.claim(limit: 8).first)
            let claim = try #require(await clinic.outbox.claimSend(key))
            _ = try await clinic.outbox.credentials(of: clinic.clinicID)
            try await clinic.outbox.recordAccepted(claim, wamid: "out.2")
        }
    }
}
