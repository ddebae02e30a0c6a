import Conversations

/// How far a row of the outbox has got. A finished row is deleted; the message keeps the outcome.
///
/// ```
/// pending ──claim──▶ sending ──outcome──▶ (deleted)
///    ▲                 │  │
///    └──refused, later─┘  └──deadline past, or not known──▶ uncertain ──claim, once──▶ sending
/// ```
///
/// `Conversation+Outbox.swift` holds every transition.
enum OutboxState: String, ColumnValue {
    /// Waits for `not_before`.
    case pending
    /// Claimed for one call, which ends before `send_deadline`.
    case sending
    /// What became of the call is not known; decided at `not_before`.
    case uncertain

    /// As it is written in a statement. Not bound: a partial index over some of the states is used only where the state
    /// is in the text.
    var sql: SQL { SQL(stringLiteral: "'\(rawValue)'") }
}

/// What a row of the outbox is for.
enum OutboxKind: String {
    case message
    /// A read receipt; tried once and useless later. The assistant's shows "typing…" with it, a person's does not.
    case receipt = "typing"

    var sql: SQL { SQL(stringLiteral: "'\(rawValue)'") }
}

extension OutboxState {
    /// The condition for an assistant message that is *on its way*: claimed, its deadline not past, no outcome
    /// recorded. A takeover waits for it (docs/TAKEOVER.md).
    static func assistantIsOnItsWay(at now: Timestamp) -> SQL {
        """
        kind = \(OutboxKind.message.sql) AND author = 'assistant' AND state = \(OutboxState.sending.sql)
            AND send_deadline > \(now)
        """
    }
}
