import Conversations
import TestSupport

@testable import WhatsApp

/// A body read into its kinds of updates.
struct Reading {
    let contents: WebhookContents
    init(_ body: String) { contents = WebhookPayload(Array(body.utf8)).contents() }
    init(value: String) {
        let metadata = #""metadata":{"phone_number_id":"11"}"#
        self.init(#"{"entry":[{"id":"1","changes":[{"field":"messages","value":{\#(metadata),\#(value)}}]}]}"#)
    }
    init(message: String, contact: String?) {
        self.init(value: (contact.map { #""contacts":[{\#($0)}],"# } ?? "") + #""messages":[{\#(message)}]"#)
    }

    var problems: [String] { contents.problems.map(\.rawValue) }
    var messages: [InboundMessage] {
        contents.updates.compactMap { if case .message(let message) = $0.event { message } else { nil } }
    }
    var echoes: [InboundMessage] {
        contents.updates.compactMap { if case .echo(let message) = $0.event { message } else { nil } }
    }
    var statuses: [StatusReport] {
        contents.updates.compactMap { if case .status(let status) = $0.event { status } else { nil } }
    }
}
