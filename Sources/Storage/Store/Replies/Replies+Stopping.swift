import Conversations

extension Replies {
    /// Tells when nothing counts any more that is said under `claim`. It listens from now on: made before the question is
    /// read, it misses no change to it.
    package func watch(_ claim: ReplyClaim) -> ReplyWatch {
        let doorbell = Doorbell()
        let listening = changes.listen { all in
            if all.contains(where: { $0.mayStop(claim) }) { doorbell.ring() }
        }
        return ReplyWatch(replies: self, claim: claim, doorbell: doorbell, listening: listening)
    }

    /// Whether the fence will throw away whatever is said, now and later: a block or a hold may end before the answer
    /// is there, a generation does not come back.
    fileprivate func isStopped(_ claim: ReplyClaim) async throws -> Bool {
        try await engine.read(as: .system) { transaction in
            let row = try transaction.row(
                """
                SELECT bot_generation FROM patients
                WHERE doctor_id = \(claim.clinicID) AND id = \(claim.patientID)
                """)
            guard let row else { return true }
            return try row["bot_generation"] != claim.generation
        }
    }
}

/// Listens to what may stop a reply, for as long as it lives.
package struct ReplyWatch: Sendable {
    fileprivate let replies: Replies
    fileprivate let claim: ReplyClaim
    fileprivate let doorbell: Doorbell
    fileprivate let listening: ChangeSignal.Listening

    /// Returns once the assistant may not say any more what it is asked for, or when the task is cancelled. What cannot be
    /// found out stops nothing.
    package func untilStopped() async {
        while !Task.isCancelled {
            // A change may be missed where nodes lose each other. Hundreds that wait for a model that hangs must not cost
            // the database anything.
            await doorbell.wait(atMost: .seconds(60))
            if !Task.isCancelled, (try? await replies.isStopped(claim)) == true { break }
        }
        withExtendedLifetime(listening) {}
    }
}

extension Change {
    fileprivate func mayStop(_ claim: ReplyClaim) -> Bool {
        switch self {
        case .patient(claim.clinicID, claim.patientID, _), .clinic(claim.clinicID), .missed: true
        default: false
        }
    }
}
