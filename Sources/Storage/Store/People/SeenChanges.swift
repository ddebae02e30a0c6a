import Conversations

/// Which changes of a clinic's patients a reader has seen: those that its snapshot saw.
///
/// A transaction may commit after one that began later. So this is not one number up to which everything was seen, but
/// also the numbers below it whose transactions were open: what they change is new whenever they commit.
struct SeenChanges: Hashable {
    /// How long it can be continued from. Rows are kept an hour longer, for transactions that take long.
    static let lifetime = Duration.seconds(24 * 3600)
    static let kept = Duration.seconds(25 * 3600)
    private static let openLimit = 64

    /// All numbers from here on are new.
    let next: Int64
    /// Numbers below `next` that are new as well.
    let open: [Int64]
    let at: Timestamp
    /// Since when the clinic is held: what a restore brought back is no change that was noted.
    let heldAt: Timestamp?

    /// With more open transactions than a token has place for, what some others have changed counts as new again.
    init(next: Int64, open: [Int64], at: Timestamp, heldAt: Timestamp?) {
        let lowest = open.count > Self.openLimit ? open.min() : nil
        self.next = lowest ?? next
        self.open = lowest == nil ? open : []
        self.at = at
        self.heldAt = heldAt
    }

    /// What this transaction sees.
    init(by clinic: ClinicID, in transaction: any Transaction) throws {
        // The oldest open one, the first that had not begun, and those in between that are open.
        let seen: SQL =
            transaction.dialect.isPostgreSQL
            ? "pg_current_snapshot()::text"
            : "(SELECT '0:' || COALESCE(MAX(changed_in) + 1, 0) || ':' FROM changed_patients WHERE doctor_id = \(clinic))"
        let row = try transaction.row(
            "SELECT \(seen) AS seen, (SELECT held_at FROM doctors WHERE id = \(clinic)) AS held_at")
        guard let row else { throw StorageError.unreadable("seen") }
        let parts = (try row["seen"] as String).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let next = Int64(parts[1]) else { throw StorageError.unreadable("seen") }
        self.init(
            next: next, open: parts[2].split(separator: ",").compactMap { Int64($0) }, at: transaction.now,
            heldAt: try row["held_at"])
    }

    /// Sealed, since the numbers would tell one clinic how much goes on at all of them.
    func token(of clinic: ClinicID, _ sealer: TokenSealer) throws -> String {
        let numbers = ([at.milliseconds, heldAt?.milliseconds ?? 0, next] + open).map(String.init)
        return try sealer.seal(Secret(numbers.joined(separator: "_")), boundTo: Self.name(clinic))
    }

    /// Throws `Refusal.readAgain` for what is no token of this clinic, or too old a one.
    init(token: String, of clinic: ClinicID, _ sealer: TokenSealer, now: Timestamp) throws {
        let text = try? sealer.open(token, boundTo: Self.name(clinic)).exposed
        let numbers = text?.split(separator: "_").map { Int64($0) } ?? []
        guard numbers.count >= 3, let at = numbers[0].map(Timestamp.init(milliseconds:)), let held = numbers[1],
            let next = numbers[2], at <= now.adding(.seconds(60)), now <= at.adding(Self.lifetime)
        else { throw Refusal.readAgain }
        self.next = next
        open = numbers.dropFirst(3).compactMap(\.self)
        self.at = at
        heldAt = held == 0 ? nil : Timestamp(milliseconds: held)
    }

    private static func name(_ clinic: ClinicID) -> String { "changes of \(clinic)" }

    /// The patients that changed between this and `present`. Throws `Refusal.readAgain` where they are more than `limit`,
    /// or where this comes from another database or from before a restore.
    func changed(
        of clinic: ClinicID, until present: SeenChanges, limit: Int, in transaction: any Transaction
    ) throws -> [PatientID] {
        guard next <= present.next, heldAt == present.heldAt else { throw Refusal.readAgain }
        let late: SQL = open.isEmpty ? "" : " OR changed_in IN (\(SQL.list(open.map { "\($0)" })))"
        let rows = try transaction.rows(
            """
            SELECT patient_id FROM changed_patients WHERE doctor_id = \(clinic)
                AND changed_in >= \(open.min() ?? next) AND changed_in < \(present.next)
                AND (changed_in >= \(next)\(late)) LIMIT \(limit + 1)
            """)
        guard rows.count <= limit else { throw Refusal.readAgain }
        return try rows.map { try $0["patient_id"] }
    }
}
