import Conversations

/// The newest events of all clinics. Each clinic has ids of its own, which follow each other without a gap: from them
/// nobody can tell how much goes on elsewhere.
struct EventRing {
    private struct Ids {
        /// The newest event's, or what comes just before the first one.
        var last: Int64
        /// The newest one whose event is not kept any more.
        var lost: Int64
    }

    private let capacity: Int
    /// Before the first event of a clinic.
    private var start: Int64
    private var ids: [ClinicID: Ids] = [:]
    private var slots: [PatientEvent] = []
    /// Where the next event goes once all slots are taken: the oldest one's.
    private var oldest = 0

    init(firstID: Int64, capacity: Int) {
        self.capacity = max(1, capacity)
        start = firstID - 1
    }

    /// The id of a clinic's newest event, or what comes just before the first one.
    func lastID(of clinic: ClinicID) -> Int64 { ids(of: clinic).last }

    mutating func append(clinic: ClinicID, patient: PatientID, seq: Int64) -> PatientEvent {
        var own = ids(of: clinic)
        own.last += 1
        ids[clinic] = own
        let event = PatientEvent(id: own.last, clinicID: clinic, patientID: patient, seq: seq)
        if slots.count < capacity {
            slots.append(event)
        } else {
            let gone = slots[oldest]
            ids[gone.clinicID]?.lost = gone.id
            slots[oldest] = event
            oldest = (oldest + 1) % capacity
        }
        return event
    }

    /// Events were missed: no id that was given out so far can be continued from.
    mutating func forget() {
        slots = []
        oldest = 0
        start += 1
        for (clinic, own) in ids { ids[clinic] = Ids(last: own.last + 1, lost: own.last + 1) }
    }

    /// This clinic's events after `id`, oldest first; nil when some of them may be gone, or `id` was never given out.
    func events(after id: Int64, of clinic: ClinicID) -> [PatientEvent]? {
        let own = ids(of: clinic)
        guard (own.lost...own.last).contains(id) else { return nil }
        return (slots[oldest...] + slots[..<oldest]).filter { $0.clinicID == clinic && $0.id > id }
    }

    private func ids(of clinic: ClinicID) -> Ids { ids[clinic] ?? Ids(last: start, lost: start) }
}
