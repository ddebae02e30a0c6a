import Conversations

/// Those who have or had one of the names that WhatsApp uses.
extension [KnownPerson] {
    func person(with userID: WhatsAppUserID?) -> KnownPerson? {
        guard let userID else { return nil }
        return first { $0.identity[.userID(userID)] != nil }
    }

    /// Who had this number at `time`, as far as anybody knows.
    func holder(of phone: PhoneNumber?, at time: Timestamp) -> KnownPerson? {
        guard let phone else { return nil }
        let name = Alias.Name.number(phone.canonical)
        let near = compactMap { person in person.identity.nearness(of: name, at: time).map { (person, $0) } }
        return near.max { $0.1 < $1.1 }?.0
    }

    /// Who had it last, also where a notice says that it is no longer theirs.
    func lastHolder(of phone: PhoneNumber?) -> KnownPerson? {
        guard let phone else { return nil }
        let name = Alias.Name.number(phone.canonical)
        let all = compactMap { person in person.identity[name].map { (person, $0.last) } }
        return all.max { $0.1 < $1.1 }?.0
    }

    /// Who already uses a number that somebody is said to have got at `time`, and did not before.
    func newHolder(of phone: PhoneNumber?, since time: Timestamp, besides former: PatientID?) -> KnownPerson? {
        guard let phone else { return nil }
        let earliest = time.adding(Identity.noticeDelay * -1)
        return first { person in
            guard person.id != former, let alias = person.identity[.number(phone.canonical)] else { return false }
            return alias.until == nil && alias.first >= earliest
        }
    }

    /// WhatsApp has just called this person by the number: it is theirs, unless somebody else was called so later.
    mutating func give(_ number: Alias.Name, to id: PatientID) {
        guard let own = firstIndex(where: { $0.id == id }), let alias = self[own].identity[number],
            alias.until == nil
        else { return }
        // Also those who have left it since: whoever had it before them has lost it.
        let rivals = indices.filter { self[$0].id != id && self[$0].identity[number] != nil }
        if rivals.contains(where: { (self[$0].identity[number]?.last ?? alias.last) > alias.last }) {
            return self[own].identity.hold(number, false)
        }
        for rival in rivals { self[rival].identity.hold(number, false) }
        self[own].identity.hold(number, true)
    }

    mutating func replace(_ person: KnownPerson) {
        if let index = firstIndex(where: { $0.id == person.id }) { self[index] = person } else { append(person) }
    }
}
