package import Conversations
import JSON

/// A webhook body. Nothing in it is taken for granted: what is missing or odd costs only itself.
package struct WebhookPayload: Sendable {
    /// Nil where the body isn't JSON.
    private let root: JSONElement?

    package init(_ body: [UInt8]) { root = try? JSONElement(body, .lenient) }

    /// The clinics' numbers that it is about, each once.
    package var numbers: [PhoneNumberID] {
        var numbers: [PhoneNumberID] = []
        var known: Set<PhoneNumberID> = []
        forEachChange { change, _ in
            guard let number = ChangeReader.number(of: change["value"]), number != numbers.last else { return }
            if known.insert(number).inserted { numbers.append(number) }
        }
        return numbers
    }

    /// The clinics' numbers, each once, with the account that is named beside it.
    package var heard: [HeardNumber] {
        var heard: [PhoneNumberID: HeardNumber] = [:]
        forEachChange { change, entry in
            guard let number = ChangeReader.number(of: change["value"]) else { return }
            heard[number] = HeardNumber(phoneNumberID: number, accountID: WhatsAppAccountID(json: entry["id"]))
        }
        return Array(heard.values)
    }

    /// Every entry × change × message or status, in order. Never fails: a body that isn't JSON has a problem and nothing
    /// else.
    package func contents() -> WebhookContents {
        guard let root else { return WebhookContents(problems: [.notJSON]) }
        guard root.kind == .object else { return WebhookContents(problems: [.emptyBody]) }
        if let object = root["object"], object.text != "whatsapp_business_account" {
            return WebhookContents(problems: [.otherObject])
        }
        var holdsAnything = false
        var contents = WebhookContents()
        forEachChange { change, entry in
            var reader = ChangeReader(change, of: entry)
            reader.read()
            holdsAnything = holdsAnything || reader.holdsAnything
            contents.updates += reader.contents.updates
            contents.accountUpdates += reader.contents.accountUpdates
            contents.notices += reader.contents.notices
            contents.problems += reader.contents.problems
        }
        if !holdsAnything { contents.problems.append(.emptyBody) }
        return contents
    }

    private func forEachChange(_ visit: (_ change: JSONElement, _ entry: JSONElement) -> Void) {
        for entry in (root?["entry"]).elements {
            for change in entry["changes"].elements { visit(change, entry) }
        }
    }
}
