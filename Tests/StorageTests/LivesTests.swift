import Conversations
import Foundation
@testable import Storage
import TestSupport
import Testing

/// Made-up lives of a few people who change numbers and ids, pass numbers on, write and are written to. WhatsApp tells of
/// it late, twice and in any order, within what it promises; whoever is who must come out all the same.
///
/// `LIVES` and `LIVES_SEED` choose how many and which.
@Suite struct LivesTests {
    private static let environment = ProcessInfo.processInfo.environment

    @Test(arguments: TestEngine.available)
    func `people stay themselves, nobody reads another's words, and no takeover is lost`(on engine: TestEngine)
        async throws
    {
        // Two thousand together; PostgreSQL takes several times as long for one.
        let asked = Self.environment["LIVES"].flatMap { Int($0) }
        let count = asked ?? (engine == .sqlite ? 1850 : 150)
        let seed = Self.environment["LIVES_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0..<1_000_000)
        print("lives on \(engine): \(count), LIVES_SEED=\(seed)")
        try await engine.clinic { clinic in
            for number in 0..<count {
                var random = SplitMix(state: seed &+ UInt64(number))
                let life = Life(number: number, random: &random, now: clinic.clock.now)
                // One after the other, or all of it together, as the seed says.
                let faults = try await life.isLived(
                    in: clinic, together: random.chance(75), checksEachStep: number % 40 == 0)
                try #require(
                    faults.isEmpty, "LIVES=1 LIVES_SEED=\(seed &+ UInt64(number)): \(faults)\n\(life.description)")
            }
        }
    }
}

/// The same numbers for the same seed.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}

/// What is true, and what WhatsApp says of it.
private struct Life: CustomStringConvertible {
    private static let day: Int64 = 86_400

    /// One name of one person.
    struct Name: Hashable {
        let person: Int
        let text: String
    }

    /// One webhook, in the order of its arrival.
    struct Telling {
        let event: InboundEvent
        let at: Int64
        let arrives: Int64
        let person: Int
        /// The names that it shows to be one person's.
        let names: [Name]
        let wamid: String
        let isEcho: Bool
    }

    let number: Int
    let now: Timestamp
    private(set) var tellings: [Telling] = []
    private var owners: [String: Set<Int>] = [:]

    private struct Epoch {
        let person: Int
        let phone: String
        let userID: String
        let from: Int64
        let to: Int64
    }

    init(number: Int, random: inout SplitMix, now: Timestamp) {
        self.number = number
        self.now = now
        let epochs = Self.epochs(number, &random)
        for epoch in epochs { owners[Self.canonical(epoch.phone), default: []].insert(epoch.person) }
        for (position, epoch) in epochs.enumerated() {
            tell(epoch, &random)
            if position + 1 < epochs.count, epochs[position + 1].person == epoch.person {
                tell(changeOf: epoch, to: epochs[position + 1], &random)
            }
        }
        tellings += tellings.filter { _ in random.chance(25) }.map { again($0, &random) }
        tellings.shuffle(using: &random)
        tellings.sort { $0.arrives < $1.arrives }
    }

    // MARK: What is true

    private static func epochs(_ number: Int, _ random: inout SplitMix) -> [Epoch] {
        var free: [(phone: String, since: Int64, by: Int)] = []
        var epochs: [Epoch] = []
        var made = 0
        for person in 0..<Int.random(in: 1...3, using: &random) {
            var from = Int64.random(in: 0..<200, using: &random) * day
            for turn in 0..<Int.random(in: 1...3, using: &random) {
                let to = from + Int64.random(in: 20...120, using: &random) * day
                var phone: String
                if let passed = free.firstIndex(where: { $0.since + 45 * day < from && $0.by != person }),
                    random.chance(60)
                {
                    phone = free.remove(at: passed).phone
                } else {
                    made += 1
                    let kinds = ["91", "5588987", "521", "549"]
                    let kind = kinds.randomElement(using: &random)!
                    phone = kind + String(String(10_000_000_000 + number * 10 + made).suffix(kind.count > 4 ? 6 : 10))
                }
                epochs.append(
                    Epoch(person: person, phone: phone, userID: "IN.\(number)x\(person)x\(turn)", from: from, to: to))
                free.append((phone, to, person))
                from = to
            }
        }
        return epochs
    }

    private static func canonical(_ phone: String) -> String { PhoneNumber(phone)!.canonical.text }

    private func moment(_ time: Int64) -> Timestamp { now.adding(.seconds(time - 700 * Self.day)) }

    /// A number whose every owner is one person: only there can anybody know who a number alone means.
    private func isOnesOwn(_ phone: String) -> Bool { owners[Self.canonical(phone)]?.count == 1 }

    // MARK: What is told

    /// Most of it at once, some of it days later.
    private static func delay(_ random: inout SplitMix) -> Int64 {
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<5: Int64.random(in: 0..<5, using: &random)
        case 5..<8: Int64.random(in: 0..<3600, using: &random)
        default: Int64.random(in: 0..<(7 * day), using: &random)
        }
    }

    private func again(_ telling: Telling, _ random: inout SplitMix) -> Telling {
        Telling(
            event: telling.event, at: telling.at, arrives: telling.at + Self.delay(&random), person: telling.person,
            names: telling.names, wamid: telling.wamid, isEcho: telling.isEcho)
    }

    private func spelled(_ phone: String, _ random: inout SplitMix) -> PhoneNumber {
        PhoneNumber(phone)!.allSpellings.randomElement(using: &random)!
    }

    /// The person as a webhook of this epoch names them.
    private func named(_ epoch: Epoch, _ random: inout SplitMix) -> (WhatsAppPerson, [Name]) {
        var person = WhatsAppPerson(phone: spelled(epoch.phone, &random), userID: WhatsAppUserID(epoch.userID)!)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: person.phone = nil
        case 1 where isOnesOwn(epoch.phone): person.userID = nil
        default: break
        }
        return (person, names(of: person, epoch.person))
    }

    private func names(of person: WhatsAppPerson, _ owner: Int) -> [Name] {
        person.names.map { Name(person: owner, text: $0.value) }
    }

    private mutating func tell(_ epoch: Epoch, _ random: inout SplitMix) {
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let at = Int64.random(in: epoch.from...epoch.to, using: &random)
            let (person, names) = named(epoch, &random)
            let wamid = "w\(number).\(tellings.count)"
            let isEcho = random.chance(15)
            let message = InboundMessage(
                wamid: Wamid(wamid)!, person: person, sentAt: moment(at), body: "of \(epoch.person)")
            add(isEcho ? .echo(message) : .message(message), at, epoch.person, names, wamid, isEcho, &random)
            if isEcho && random.chance(60) {
                let report = StatusReport(
                    wamid: Wamid(wamid)!, status: .delivered, at: moment(at), recipient: person, callbackID: nil,
                    failure: nil)
                add(.status(report), at, epoch.person, [], "", false, &random)
            }
        }
    }

    /// Some of the notices that there are; each may tell less than it could.
    private mutating func tell(changeOf old: Epoch, to new: Epoch, _ random: inout SplitMix) {
        let (phone, id) = (PhoneNumber(old.phone)!, WhatsAppUserID(old.userID)!)
        let (newPhone, newID) = (spelled(new.phone, &random), WhatsAppUserID(new.userID)!)
        let at = moment(new.from)
        var changes: [IdentityChange] = []
        if random.chance(50) {
            changes.append(
                IdentityChange(
                    old: WhatsAppPerson(phone: phone, userID: id), newPhone: newPhone, newUserID: newID, at: at))
        }
        if random.chance(40) {
            changes.append(IdentityChange(old: WhatsAppPerson(userID: id), newPhone: nil, newUserID: newID, at: at))
        }
        if random.chance(40), isOnesOwn(old.phone), isOnesOwn(new.phone) {
            changes.append(
                IdentityChange(old: WhatsAppPerson(phone: phone), newPhone: newPhone, newUserID: nil, at: at))
        }
        for change in changes {
            let wamid = "n\(number).\(tellings.count)"
            let notice = InboundMessage(wamid: Wamid(wamid)!, person: change.old, sentAt: at, body: "changed")
            var line = notice
            line.type = .system
            let told = WhatsAppPerson(phone: change.newPhone, userID: change.newUserID)
            let all = names(of: change.old, old.person) + names(of: told, old.person)
            add(.identityChange(change, notice: line), new.from, old.person, all, "", false, &random)
        }
    }

    private mutating func add(
        _ event: InboundEvent, _ at: Int64, _ person: Int, _ names: [Name], _ wamid: String, _ isEcho: Bool,
        _ random: inout SplitMix
    ) {
        tellings.append(
            Telling(
                event: event, at: at, arrives: at + Self.delay(&random), person: person, names: names, wamid: wamid,
                isEcho: isEcho))
    }

    // MARK: What came of it

    func isLived(in clinic: TestClinic, together: Bool, checksEachStep: Bool) async throws -> [String] {
        try await clinic.engine.write(as: .system) { transaction in
            let inbound = InboundEvents(rules: clinic.rules, transaction: transaction)
            var faults: [String] = []
            let updates = tellings.map { InboundUpdate($0.event, at: TestClinic.number) }
            if together { inbound.expect(updates) }
            for (count, update) in updates.enumerated() {
                let problem = try inbound.apply(update)
                if let problem { faults.append("\(problem) at \(count)") }
                if checksEachStep { faults += try check(Array(tellings.prefix(count + 1)), transaction) }
                if !faults.isEmpty { return faults }
            }
            return try check(tellings, transaction)
        }
    }

    private struct Seen: Hashable {
        let patient: PatientID
        let isPaused: Bool
        let phone: String?
    }

    private func check(_ told: [Telling], _ transaction: any Transaction) throws -> [String] {
        var faults: [String] = []
        let seen = try read(transaction)
        let messages = told.filter { !$0.wamid.isEmpty }
        var people: [PatientID: Set<Int>] = [:]
        for message in messages {
            guard let found = seen[message.wamid] else { return ["\(message.wamid) is missing"] }
            people[found.patient, default: []].insert(message.person)
        }
        for (_, all) in people where all.count > 1 { faults.append("words of \(all.sorted()) in one conversation") }
        for group in Self.groups(told) {
            let own = messages.filter { !group.isDisjoint(with: $0.names) }
            let rows = Set(own.compactMap { seen[$0.wamid] })
            if rows.count > 1 { faults.append("\(own.map(\.wamid)) of one person are in \(rows.count) conversations") }
            if own.contains(where: \.isEcho), rows.contains(where: { !$0.isPaused }) {
                faults.append("a takeover of \(own.map(\.wamid)) is lost")
            }
        }
        for (wamid, row) in seen {
            guard let phone = row.phone, let person = messages.first(where: { $0.wamid == wamid })?.person else {
                continue
            }
            if owners[Self.canonical(phone)]?.contains(person) != true {
                faults.append("\(wamid): a stranger's number")
            }
        }
        let rows: Int64 = try transaction.rows(
            """
            SELECT COUNT(*) AS n FROM patients p WHERE NOT EXISTS (SELECT 1 FROM messages m
                WHERE m.doctor_id = p.doctor_id AND m.patient_id = p.id AND m.message_type <> 'system')
            """)[0]["n"]
        if rows > 0 { faults.append("\(rows) conversations have nobody's words") }
        return faults
    }

    private func read(_ transaction: any Transaction) throws -> [String: Seen] {
        let rows = try transaction.rows(
            """
            SELECT m.whatsapp_message_id AS wamid, m.patient_id, p.is_bot_paused, p.phone_number
            FROM messages m JOIN patients p ON p.doctor_id = m.doctor_id AND p.id = m.patient_id
            WHERE m.whatsapp_message_id >= \("w\(number).") AND m.whatsapp_message_id < \("w\(number)/")
            """)
        return try Dictionary(
            uniqueKeysWithValues: rows.map {
                (
                    try $0["wamid"],
                    Seen(
                        patient: try $0["patient_id"], isPaused: try $0["is_bot_paused"], phone: try $0["phone_number"])
                )
            })
    }

    /// Names that are shown to be one person's.
    private static func groups(_ told: [Telling]) -> [Set<Name>] {
        var groups: [Set<Name>] = []
        for telling in told where !telling.names.isEmpty {
            let touching = groups.filter { !$0.isDisjoint(with: telling.names) }
            groups.removeAll { !$0.isDisjoint(with: telling.names) }
            groups.append(touching.reduce(Set(telling.names)) { $0.union($1) })
        }
        return groups
    }

    var description: String {
        tellings.map { telling in
            let names = telling.names.map(\.text).joined(separator: " ")
            let kind =
                switch telling.event {
                case .message: "message"
                case .echo: "echo"
                case .status: "status"
                case .identityChange: "change"
                case .marketingPreference: "preference"
                }
            return "\(telling.arrives) of \(telling.at): \(kind) \(telling.wamid) [\(telling.person)] \(names)"
        }.joined(separator: "\n")
    }
}
