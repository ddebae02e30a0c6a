import Conversations

extension Replies {
    /// Returns once the assistant may not say any more what it is asked for under `claim`, or when the task is
    /// cancelled. What cannot be found out stops nothing.
    package func untilStopped(_ claim: ReplyClaim) async {
        let doorbell = Doorbell()
        let listening = changes.listen { all in
            if all.contains(where: { $0.mayStop(claim) }) { doorbell.ring() }
        }
        // A change may come just before anybody listened, so this looks once soon; after that one may only be missed, and
        // hundreds that wait for a model that hangs must not cost the database anything.
        var pause = Duration.seconds(10)
        while !Task.isCancelled {
            await doorbell.wait(atMost: pause)
            pause = .seconds(60)
            if !Task.isCancelled, (try? await isStopped(claim)) == true { return }
        }
        withExtendedLifetime(listening) {}
    }

    /// Whether the fence will throw away whatever is said, now and later: a block or a hold may end before the answer
    /// is there, a generation does not come back.
    private func isStopped(_ claim: ReplyClaim) async throws -> Bool {
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

extension Change {
    fileprivate func mayStop(_ claim: ReplyClaim) -> Bool {
        switch self {
        case .patient(claim.clinicID, claim.patientID, _), .clinic(claim.clinicID), .missed: true
        default: false
        }
    }
}
