import Conversations

/// The drafts of a clinic.
enum Drafts {
    /// Topics of these titles were changed, approved or removed: drafts that rest on one are void. To be called in the
    /// transaction that does it. A conversation that is busy at this moment is passed over, since a transaction may not wait
    /// for several: its draft cannot be sent all the same (`KnowledgeDigest`).
    static func topicsChanged(_ titles: [String], of clinic: ClinicID, in transaction: any Transaction) throws {
        guard !titles.isEmpty else { return }
        let rows = try transaction.rows(
            "SELECT patient_id, provenance FROM drafts WHERE doctor_id = \(clinic) ORDER BY patient_id")
        let changed = Set(titles)
        for row in rows {
            let provenance = try StoredJSON.value(Provenance.self, of: row["provenance"])
            guard !changed.isDisjoint(with: provenance.topics),
                var conversation = try Conversation(
                    locking: try row["patient_id"], of: clinic, in: transaction, unlessBusy: true)
            else { continue }
            try conversation.voidDraft(isAskedAgain: true)
            try conversation.requestReplyAgain()
            conversation.signal()
        }
    }
}
