import Conversations

extension Chats {
    /// Returns when no assistant message to this patient is with Meta: each has an outcome, or its deadline is past.
    func waitUntilDrained(_ patient: PatientID) async throws {
        try await waiting(for: patient) {
            try await read { transaction in
                // Its row may be joined into another one meanwhile.
                let present = try FormerPatients.present(patient, of: clinicID, in: transaction)
                let row = try transaction.row(
                    """
                    SELECT MAX(send_deadline) AS latest FROM outbox WHERE doctor_id = \(clinicID)
                        AND patient_id = \(present) AND \(OutboxState.assistantIsOnItsWay(at: transaction.now))
                    """)
                guard let latest: Timestamp = try row?["latest"] else { return Step.done(()) }
                return .wait(latest.since(transaction.now))
            }
        }
    }

    /// The message once its outcome is known, or as it is at the deadline. Nil when it is gone.
    func outcome(
        of message: MessageID, to patient: PatientID, until deadline: ContinuousClock.Instant
    ) async throws -> Message? {
        try await self.message(message, of: patient, until: deadline) { [.pending, .sending].contains($0.status) }
    }

    /// The same for what the clinic's reaction to the message has come to.
    func outcome(
        ofReactionTo message: MessageID, of patient: PatientID, until deadline: ContinuousClock.Instant
    ) async throws -> Message? {
        try await self.message(message, of: patient, until: deadline) { $0.amendments.ofClinic?.status == .pending }
    }

    private func message(
        _ id: MessageID, of patient: PatientID, until deadline: ContinuousClock.Instant,
        while isOpen: (Message) -> Bool
    ) async throws -> Message? {
        try await waiting(for: patient) {
            let stored = try await self.message(id)
            let left = deadline - .now
            return stored.map(isOpen) == true && left > .zero ? .wait(left) : .done(stored)
        }
    }

    private enum Step<Value: Sendable>: Sendable {
        case done(Value)
        /// Look again at the next change of the patient, or after this time.
        case wait(Duration)
    }

    private func waiting<Value>(
        for patient: PatientID, _ look: () async throws -> Step<Value>
    ) async throws -> Value {
        let doorbell = Doorbell()
        let listening = engine.changes.listen { all in
            if all.contains(where: { $0.concerns(patient) }) { doorbell.ring() }
        }
        defer { withExtendedLifetime(listening) {} }
        while true {
            switch try await look() {
            case .done(let value): return value
            case .wait(let limit): await doorbell.wait(atMost: min(limit, .seconds(1)))
            }
            try Task.checkCancellation()
        }
    }
}

extension Change {
    fileprivate func concerns(_ patient: PatientID) -> Bool {
        switch self {
        case .patient(_, let changed, _): changed == patient
        case .missed: true
        case .work, .schema, .clinic: false
        }
    }
}
