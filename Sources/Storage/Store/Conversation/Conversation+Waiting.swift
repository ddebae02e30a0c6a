import Conversations

/// What a patient waits for an answer to, whoever has the conversation.
struct Unanswered: Hashable {
    /// When the oldest message was written, as WhatsApp says.
    let since: Timestamp
    /// The first message that waits.
    let seq: Int64
}

/// Who waits since when follows from the messages: what of the patient waits (`waits_for_answer`), what every answer that
/// has left covers (`answers_seq`), and what a person has attended to (`attended_seq`). The patient's row repeats it, for
/// the list; a row in `due_alarms` is the alarm that is still to be raised for it.
extension Conversation {
    /// At most so many messages are looked at to find when the waiting began.
    private static let waitingLimit = 200
    /// At most so many answers are looked at: the newest hardly ever covers less than an earlier one.
    static let answerLimit = 20

    /// A message that waits is being appended. Returns whether the waiting begins with it.
    mutating func startWaiting(since sentAt: Timestamp) -> Bool {
        let known = waiting
        waiting = Unanswered(since: min(known?.since ?? sentAt, sentAt), seq: known?.seq ?? lastSeq)
        return known == nil
    }

    /// A person has said that nobody waits for an answer to the messages up to `seq`.
    mutating func attend(upTo seq: Int64) throws {
        attendedSeq = max(attendedSeq, seq)
        try storeAttended()
    }

    /// After `attendedSeq` was changed.
    mutating func storeAttended() throws {
        try transaction.post("UPDATE patients SET attended_seq = \(attendedSeq) WHERE \(isThis)")
        try recountWaiting()
    }

    /// There is nothing to answer in these messages after all: taken back, or small talk as a whole.
    mutating func stopWaiting(after first: Int64, upTo last: Int64) throws {
        guard let waiting, waiting.seq <= last else { return }
        try transaction.post(
            """
            UPDATE messages SET waits_for_answer = FALSE
            WHERE \(belongs) AND waits_for_answer AND seq > \(first) AND seq <= \(last)
            """)
        try recountWaiting()
    }

    /// Finds out anew who waits, after an answer has left or failed, or messages have changed.
    mutating func recountWaiting() throws {
        let row = try transaction.row(
            """
            SELECT MIN(seq) AS waiting_seq, MIN(at) AS waiting_since, MIN(created_at) AS arrived_at FROM (
                SELECT seq, COALESCE(sent_at, created_at) AS at, created_at FROM messages
                WHERE \(belongs) AND waits_for_answer AND seq > \(attendedSeq) AND seq > COALESCE(\(answeredByMessages), 0)
                ORDER BY seq LIMIT \(Self.waitingLimit)) w
            """)
        guard let row, let found = try Unanswered(row: row), let arrivedAt: Timestamp = try row["arrived_at"] else {
            guard waiting != nil else { return }
            try show(nil)
            return try dropAlarm(of: lastSeq + 1)
        }
        let isAnother = found.seq != waiting?.seq
        if found != waiting { try show(found) }
        guard isAnother else { return }
        try dropAlarm(of: found.seq)
        try scheduleAlarm(arrivedAt: arrivedAt)
    }

    private var answeredByMessages: SQL {
        let left = DeliveryStatus.allCases.filter(\.hasLeft).map { "\($0)" as SQL }
        return """
            (SELECT MAX(answers_seq) FROM (SELECT answers_seq FROM messages
                WHERE \(belongs) AND answers_seq IS NOT NULL AND status IN (\(SQL.list(left)))
                ORDER BY seq DESC LIMIT \(Self.answerLimit)) a)
            """
    }

    /// The newest message that somebody had before them who wrote elsewhere at `time`: what the patient wrote later may
    /// have come here first.
    func newestSeen(at time: Timestamp) throws -> Int64 {
        let later = try transaction.row(
            """
            SELECT MIN(seq) AS seq FROM messages
            WHERE \(belongs) AND seq > \(lastSeq - Int64(Self.waitingLimit)) AND direction = 'incoming'
                AND COALESCE(sent_at, created_at) > \(time)
            """)
        let first: Int64? = try later?["seq"]
        return first.map { $0 - 1 } ?? lastSeq
    }

    private mutating func show(_ new: Unanswered?) throws {
        waiting = new
        try transaction.post("UPDATE patients SET \(waitingColumns) WHERE \(isThis)")
    }

    /// What the patient's row repeats.
    var waitingColumns: SQL {
        "waiting_since = \(waiting?.since), waiting_seq = \(waiting?.seq), list_rank = \(listRank)"
    }

    // MARK: The alarm

    /// The alarm for the first message that waits, unless it is raised already. It counts from the arrival.
    func scheduleAlarm(arrivedAt: Timestamp) throws {
        guard let waiting else { return }
        try transaction.post(
            """
            INSERT INTO due_alarms (doctor_id, patient_id, arrived_at, due_at)
            SELECT d.id, \(patientID), \(arrivedAt), \(transaction.dialect.alarmTime(arrivedAt: "\(arrivedAt)"))
            FROM doctors d
            WHERE d.id = \(clinicID) AND NOT EXISTS (SELECT 1 FROM alarms
                WHERE \(belongs) AND reason = \(NeedsHuman.waiting) AND seq = \(waiting.seq) AND closed_at IS NULL)
            ON CONFLICT (doctor_id, patient_id) DO UPDATE SET arrived_at = excluded.arrived_at, due_at = excluded.due_at
            """)
    }

    /// The same where it is neither raised nor to be raised: it was closed by somebody whose answer has failed.
    func scheduleAlarmAgain() throws {
        guard let waiting else { return }
        let row = try transaction.row("SELECT created_at FROM messages WHERE \(belongs) AND seq = \(waiting.seq)")
        guard let arrivedAt: Timestamp = try row?["created_at"] else { return }
        try scheduleAlarm(arrivedAt: arrivedAt)
    }

    /// Nobody waits any more for an answer to the messages before `seq`.
    private mutating func dropAlarm(of seq: Int64) throws {
        try dropDueAlarm()
        guard severity > 0 else { return }
        let closed = try transaction.execute(
            """
            UPDATE alarms SET closed_at = \(now)
            WHERE \(belongs) AND reason = \(NeedsHuman.waiting) AND seq < \(seq) AND closed_at IS NULL
            """)
        if closed > 0 { try showWorstAlarm() }
    }

    func dropDueAlarm() throws { try transaction.post("DELETE FROM due_alarms WHERE \(belongs)") }

    // MARK: Two rows of one person

    /// Before these messages are put behind those of another row: what is answered here stays answered, and what has left
    /// here answers nothing there.
    func settleWaiting() throws {
        let isOver: SQL = waiting.map { "seq < \($0.seq)" } ?? "TRUE"
        try transaction.post(
            "UPDATE messages SET waits_for_answer = FALSE WHERE \(belongs) AND waits_for_answer AND \(isOver)")
        let left = DeliveryStatus.allCases.filter(\.hasLeft).map { "\($0)" as SQL }
        try transaction.post(
            """
            UPDATE messages SET answers_seq = NULL
            WHERE \(belongs) AND answers_seq IS NOT NULL AND status IN (\(SQL.list(left)))
            """)
    }
}

extension Unanswered {
    /// Nil where nobody waits.
    init?(row: ResultRow) throws {
        guard let since: Timestamp = try row["waiting_since"], let seq: Int64 = try row["waiting_seq"] else {
            return nil
        }
        self.init(since: since, seq: seq)
    }
}

extension Dialect {
    /// When the clinic of the row `d` of `doctors` has to be called about a message that came at `time`.
    func alarmTime(arrivedAt time: SQL) -> SQL {
        isPostgreSQL
            ? "\(time) + d.alarm_minutes * INTERVAL '1 minute'"
            : "strftime('%Y-%m-%dT%H:%M:%fZ', \(time), '+' || d.alarm_minutes || ' minutes')"
    }
}
