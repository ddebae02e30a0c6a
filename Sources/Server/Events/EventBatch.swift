/// What a stream is to send next.
struct EventBatch: Sendable, Hashable {
    /// Events were lost: the client has to read everything again. The id is the newest event's.
    var resetID: Int64?
    /// At most one for each patient, in the order of their ids.
    var events: [PatientEvent] = []
    /// The clinic's settings changed.
    var clinicHasChanged = false
    /// Time for a sign of life.
    var isBeat = false

    var isEmpty: Bool { resetID == nil && events.isEmpty && !clinicHasChanged && !isBeat }
}
