import Conversations

/// Which replies are taken next. A clinic with as many as it may have under way is passed over, so that however many of
/// its patients wait for a model, those of others don't wait for them.
extension Replies {
    /// Takes replies that are due. Nobody else gets them until the lease runs out.
    package func claim(limit: Int, besides busy: Set<ReplyClaim> = []) async throws -> [ReplyClaim] {
        let places = PlacesByClinic(busy, each: rules.repliesPerClinic)
        let full = places.full
        // Most looks find nothing, so the first one only reads.
        guard try await engine.read(as: .system, { try !Self.due(besides: full, limit: 1, in: $0).isEmpty }) else {
            return []
        }
        let rules = rules
        return try await engine.write(as: .system) { transaction in
            try Self.claim(limit, places, rules, in: transaction)
        }
    }

    private static func claim(
        _ wanted: Int, _ places: PlacesByClinic, _ rules: Rules, in transaction: any Transaction
    ) throws -> [ReplyClaim] {
        var places = places
        var claims: [ReplyClaim] = []
        // More than are wanted: the first ones may be with other nodes, or their patients busy.
        for key in try due(besides: places.full, limit: 4 * wanted, in: transaction)
        where claims.count < wanted && places.has(key.clinicID) {
            var conversation = try Conversation(
                locking: key.patientID, of: key.clinicID, in: transaction, unlessBusy: true)
            guard let claim = try conversation?.leaseReply(rules) else { continue }
            claims.append(claim)
            places.take(key.clinicID)
        }
        return claims
    }

    private static func due(
        besides full: [ClinicID], limit: Int, in transaction: any Transaction
    ) throws -> [ConversationKey] {
        try transaction.rows(
            """
            SELECT doctor_id, patient_id FROM due_replies
            WHERE due_at <= \(transaction.now) AND (leased_until IS NULL OR leased_until <= \(transaction.now))
                AND (waits_until IS NULL OR waits_until <= \(transaction.now))
                AND \(Holding.isOfClinicAtWork) \(others(than: full))
            ORDER BY due_at LIMIT \(limit)
            """
        ).map(ConversationKey.init(row:))
    }

    package func nextDue(besides busy: Set<ReplyClaim> = []) async throws -> Duration? {
        let full = PlacesByClinic(busy, each: rules.repliesPerClinic).full
        return try await engine.read(as: .system) { transaction in
            // Those that wait for what is being heard are few, and have an index of their own.
            let isFree: SQL = "leased_until IS NULL AND \(Holding.isOfClinicAtWork) \(Self.others(than: full))"
            let row = try transaction.row(
                """
                SELECT (SELECT MIN(due_at) FROM due_replies WHERE waits_until IS NULL AND \(isFree)) AS due,
                    (SELECT MIN(CASE WHEN due_at > waits_until THEN due_at ELSE waits_until END) FROM due_replies
                        WHERE waits_until IS NOT NULL AND \(isFree)) AS heard
                """)
            let times: [Timestamp?] = [try row?["due"], try row?["heard"]]
            let due = times.compactMap(\.self).min()
            return due?.since(transaction.now)
        }
    }

    private static func others(than full: [ClinicID]) -> SQL {
        full.isEmpty ? "" : "AND doctor_id NOT IN (\(SQL.list(full.map { "\($0)" as SQL })))"
    }
}

/// How many replies of each clinic are under way.
private struct PlacesByClinic: Sendable {
    private let limit: Int
    private var taken: [ClinicID: Int] = [:]

    init(_ busy: Set<ReplyClaim>, each limit: Int) {
        self.limit = limit
        for claim in busy { take(claim.clinicID) }
    }

    var full: [ClinicID] { taken.filter { $0.value >= limit }.map(\.key) }
    func has(_ clinic: ClinicID) -> Bool { taken[clinic, default: 0] < limit }
    mutating func take(_ clinic: ClinicID) { taken[clinic, default: 0] += 1 }
}
