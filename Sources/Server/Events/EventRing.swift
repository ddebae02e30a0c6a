import Conversations

/// The newest events of all clinics. Their ids follow each other without a gap.
struct EventRing {
    private let capacity: Int
    private var firstID: Int64
    private var slots: [PatientEvent] = []
    private var nextID: Int64

    init(firstID: Int64, capacity: Int) {
        self.capacity = max(1, capacity)
        self.firstID = firstID
        nextID = firstID
    }

    /// The id of the newest event, or what comes just before the first one.
    var lastID: Int64 { nextID - 1 }

    mutating func append(clinic: ClinicID, patient: PatientID, seq: Int64) -> PatientEvent {
        let event = PatientEvent(id: nextID, clinicID: clinic, patientID: patient, seq: seq)
        if slots.count < capacity { slots.append(event) } else { slots[slot(of: nextID)] = event }
        nextID += 1
        return event
    }

    /// Events were missed: no id that was given out so far can be continued from.
    mutating func forget() {
        slots = []
        nextID += 1
        firstID = nextID
    }

    /// This clinic's events after `id`, oldest first; nil when some of them may be gone, or `id` was never given out.
    func events(after id: Int64, of clinic: ClinicID) -> [PatientEvent]? {
        let oldest = nextID - Int64(slots.count)
        guard id >= oldest - 1, id < nextID else { return nil }
        return (id + 1..<nextID).map { slots[slot(of: $0)] }.filter { $0.clinicID == clinic }
    }

    private func slot(of id: Int64) -> Int { Int((id - firstID) % Int64(capacity)) }
}
