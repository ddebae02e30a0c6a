import Conversations
import Testing

@testable import WhatsApp

/// Every example file decodes to exactly what is written here.
@Suite(.enabled(if: SharedPayloads.areThere))
struct PayloadFileTests {
    typealias Content = WebhookUpdate.Content

    @Test func `every inbound and status file has an expectation`() throws {
        let there = Set(try SharedPayloads.names("inbound") + SharedPayloads.names("status"))
        #expect(there == Set((Self.inbound.map(\.0) + Self.statuses.map(\.0)).map { $0 + ".json" }))
    }

    @Test(arguments: inbound)
    func `an inbound file holds exactly one update with the expected content`(file: String, content: Content) throws {
        let read = WebhookPayload.read(try SharedPayloads.bytes("inbound/\(file).json"))
        #expect(read.problems == [])
        #expect(read.updates.map(\.content) == [content])
        #expect(read.updates.first?.businessAccountID == "501122334455667")
        if case .accountEvent = content {
            #expect(read.updates.first?.phoneNumberID == nil)
        } else {
            #expect(read.updates.first?.phoneNumberID == "700800900100200")
        }
    }

    @Test(arguments: statuses)
    func `a status file holds exactly the expected status`(file: String, status: StatusUpdate) throws {
        let read = WebhookPayload.read(try SharedPayloads.bytes("status/\(file).json"))
        #expect(read.problems == [])
        #expect(read.updates.map(\.content) == [.status(status)])
    }
}
