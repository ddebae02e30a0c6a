import Conversations

/// Alarms about patients who wait for an answer. A row in `due_alarms` is an alarm that is to be raised: where nobody waits,
/// or it has been raised, there is none.
package struct Alarms: Queue {
    let engine: any Engine

    package var work: Work { .alarms }
    package var changes: ChangeSignal { engine.changes }

    /// Conversations whose alarm may be due.
    package func claim(limit: Int, besides busy: Set<ConversationKey> = []) async throws -> [ConversationKey] {
        try await engine.read(as: .system) { transaction in
            let rows = try transaction.rows(
                """
                SELECT doctor_id, patient_id FROM due_alarms
                WHERE due_at <= \(transaction.now) AND \(Holding.isOfClinicAtWork)
                ORDER BY due_at LIMIT \(limit + busy.count)
                """)
            return Array(try rows.map(ConversationKey.init(row:)).filter { !busy.contains($0) }.prefix(limit))
        }
    }

    package func nextDue(besides busy: Set<ConversationKey> = []) async throws -> Duration? {
        try await engine.read(as: .system) { transaction in
            let row = try transaction.row(
                """
                SELECT MIN(due_at) AS due FROM due_alarms
                WHERE due_at > \(transaction.now) AND \(Holding.isOfClinicAtWork)
                """)
            let due: Timestamp? = try row?["due"]
            return due?.since(transaction.now)
        }
    }

    /// Calls a human because the patient has waited for too long. False where that is not so any more, or another node was
    /// quicker: the patient's row is locked before the alarm is looked at.
    package func raise(_ key: ConversationKey) async throws -> Bool {
        try await engine.write(as: .system) { transaction in
            guard
                var conversation = try Conversation(locking: key.patientID, of: key.clinicID, in: transaction),
                !conversation.isHeld, try conversation.isAlarmDue
            else { return false }
            if let later = try conversation.alarmTimeByHours, later > transaction.now {
                try conversation.postponeAlarm(to: later)
                return false
            }
            try conversation.dropDueAlarm()
            guard let waiting = conversation.waiting else { return false }
            try conversation.raise(.waiting, about: waiting.seq)
            conversation.signal()
            return true
        }
    }
}

extension Conversation {
    fileprivate var isAlarmDue: Bool {
        get throws {
            try transaction.row("SELECT 1 AS one FROM due_alarms WHERE \(belongs) AND due_at <= \(now)") != nil
        }
    }

    /// When the clinic has been open for its minutes since the message came. Nil where its hours are not known, or no
    /// opening is near enough: then all minutes count.
    ///
    /// `due_at` is at first what it would be if the clinic never closed, for no alarm is due earlier; so whatever changes
    /// the hours only has to write that again, and a zone whose rules change needs nothing.
    fileprivate var alarmTimeByHours: Timestamp? {
        get throws {
            let row = try transaction.row(
                """
                SELECT a.arrived_at, d.alarm_minutes, d.time_zone, d.opening_hours, d.holidays
                FROM due_alarms a JOIN doctors d ON d.id = a.doctor_id
                WHERE a.doctor_id = \(clinicID) AND a.patient_id = \(patientID)
                """)
            guard let row, let calendar = try ClinicCalendar(row: row) else { return nil }
            let minutes: Int64 = try row["alarm_minutes"]
            return calendar.time(afterOpen: .seconds(minutes * 60), since: try row["arrived_at"])
        }
    }

    fileprivate func postponeAlarm(to time: Timestamp) throws {
        try transaction.post("UPDATE due_alarms SET due_at = \(time) WHERE \(belongs)")
        transaction.signal(.work(.alarms))
    }
}
