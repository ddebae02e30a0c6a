/// What WhatsApp has said about who one person is. Which rows are one patient, and where their messages go, follows from it
/// (docs/TAKEOVER.md, "Who is who").
package struct Identity: Hashable, Sendable {
    /// A person may write under a new name this long before the time of the notice that tells of it.
    package static let noticeDelay = Duration.seconds(600)

    package private(set) var aliases: [Alias]

    package init(_ aliases: [Alias] = []) { self.aliases = aliases }

    package subscript(_ name: Alias.Name) -> Alias? { aliases.first { $0.name == name } }

    /// The number to write to; nil where it is hidden, not known any more, or somebody else's.
    package var number: PhoneNumber? {
        aliases.filter { $0.isNumber && $0.isHeld }.max { ($0.last, $0.first) < ($1.last, $1.first) }?.spelling
    }

    /// The newest user id; one that is over only where nothing else leads to the person.
    package var userID: WhatsAppUserID? {
        let ids = aliases.filter { !$0.isNumber }
        let open = ids.filter { $0.until == nil }
        let newest = (open.isEmpty && number == nil ? ids : open).max { ($0.last, $0.first) < ($1.last, $1.first) }
        guard case .userID(let id)? = newest?.name else { return nil }
        return id
    }

    // MARK: What WhatsApp says

    /// WhatsApp names the person so at `time`.
    package mutating func hear(_ person: WhatsAppPerson, at time: Timestamp, isNotice: Bool = false) {
        for name in person.names {
            let spelling = person.spelling(of: name)
            if self[name] == nil { aliases.append(Alias(name, spelling: spelling, first: time, last: time)) }
            update(name) { alias in
                alias.hear(spelling, at: time)
                if isNotice { alias.since = max(alias.since ?? time, time) }
            }
        }
        if person.names.count == 2 { endTogether(person.names) }
    }

    /// The same, from what does not come from the person: it tells nothing of a name that is over, and a number alone
    /// does not show that they still have it.
    package mutating func learn(_ person: WhatsAppPerson, at time: Timestamp) {
        var person = person
        if let phone = person.phone, person.userID == nil, self[.number(phone.canonical)] != nil { return }
        for name in person.names {
            guard let end = self[name]?.until, end < time else { continue }
            if case .number = name { person.phone = nil } else { person.userID = nil }
        }
        hear(person, at: time)
    }

    /// At `time` the person got `new` names: every other one that was used until then is over, whether the notice names
    /// it or not.
    package mutating func leave(_ old: WhatsAppPerson, for new: WhatsAppPerson, at time: Timestamp) {
        formerly(old, new, at: time)
        let kept = new.names
        for alias in aliases where alias.until == nil && alias.last <= time && !kept.contains(alias.name) {
            // Several notices may tell of one change, each a part of it.
            if alias.since != time { update(alias.name) { $0.end(at: time) } }
        }
    }

    /// The person had `old` names until `time`.
    package mutating func formerly(_ old: WhatsAppPerson, _ new: WhatsAppPerson, at time: Timestamp) {
        for name in old.names where self[name] == nil && !new.names.contains(name) {
            aliases.append(Alias(name, spelling: old.spelling(of: name), first: time, last: time, until: time))
        }
    }

    /// The two turn out to be one person.
    package mutating func absorb(_ other: Identity) {
        for alias in other.aliases {
            if self[alias.name] == nil {
                aliases.append(alias)
            } else {
                update(alias.name) { $0 = $0.joined(with: alias) }
            }
        }
    }

    /// Whether a number is the person's now.
    package mutating func hold(_ number: Alias.Name, _ isHeld: Bool) { update(number) { $0.isHeld = isHeld } }

    private mutating func update(_ name: Alias.Name, _ body: (inout Alias) -> Void) {
        guard let index = aliases.firstIndex(where: { $0.name == name }) else { return }
        body(&aliases[index])
    }

    /// A new number always comes with a new user id. So what was said together was over together, also where one of the
    /// two is learned of only after the notice.
    private mutating func endTogether(_ names: [Alias.Name]) {
        guard let number = aliases.first(where: { $0.isNumber && names.contains($0.name) }),
            let id = aliases.first(where: { !$0.isNumber && names.contains($0.name) })
        else { return }
        if let end = number.until, id.until == nil, id.last <= end {
            update(id.name) { $0.end(at: end) }
        } else if let end = id.until, number.until == nil, number.last < end {
            update(number.name) { $0.end(at: end) }
        }
    }

    // MARK: Who may be who

    /// Whether WhatsApp may call this person so at `time`: not by a second user id while it calls them by another.
    package func mayBe(_ person: WhatsAppPerson, at time: Timestamp) -> Bool {
        guard let id = person.userID, self[.userID(id)] == nil else { return true }
        var told = self
        told.hear(person, at: time)
        guard let new = told[.userID(id)] else { return true }
        return told.aliases.allSatisfy { $0.isNumber || $0 == new || $0.makesWay(for: new) || new.makesWay(for: $0) }
    }

    /// Whether the two are certainly not one person: both had a user id, or a number, at one time.
    package func contradicts(_ other: Identity) -> Bool {
        aliases.contains { mine in
            other.aliases.contains { theirs in
                guard mine.name != theirs.name, mine.isNumber == theirs.isNumber else { return false }
                return mine.isNumber
                    ? mine.overlaps(theirs) : !mine.makesWay(for: theirs) && !theirs.makesWay(for: mine)
            }
        }
    }

    /// How near `time` is to a use of the name, for choosing among those who had it; nil where it was no longer theirs.
    /// What was said last before counts first.
    package func nearness(of name: Alias.Name, at time: Timestamp) -> Nearness? {
        guard let alias = self[name], alias.until.map({ time <= $0 }) ?? true else { return nil }
        if alias.first > time { return Nearness(rank: 0, at: -alias.first.milliseconds, isHeld: alias.isHeld) }
        return alias.last >= time
            ? Nearness(rank: 2, at: alias.first.milliseconds, isHeld: alias.isHeld)
            : Nearness(rank: 1, at: alias.last.milliseconds, isHeld: alias.isHeld)
    }

    package struct Nearness: Comparable, Sendable {
        fileprivate let rank: Int
        fileprivate let at: Int64
        fileprivate let isHeld: Bool

        package static func < (left: Self, right: Self) -> Bool {
            (left.rank, left.at, left.isHeld ? 1 : 0) < (right.rank, right.at, right.isHeld ? 1 : 0)
        }
    }
}
