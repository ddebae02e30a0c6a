import Conversations
import Storage
import TestSupport
import Testing

@testable import Server

@Suite(.timeLimit(.minutes(1)))
struct EventHubTests {
    let changes = ChangeSignal()
    let clinic = ClinicID.make()
    // Kept here, since a hub listens only for as long as it lives.
    let small: EventHub
    let hub: EventHub
    let large: EventHub

    init() {
        let clock = WallClock { Timestamp(milliseconds: 1_700_000_000_000) }
        small = EventHub(changes: changes, clock: clock, capacity: 4)
        hub = EventHub(changes: changes, clock: clock, capacity: 8)
        large = EventHub(changes: changes, clock: clock, capacity: 1000)
    }

    private func account(of clinic: ClinicID? = nil) -> Account {
        Account(id: .make(), clinicID: clinic ?? self.clinic, name: "Asha", email: "asha@clinic.example", role: .doctor)
    }

    private func change(_ patient: PatientID, seq: Int64, of clinic: ClinicID? = nil) {
        changes.send([.patient(clinic ?? self.clinic, patient, seq: seq)])
    }

    @Test func `a stream is told of its own clinic's patients only`() async {
        let stream = hub.subscribe(account(), after: nil)
        let patient = PatientID.make()
        change(.make(), seq: 9, of: .make())
        change(patient, seq: 4)
        let batch = await stream.next()
        #expect(batch?.events.map(\.patientID) == [patient])
        #expect(batch?.events.map(\.seq) == [4])
    }

    @Test func `work and a new schema are not events`() async {
        let stream = hub.subscribe(account(), after: nil)
        changes.send([.schema, .work(.outbox)])
        change(.make(), seq: 7)
        let batch = await stream.next()
        #expect(batch?.resetID == nil)
        #expect(batch?.events.map(\.id) == [stream.startID + 1])
    }

    @Test func `several changes of one patient become the newest`() async {
        let stream = hub.subscribe(account(), after: nil)
        let (one, two) = (PatientID.make(), PatientID.make())
        for (patient, seq) in [(one, 1), (two, 1), (one, 2), (one, 3)] as [(PatientID, Int64)] {
            change(patient, seq: seq)
        }
        let events = await stream.next()?.events ?? []
        #expect(events.map(\.patientID) == [two, one])
        #expect(events.map(\.seq) == [1, 3])
    }

    @Test func `who comes back is told what happened since`() async {
        let (one, two) = (PatientID.make(), PatientID.make())
        let first = hub.subscribe(account(), after: nil)
        change(one, seq: 1)
        let seen = await first.next()?.events.last?.id
        change(two, seq: 1)
        change(.make(), seq: 1, of: .make())
        let again = await hub.subscribe(account(), after: seen).next()
        #expect(again?.resetID == nil)
        #expect(again?.events.map(\.patientID) == [two])
    }

    @Test func `who comes back after too much was lost is told to read again`() async {
        let hub = small
        let seen = hub.subscribe(account(), after: nil).startID
        for seq in 1...5 { change(.make(), seq: Int64(seq)) }
        let batch = await hub.subscribe(account(), after: seen).next()
        #expect(batch?.resetID == seen + 5)
        #expect(batch?.events == [])
    }

    @Test func `as long as nothing is lost the ring serves all of it`() async {
        let hub = small
        for seq in 1...7 { change(.make(), seq: Int64(seq)) }
        let seen = hub.subscribe(account(), after: nil).startID
        for seq in 8...11 { change(.make(), seq: Int64(seq)) }
        let batch = await hub.subscribe(account(), after: seen).next()
        #expect(batch?.events.map(\.seq) == [8, 9, 10, 11])
    }

    @Test(arguments: [0, -1, .min, .max, 1_600_000_000_000_000] as [Int64])
    func `an id of another time is answered with a reset`(id: Int64) async {
        let batch = await hub.subscribe(account(), after: id).next()
        #expect(batch?.resetID != nil)
    }

    @Test func `ids say nothing about other clinics`() async {
        let other = account(of: .make())
        let (stream, before) = (hub.subscribe(account(), after: nil), hub.subscribe(other, after: nil).startID)
        for seq in 1...100 { change(.make(), seq: Int64(seq), of: other.clinicID) }
        change(.make(), seq: 1)
        #expect(await stream.next()?.events.map(\.id) == [stream.startID + 1])
        #expect(hub.subscribe(account(), after: nil).startID == stream.startID + 1)
        #expect(hub.subscribe(other, after: nil).startID == before + 100)
        #expect(hub.subscribe(account(of: .make()), after: nil).startID == stream.startID, "nothing has happened there")
    }

    @Test func `events of others push out one's own, and then one is told to read again`() async {
        let hub = small
        let seen = hub.subscribe(account(), after: nil).startID
        change(.make(), seq: 1)
        for seq in 1...3 { change(.make(), seq: Int64(seq), of: .make()) }
        #expect(await hub.subscribe(account(), after: seen).next()?.events.map(\.seq) == [1])
        change(.make(), seq: 1, of: .make())
        #expect(await hub.subscribe(account(), after: seen).next()?.resetID == seen + 1)
        change(.make(), seq: 2)
        #expect(await hub.subscribe(account(), after: seen + 1).next()?.events.map(\.seq) == [2])
    }

    @Test func `after events were missed no id can be continued from, and ids go on growing`() async {
        let (busy, quiet) = (account(), account(of: .make()))
        change(.make(), seq: 1)
        let seen = [busy, quiet].map { hub.subscribe($0, after: nil).startID }
        changes.send([.missed])
        for (person, id) in zip([busy, quiet], seen) {
            #expect(await hub.subscribe(person, after: id).next()?.resetID == id + 1)
        }
        change(.make(), seq: 2)
        #expect(await hub.subscribe(busy, after: seen[0] + 1).next()?.events.map(\.seq) == [2])
    }

    @Test func `ids grow from one start to the next`() async {
        let before = hub.subscribe(account(), after: nil).startID
        let later = EventHub(changes: changes, clock: WallClock { Timestamp(milliseconds: 1_700_000_001_000) })
        #expect(later.subscribe(account(), after: nil).startID > before)
    }

    @Test func `a slow client gets a reset in place of too many patients`() async {
        let hub = large
        let stream = hub.subscribe(account(), after: nil)
        for _ in 0...EventSubscription.capacity { change(.make(), seq: 1) }
        change(.make(), seq: 1)
        let batch = await stream.next()
        #expect(batch?.resetID == stream.startID + Int64(EventSubscription.capacity) + 2)
        #expect(batch?.events == [])
        change(.make(), seq: 7)
        #expect(await stream.next()?.events.map(\.seq) == [7])
    }

    @Test func `the oldest stream of an account ends when there are too many`() async {
        let (person, colleague) = (account(), account())
        let other = hub.subscribe(colleague, after: nil)
        let streams = (0..<3).map { _ in hub.subscribe(person, after: nil, limit: 2) }
        #expect(await streams[0].next() == nil)
        hub.beat()
        #expect(await streams[1].next()?.isBeat == true)
        #expect(await other.next()?.isBeat == true)
        #expect(hub.subscriberCount == 3)
    }

    @Test func `a waiting stream wakes up for a change, a beat and its end`() async {
        let stream = hub.subscribe(account(), after: nil)
        let patient = PatientID.make()
        async let change = stream.next()
        self.change(patient, seq: 2)
        #expect(await change?.events.map(\.patientID) == [patient])
        async let beat = stream.next()
        hub.beat()
        #expect(await beat?.isBeat == true)
        async let end = stream.next()
        stream.end()
        #expect(await end == nil)
        hub.unsubscribe(stream)
        #expect(hub.subscriberCount == 0)
    }

    @Test func `a stream ends when its session is over, when it is left, and when the hub is closed`() async {
        let over = hub.subscribe(account(), after: nil, isOver: { true })
        let left = hub.subscribe(account(), after: nil)
        let kept = hub.subscribe(account(), after: nil)
        await hub.endWhatIsOver()
        #expect(await over.next() == nil)
        hub.unsubscribe(left)
        #expect(await left.next() == nil)
        hub.beat()
        #expect(await kept.next()?.isBeat == true)
        async let end = kept.next()
        hub.close()
        #expect(await end == nil)
        #expect(await hub.subscribe(account(), after: nil).next() == nil)
    }

    @Test func `a change of a clinic's settings is told to this clinic, once, also behind a reset`() async {
        let (own, other) = (hub.subscribe(account(), after: nil), hub.subscribe(account(of: .make()), after: nil))
        changes.send([.clinic(clinic), .clinic(clinic), .missed])
        let batch = await own.next()
        #expect(batch?.clinicHasChanged == true && batch?.resetID != nil)
        #expect(EventText.of(EventBatch(clinicHasChanged: true)) == "event: clinic\ndata: {}\n\n")
        #expect(await other.next()?.clinicHasChanged == false)
    }

    @Test func `events are written as the standard wants them`() {
        let patient = PatientID.make()
        let event = PatientEvent(id: 12, clinicID: clinic, patientID: patient, seq: 3)
        let text = EventText.of(EventBatch(resetID: 11, events: [event], isBeat: true))
        let parts = [
            "id: 11\nevent: reset\ndata: {}\n\n",
            "id: 12\nevent: patient\ndata: {\"patient_id\":\"\(patient)\",\"seq\":3}\n\n",
            ": beat\nevent: heartbeat\ndata: {}\n\n",
        ]
        #expect(text == parts.joined())
    }
}

extension EventSubscription {
    fileprivate func next() async -> EventBatch? {
        await withCheckedContinuation { continuation in next { continuation.resume(returning: $0) } }
    }
}
