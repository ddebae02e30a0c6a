/// An answer of the assistant that waits for a person of the clinic, who sends it or throws it away.
package struct Draft: Hashable, Sendable {
    package let id: MessageID
    package let text: ReplyText
    package let provenance: Provenance
    package let madeAt: Timestamp
    package let why: DraftReason
    /// Only a doctor may let it leave.
    package let isMedical: Bool

    package init(
        id: MessageID, text: ReplyText, provenance: Provenance, madeAt: Timestamp, why: DraftReason, isMedical: Bool
    ) {
        self.id = id
        self.text = text
        self.provenance = provenance
        self.madeAt = madeAt
        self.why = why
        self.isMedical = isMedical
    }
}
