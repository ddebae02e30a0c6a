/// One name that WhatsApp has for a person, and when it said so. Times are WhatsApp's own, so that what comes late, twice
/// or in another order says the same.
package struct Alias: Hashable, Sendable {
    package enum Name: Hashable, Sendable {
        /// In its canonical spelling. A number may be passed on to somebody else.
        case number(PhoneNumber)
        /// Means one person for ever; the person may get another one.
        case userID(WhatsAppUserID)
    }

    package let name: Name
    /// A number as WhatsApp wrote it last; nil for a user id.
    package var spelling: PhoneNumber?
    /// When WhatsApp first and last used the name for this person.
    package var first: Timestamp
    package var last: Timestamp
    /// A notice of this time says that the name is theirs from then on.
    package var since: Timestamp?
    /// A notice of this time says that the name is no longer theirs.
    package var until: Timestamp?
    /// A number that is theirs now: not over, and nobody else was called so later.
    package var isHeld: Bool

    package init(
        _ name: Name, spelling: PhoneNumber? = nil, first: Timestamp, last: Timestamp, since: Timestamp? = nil,
        until: Timestamp? = nil, isHeld: Bool = false
    ) {
        self.name = name
        self.spelling = spelling
        self.first = first
        self.last = last
        self.since = since
        self.until = until
        self.isHeld = isHeld
    }

    package var isNumber: Bool { if case .number = name { true } else { false } }

    /// WhatsApp uses the name at `time`, in this spelling. An older use never overrides what a newer one says.
    mutating func hear(_ spelling: PhoneNumber?, at time: Timestamp) {
        if time >= last, let spelling { self.spelling = spelling }
        first = min(first, time)
        last = max(last, time)
        if let end = until, end < time { until = nil }
    }

    mutating func end(at time: Timestamp) {
        until = time
        isHeld = false
    }

    /// What two rows of one person know of one name.
    func joined(with other: Alias) -> Alias {
        var all = last >= other.last ? self : other
        all.first = min(first, other.first)
        all.since = [since, other.since].compactMap(\.self).max()
        let ends = [until, other.until].compactMap(\.self)
        all.until = ends.count == 2 ? ends.max() : ends.first.flatMap { $0 >= all.last ? $0 : nil }
        all.isHeld = all.until == nil && (isHeld || other.isHeld)
        return all
    }

    /// Two user ids of one person do not contradict each other when the one was over before the other began.
    func makesWay(for next: Alias) -> Bool {
        until.map { $0 <= next.first.adding(Identity.noticeDelay) } ?? false
    }

    func overlaps(_ other: Alias) -> Bool { first < other.last && other.first < last }
}

extension WhatsAppPerson {
    /// The names by which the person is found: the number first.
    package var names: [Alias.Name] {
        [phone.map { .number($0.canonical) }, userID.map { .userID($0) }].compactMap(\.self)
    }

    func spelling(of name: Alias.Name) -> PhoneNumber? { if case .number = name { phone } else { nil } }
}
