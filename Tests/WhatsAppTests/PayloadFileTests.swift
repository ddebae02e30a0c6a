import Conversations
import TestSupport
import Testing

@testable import WhatsApp

/// Every example file decodes to exactly what is written here.
@Suite(.enabled(if: SharedPayloads.areThere))
struct PayloadFileTests {
    static let number: PhoneNumberID = "700800900100200"

    @Test func `every inbound and status file has an expectation`() throws {
        let there = Set(try SharedPayloads.names("inbound") + SharedPayloads.names("status"))
        let expected =
            Self.inbound.map(\.0) + Self.notices.map(\.0) + Self.statuses.map(\.0) + Self.failures.map(\.0)
            + ["request_welcome"]
        #expect(there == Set(expected.map { $0 + ".json" }))
    }

    @Test(arguments: inbound)
    func `an inbound file holds exactly one update with the expected event`(file: String, event: InboundEvent) throws {
        let read = WebhookPayload(try SharedPayloads.bytes("inbound/\(file).json")).contents()
        #expect(read == WebhookContents(updates: [InboundUpdate(event, at: Self.number)]))
    }

    @Test(arguments: notices)
    func `a file about the account holds exactly one notice, and what it means for us`(
        file: String, field: String, event: AccountEvent?
    ) throws {
        let read = WebhookPayload(try SharedPayloads.bytes("inbound/\(file).json")).contents()
        let notice = AccountNotice(businessAccountID: "501122334455667", matter: .event(field: field))
        let updates = [event].compactMap(\.self).map { event in
            AccountUpdate(event, of: "501122334455667", at: Timestamp(unixSeconds: 1_795_341_600))
        }
        #expect(read == WebhookContents(accountUpdates: updates, notices: [notice]))
    }

    @Test func `the file that only says that a chat was opened means nothing, and is no problem`() throws {
        #expect(
            WebhookPayload(try SharedPayloads.bytes("inbound/request_welcome.json")).contents() == WebhookContents())
    }

    @Test(arguments: statuses)
    func `a status file holds exactly the expected report`(file: String, report: StatusReport) throws {
        let read = WebhookPayload(try SharedPayloads.bytes("status/\(file).json")).contents()
        #expect(read == WebhookContents(updates: [InboundUpdate(.status(report), at: Self.number)]))
    }

    @Test(arguments: failures)
    func `a file about a failure holds the report, and a notice where the account is in trouble`(
        file: String, code: Int64, sentence: String, isAccountTrouble: Bool
    ) throws {
        let read = WebhookPayload(try SharedPayloads.bytes("status/\(file).json")).contents()
        let failure = GraphErrorMeaning(code: code, subcode: nil).failure
        #expect(failure.origin == .meta(code: code) && failure.sentence.contains(sentence))
        let report = Self.status(.failed, failure: failure)
        #expect(read.updates == [InboundUpdate(.status(report), at: Self.number)] && read.problems == [])
        let notice = AccountNotice(
            businessAccountID: "501122334455667", phoneNumberID: Self.number,
            matter: .failedMessage(report.wamid, code: code))
        #expect(read.notices == (isAccountTrouble ? [notice] : []))
    }
}
