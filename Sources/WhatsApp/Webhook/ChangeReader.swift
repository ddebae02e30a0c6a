import Conversations
import JSON

/// Reads one change of a webhook body.
struct ChangeReader {
    private let field: String
    private let value: JSONElement
    private let entry: JSONElement
    private let number: PhoneNumberID?
    private let businessAccountID: String?
    /// One for every part that could be read; nil for a part that means nothing to the conversations.
    private var events: [InboundEvent?] = []
    private(set) var contents = WebhookContents()

    /// Whether there was anything, including what means nothing to the conversations.
    var holdsAnything: Bool { !events.isEmpty || !contents.notices.isEmpty || !contents.problems.isEmpty }

    init(_ change: JSONElement, of entry: JSONElement) {
        field = Bounded.text(change["field"], limit: 100) ?? "unknown"
        value = change["value"] ?? .emptyObject
        self.entry = entry
        number = Self.number(of: value)
        businessAccountID = Bounded.identifier(entry["id"])
    }

    mutating func read() {
        switch field {
        case "messages": readMessages()
        case "smb_message_echoes": readEchoes()
        case "user_preferences":
            readAll("user_preferences") { MarketingPreference($0).map { .marketingPreference($0) } }
        case "user_id_update":
            readAll("user_id_update") { notice throws(WebhookProblem) in
                guard let change = IdentityChange(notice: notice) else { throw .userChangeUnreadable }
                return .identityChange(change, notice: nil)
            }
        default:
            contents.accountUpdates = AccountUpdateReader.read(field, value, of: entry)
            note(.event(field: field))
        }
        if let number {
            contents.updates = events.compactMap(\.self).map { InboundUpdate($0, at: number) }
        } else {
            contents.problems += events.map { _ in .numberMissing }
        }
    }

    /// The clinic's number that a change is about.
    static func number(of value: JSONElement?) -> PhoneNumberID? {
        PhoneNumberID(json: value?["metadata"]?["phone_number_id"])
    }

    private mutating func readMessages() {
        let messages = value["messages"].elements
        let contacts = ContactBook(value["contacts"], senders: messages.map(MessageReader.sender))
        readEach(messages) { message throws(WebhookProblem) in try Self.event(of: message, contacts) }
        readStatuses()
        let errors = MetaError.list(value["errors"])
        if !errors.isEmpty { note(.errors(errors)) }
        if events.isEmpty && errors.isEmpty && value["messages"] == nil && value["statuses"] == nil {
            contents.problems.append(.emptyValue)
        }
    }

    private static func event(of message: JSONElement, _ contacts: ContactBook) throws(WebhookProblem) -> InboundEvent?
    {
        guard let wamid = Wamid(json: message["id"]) else { throw .messageWithoutID }
        let person = contacts.completed(MessageReader.sender(of: message))
        let read = MessageReader.read(message, wamid: wamid, person: person)
        // Such a notice need not name anybody but by the former id.
        if let change = IdentityChange(message, read: read) { return .identityChange(change, notice: read) }
        guard person.phone != nil || person.userID != nil else { throw .messageWithoutSender }
        // Says only that a chat was opened: there is nothing to read and nothing to answer.
        if message["type"]?.text == "request_welcome" { return nil }
        return .message(read)
    }

    private mutating func readEchoes() {
        let recipients = value["message_echoes"].elements.map(MessageReader.recipient)
        let contacts = ContactBook(value["contacts"], senders: recipients)
        readAll("message_echoes") { echo throws(WebhookProblem) in
            guard let wamid = Wamid(json: echo["id"]) else { throw .messageWithoutID }
            let person = contacts.completed(MessageReader.recipient(of: echo))
            guard person.phone != nil || person.userID != nil else { throw .echoWithoutRecipient }
            return .echo(MessageReader.read(echo, wamid: wamid, person: person))
        }
    }

    private mutating func readStatuses() {
        let statuses = value["statuses"].elements
        let contacts = ContactBook(value["contacts"], senders: statuses.map(StatusReader.recipient))
        readEach(statuses) { status throws(WebhookProblem) in
            let report = try StatusReader.read(status, contacts: contacts)
            return StatusReader.isGroup(status) ? nil : .status(report)
        }
        for trouble in statuses.compactMap(StatusReader.accountTrouble) { note(trouble) }
    }

    /// Reads the elements of a member that a value of this kind has to have.
    private mutating func readAll(_ name: String, _ event: (JSONElement) throws(WebhookProblem) -> InboundEvent?) {
        let elements = value[name].elements
        if elements.isEmpty { contents.problems.append(.emptyValue) }
        readEach(elements, event)
    }

    private mutating func readEach(
        _ elements: JSONElements, _ event: (JSONElement) throws(WebhookProblem) -> InboundEvent?
    ) {
        for element in elements {
            do throws(WebhookProblem) {
                events.append(try event(element))
            } catch {
                contents.problems.append(error)
            }
        }
    }

    private mutating func note(_ matter: AccountNotice.Matter) {
        contents.notices.append(
            AccountNotice(businessAccountID: businessAccountID, phoneNumberID: number, matter: matter))
    }
}
