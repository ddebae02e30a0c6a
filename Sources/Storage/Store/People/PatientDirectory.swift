import Conversations

/// Tells which of a clinic's patients WhatsApp means. It compares what WhatsApp says now with all that it has said before,
/// each at its own time (`Identity`), and keeps the patients' rows in step.
///
/// Only the inbox asks, for one delivery of a clinic after the other.
struct PatientDirectory {
    let clinicID: ClinicID
    let transaction: any Transaction
    /// What may be known already, without another question to the database.
    var lookahead: Lookahead?

    /// Who wrote a message of `time`. Nil for somebody whom there is no conversation with, unless it `mayBegin` one.
    func author(_ person: WhatsAppPerson, at time: Timestamp, mayBegin: Bool = true) throws -> PatientID? {
        var people = try known(as: person.names)
        var one = try resolve(person, at: time, among: &people) ?? KnownPerson()
        guard one.row != nil || mayBegin else { return nil }
        let called = one.newly(called: person, at: time)
        one.identity.hear(person, at: time)
        return try settle(one, called: called, &people, begins: true)
    }

    /// To whom the clinic's own phone wrote at `time`; also somebody who had the number before, so that a takeover finds
    /// them.
    func recipient(_ person: WhatsAppPerson, at time: Timestamp) throws -> PatientID {
        var people = try known(as: person.names)
        let former = person.userID == nil ? people.lastHolder(of: person.phone) : nil
        var one = try resolve(person, at: time, among: &people) ?? former ?? KnownPerson()
        let called = one.newly(called: person, at: time)
        one.identity.learn(person, at: time)
        return try settle(one, called: called, &people, begins: true)
    }

    /// Whom there is a conversation with. Nothing is learned of it.
    func find(_ person: WhatsAppPerson, at time: Timestamp) throws -> PatientID? {
        let people = try known(as: person.names)
        let found = people.person(with: person.userID) ?? people.holder(of: person.phone, at: time)
        return found?.row == nil ? nil : found?.id
    }

    /// Learns the user id of a patient from a report about a message to them.
    func learn(_ person: WhatsAppPerson, of patient: PatientID, at time: Timestamp) throws {
        guard person.userID != nil else { return }
        var people = try known(as: person.names)
        guard var one = people.first(where: { $0.id == patient }), one.identity.mayBe(person, at: time) else { return }
        if let other = people.person(with: person.userID), other.id != one.id {
            guard !one.identity.contradicts(other.identity) else { return }
            one = try join(one, other, &people)
        }
        one.identity.learn(person, at: time)
        _ = try settle(one, called: person, &people)
    }

    /// The same person has other names since `time`. Returns their conversation; nil where there is none: then the notice
    /// is remembered all the same, since the messages that it explains may come later.
    func apply(_ change: IdentityChange, at time: Timestamp) throws -> PatientID? {
        let new = change.newNames
        var people = try known(as: change.old.names + new.names)
        let before = try resolve(change.old, at: time, among: &people)
        var one = before ?? KnownPerson()
        if before == nil {
            one.identity.formerly(change.old, new, at: time)
        } else {
            one.identity.leave(change.old, for: new, at: time)
        }
        if let named = people.person(with: new.userID), named.id != one.id {
            // That an id became another one is said in so many words.
            if before == nil || change.old.userID != nil || !one.identity.contradicts(named.identity) {
                one = try join(one, named, &people)
            } else {
                // The new names are somebody's already; whoever had the old ones has lost them.
                people.replace(one)
                one = named
            }
        }
        one.identity.hear(new, at: time, isNotice: true)
        if let user = people.newHolder(of: change.newPhone, since: time, besides: one.id),
            !one.identity.contradicts(user.identity)
        {
            one = try join(one, user, &people)
        }
        let hasConversation = one.row != nil
        let id = try settle(one, called: new, &people)
        return hasConversation ? id : nil
    }

    // MARK: Who is meant

    /// Nil for somebody new. Two rows that turn out to be one person are joined, unless what is known of them contradicts
    /// it: then the number has been passed on.
    private func resolve(
        _ person: WhatsAppPerson, at time: Timestamp, among people: inout [KnownPerson]
    ) throws -> KnownPerson? {
        let named = people.person(with: person.userID)
        guard let holder = people.holder(of: person.phone, at: time) else { return named }
        guard let named else { return holder.identity.mayBe(person, at: time) ? holder : nil }
        guard named.id != holder.id, !named.identity.contradicts(holder.identity) else { return named }
        return try join(named, holder, &people)
    }

    /// Everybody who has or had one of these names.
    private func known(as names: [Alias.Name]) throws -> [KnownPerson] {
        guard !names.isEmpty else { return [] }
        var people = try lookahead?.people(called: names) ?? ask(for: names)
        for name in names where !people.contains(where: { $0.identity[name] != nil }) {
            guard let row = try unnamed(name), !people.contains(where: { $0.id == row.id }) else { continue }
            people.append(row)
        }
        lookahead?.forget(names, people)
        return people
    }

    private func ask(for names: [Alias.Name]) throws -> [KnownPerson] {
        let ids = KnownPerson.ids(called: names, of: clinicID)
        return try KnownPerson.all(in: transaction.rows(KnownPerson.statement(with: ids, of: clinicID)))
    }

    /// A row that somebody else made, without a word about its names.
    private func unnamed(_ name: Alias.Name) throws -> KnownPerson? {
        let isCalled: SQL =
            switch name {
            case .number(let number): "phone_number IN (\(SQL.list(number.allSpellings.map { "\($0)" })))"
            case .userID(let id): "whatsapp_user_id = \(id)"
            }
        return try transaction.row(
            """
            SELECT id AS row_id, name, username, phone_number, whatsapp_user_id, created_at, last_seen_at FROM patients
            WHERE doctor_id = \(clinicID) AND \(isCalled)
            """
        ).map(KnownPerson.init(unnamed:))
    }

    // MARK: What is written

    /// Writes down what is known now of `one` and of whoever else has one of the names, and brings their rows up to date.
    private func settle(
        _ one: KnownPerson, called person: WhatsAppPerson, _ people: inout [KnownPerson], begins: Bool = false
    ) throws -> PatientID {
        people.replace(one)
        if let phone = person.phone { people.give(.number(phone.canonical), to: one.id) }
        // Whoever loses the number comes first: it is unique.
        for index in people.indices where people[index].id != one.id { try write(&people[index]) }
        for index in people.indices where people[index].id == one.id {
            try write(&people[index], called: person, begins: begins)
        }
        return one.id
    }

    private func write(
        _ person: inout KnownPerson, called: WhatsAppPerson = WhatsAppPerson(), begins: Bool = false
    ) throws {
        if person.row == nil && begins { try insert(&person, called: called) }
        try person.save(of: clinicID, in: transaction)
        guard let row = person.row else { return }
        let new = person.row(called: called)
        guard new != row else { return }
        _ = lookahead?.takeRow(of: person.id)
        try transaction.post(
            """
            UPDATE patients SET name = \(new.name), username = \(new.username), phone_number = \(new.phone),
                whatsapp_user_id = \(new.userID)
            WHERE doctor_id = \(clinicID) AND id = \(person.id)
            """)
        try SearchText.refresh(person.id, of: clinicID, in: transaction)
        person.row = new
    }

    private func insert(_ person: inout KnownPerson, called: WhatsAppPerson) throws {
        let row = person.row(called: called)
        let search = SearchText.of(name: row.name, username: row.username, phone: row.phone, email: nil)
        try transaction.post(
            """
            INSERT INTO patients (id, doctor_id, name, username, phone_number, whatsapp_user_id, search_text,
                last_activity_at, created_at)
            VALUES (\(person.id), \(clinicID), \(row.name), \(row.username), \(row.phone), \(row.userID), \(search),
                \(transaction.now), \(transaction.now))
            """)
        try SearchPieces.renew("doctor_id = \(clinicID) AND id = \(person.id)", in: transaction)
        try transaction.post(
            """
            UPDATE aliases SET stranger_since = NULL
            WHERE doctor_id = \(clinicID) AND patient_id = \(person.id) AND stranger_since IS NOT NULL
            """)
        person.row = row
    }

    /// Both become one person, whose row is that of the one or the other.
    private func join(_ one: KnownPerson, _ other: KnownPerson, _ people: inout [KnownPerson]) throws -> KnownPerson {
        var (stays, goes) = one.row == nil ? (other, one) : (one, other)
        if stays.row != nil && goes.row != nil {
            for person in [one, other] { _ = lookahead?.takeRow(of: person.id) }
            let id = try PatientJoin(clinicID: clinicID, transaction: transaction).join(one.id, other.id)
            if stays.id != id { swap(&stays, &goes) }
        }
        try transaction.post("DELETE FROM aliases WHERE doctor_id = \(clinicID) AND patient_id = \(goes.id)")
        stays.absorb(goes)
        people.removeAll { $0.id == goes.id }
        people.replace(stays)
        return stays
    }
}
