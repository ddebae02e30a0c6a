package import Conversations

extension Store {
    /// Returns when no assistant message to this patient is with Meta: each has an outcome, or its deadline is past.
    package func waitUntilDrained(_ patient: PatientID, of doctor: DoctorID) async throws {
        try await waiting(for: patient) {
            try await engine.read(as: .doctor(doctor)) { transaction in
                let row = try transaction.row(
                    """
                    SELECT MAX(send_deadline) AS latest FROM outbox
                    WHERE doctor_id = \(doctor) AND patient_id = \(patient) AND kind = 'message'
                        AND author = 'assistant' AND state = 'sending' AND send_deadline > \(transaction.now)
                    """)
                guard let latest: Timestamp = try row?["latest"] else { return Step.done(()) }
                return .wait(latest.since(transaction.now))
            }
        }
    }

    /// The message once its outcome is known, or as it stands at the deadline.
    func outcome(
        of message: MessageID, patient: PatientID, doctor: DoctorID, until deadline: ContinuousClock.Instant
    ) async throws -> Message? {
        return try await waiting(for: patient) {
            let stored = try await self.message(message, of: doctor)
            let isOpen = stored.map { [.pending, .sending].contains($0.status) } ?? false
            let left = deadline - .now
            return isOpen && left > .zero ? .wait(left) : .done(stored)
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
        let listening = changes.listen { all in
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
        case .work: false
        }
    }
}
