/// Events as they are written to the wire.
enum EventText {
    /// The id lets a client that hears nothing before it comes back ask for what it missed.
    static func opening(at id: Int64) -> String { "retry: 2000\nid: \(id)\n: open\n\n" }

    static func of(_ batch: EventBatch) -> String {
        var text = batch.resetID.map { "id: \($0)\nevent: reset\ndata: {}\n\n" } ?? ""
        for event in batch.events {
            text += "id: \(event.id)\nevent: patient\n"
            text += "data: {\"patient_id\":\"\(event.patientID)\",\"seq\":\(event.seq)}\n\n"
        }
        // Without an id, so that it changes nothing about what was missed: it is read again after every reconnection.
        if batch.clinicHasChanged { text += "event: clinic\ndata: {}\n\n" }
        return batch.isBeat ? text + beat : text
    }

    /// A page hears events and no comments, and only a page that hears something can tell that it hears nothing any more.
    /// Without an id, so that a client that comes back asks for what it missed all the same.
    private static let beat = ": beat\nevent: heartbeat\ndata: {}\n\n"
}
