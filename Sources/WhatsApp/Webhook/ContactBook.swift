import Conversations

/// The `contacts` of one webhook value. They are matched by id, never by position: one value may hold messages of
/// several people.
struct ContactBook {
    typealias Person = InboundMessage.Person
    private let people: [Person]
    private let sole: Person?
    private let someoneIsNamed: Bool

    /// `senders` are the ids that the messages of the value give; they decide whether a lone contact can only be
    /// the lone sender.
    init(_ contacts: JSONValue?, senders: [Person] = []) {
        people = (contacts?.elements ?? []).map(Self.person)
        let others = Set(senders.filter { $0.phone != nil || $0.userID != nil }.map { $0.userID ?? $0.phone })
        someoneIsNamed = !others.isEmpty
        sole = people.count == 1 && others.count <= 1 ? people[0] : nil
    }

    /// `known` with what its contact adds.
    func completed(_ known: Person) -> Person {
        guard let contact = contact(of: known) else { return known }
        return Person(
            phone: known.phone ?? contact.phone, userID: known.userID ?? contact.userID,
            parentUserID: known.parentUserID ?? contact.parentUserID, name: contact.name, username: contact.username)
    }

    private func contact(of known: Person) -> Person? {
        // Beside a named sender, the contact is theirs, and a message without ids is nobody's.
        if known.userID == nil && known.phone == nil { return someoneIsNamed ? nil : sole }
        let byUserID = people.first { $0.userID != nil && $0.userID == known.userID }
        let byPhone = people.first {
            $0.phone != nil && $0.phone == known.phone && !Self.contradict($0.userID, known.userID)
        }
        return byUserID ?? byPhone ?? sole.flatMap { Self.contradict($0.userID, known.userID) ? nil : $0 }
    }

    private static func contradict(_ left: String?, _ right: String?) -> Bool {
        left != nil && right != nil && left != right
    }

    private static func person(_ contact: JSONValue) -> Person {
        Person(
            phone: Bounded.phone(contact["wa_id"]), userID: Bounded.identifier(contact["user_id"]),
            parentUserID: Bounded.identifier(contact["parent_user_id"]),
            name: Bounded.text(contact["profile"]?["name"], limit: Bounded.name),
            username: Bounded.text(contact["profile"]?["username"], limit: Bounded.name))
    }
}
