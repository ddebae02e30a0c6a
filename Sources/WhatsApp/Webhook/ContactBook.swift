import Conversations
import JSON

/// The `contacts` of one webhook value. They are matched by id, never by position: one value may hold messages from
/// several people.
struct ContactBook {
    private let byUserID: [WhatsAppUserID: WhatsAppPerson]
    /// By canonical number. One number may have been several people's.
    private let byPhone: [PhoneNumber: [WhatsAppPerson]]
    private let sole: WhatsAppPerson?
    private let someoneIsNamed: Bool

    /// `senders` are the people that the messages of the value name; they decide whether a lone contact can only be the
    /// lone sender.
    init(_ contacts: JSONElement?, senders: [WhatsAppPerson] = []) {
        let people = contacts.elements.map(Self.person)
        byUserID = Dictionary(people.compactMap { person in person.userID.map { ($0, person) } }) { first, _ in first }
        byPhone = Dictionary(grouping: people.filter { $0.phone != nil }) { $0.phone!.canonical }
        let others = Set(senders.compactMap { $0.userID?.text ?? $0.phone?.canonical.text })
        someoneIsNamed = !others.isEmpty
        sole = people.count == 1 && others.count <= 1 ? people[0] : nil
    }

    /// `known` with what its contact adds.
    func completed(_ known: WhatsAppPerson) -> WhatsAppPerson {
        guard let contact = contact(of: known) else { return known }
        return WhatsAppPerson(
            phone: Self.spelled(known.phone, by: contact.phone), userID: known.userID ?? contact.userID,
            parentUserID: known.parentUserID ?? contact.parentUserID, name: contact.name, username: contact.username)
    }

    private func contact(of known: WhatsAppPerson) -> WhatsAppPerson? {
        // Where a sender is named, the contact is theirs, and a message without ids is nobody's.
        if known.userID == nil && known.phone == nil { return someoneIsNamed ? nil : sole }
        let sameUserID = known.userID.flatMap { byUserID[$0] }
        let samePhone = known.phone.flatMap { byPhone[$0.canonical] }?
            .first { !Self.contradict($0.userID, known.userID) }
        return sameUserID ?? samePhone ?? sole.flatMap { Self.contradict($0.userID, known.userID) ? nil : $0 }
    }

    /// `wa_id` is the spelling to write to; it may differ from that of the message.
    private static func spelled(_ known: PhoneNumber?, by contact: PhoneNumber?) -> PhoneNumber? {
        known == nil || known?.canonical == contact?.canonical ? contact : known
    }

    private static func contradict(_ left: WhatsAppUserID?, _ right: WhatsAppUserID?) -> Bool {
        left != nil && right != nil && left != right
    }

    private static func person(_ contact: JSONElement) -> WhatsAppPerson {
        WhatsAppPerson(
            phone: PhoneNumber(json: contact["wa_id"]), userID: WhatsAppUserID(json: contact["user_id"]),
            parentUserID: WhatsAppUserID(json: contact["parent_user_id"]),
            name: Bounded.name(contact["profile"]?["name"]),
            username: Bounded.name(contact["profile"]?["username"]))
    }
}
