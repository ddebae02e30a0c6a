package import Conversations
import Foundation

/// Webhook deliveries as received, and the one way in which they reach the conversations.
package struct Inbox: Queue {
    let engine: any Engine
    let rules: Rules
    let intake: Intake

    package var work: Work { .inbox }
    package var changes: ChangeSignal { engine.changes }

    /// Keeps a webhook body before it is answered 200. `body` may be anything. What belongs to one of the `numbers`
    /// (where they can be found) is applied in the order in which it came: a body about several is kept once for each
    /// of their lanes.
    package func receive(_ body: [UInt8], for numbers: [PhoneNumberID] = []) async throws {
        let text = String(validating: body, as: UTF8.self).flatMap { $0.contains("\0") ? nil : $0 }
        try await intake.store(
            Intake.Item(
                body: text ?? Data(body).base64EncodedString(), isText: text != nil, lanes: InboxLane.all(of: numbers)))
    }

    /// Writes what is gone again when it is committed. Throws where a delivery could not be stored.
    package func checkStoring() async throws {
        try await engine.write(as: .system) { transaction in
            let id = DeliveryID.make()
            try transaction.execute(
                """
                INSERT INTO deliveries (id, received_at, body, encoding, state, lane)
                VALUES (\(id), \(transaction.now), '', 'utf8', 'done', 0)
                """)
            try transaction.execute("DELETE FROM deliveries WHERE id = \(id)")
        }
    }

    /// The lanes in which deliveries wait.
    package func claim(limit: Int, besides busy: Set<InboxLane> = []) async throws -> [InboxLane] {
        try await engine.read(as: .system) { transaction in
            let others = busy.map { "\($0.number)" as SQL }.filledToPowerOfTwo
            // With its order the subquery can only follow the lane's own index. A busy lane is not looked at: what was just
            // applied there stands in the index until it is vacuumed.
            let rows = try transaction.rows(
                """
                SELECT lane FROM delivery_lanes l WHERE lane NOT IN (\(others.isEmpty ? "-1" : SQL.list(others))) AND (
                    SELECT 1 FROM deliveries i WHERE i.lane = l.lane AND i.state = 'new' ORDER BY received_at, id LIMIT 1
                ) = 1 LIMIT \(limit)
                """)
            return try rows.map { InboxLane(number: try $0["lane"]) }
        }
    }

    package func nextDue(besides busy: Set<InboxLane> = []) async throws -> Duration? { nil }

    /// Applies the oldest deliveries of a lane, as `read` understands them, unless another node is working on it: at
    /// most fifty, and no more than `updateLimit` updates, since a doctor who takes over waits for the transaction to
    /// end. A single larger delivery (Meta's limit is 1,000) is applied alone.
    ///
    /// Every update is applied once, and one that cannot be applied stops neither the others nor the other deliveries.
    /// A delivery with a problem is kept for the operator.
    package func applyNext(
        in lane: InboxLane, updateLimit: Int = 200, read: @escaping @Sendable (Delivery) -> ReadDelivery
    ) async throws -> AppliedDeliveries {
        do {
            return try await applyNext(in: lane, updateLimit, isolating: false, read)
        } catch let error as StorageError where error.isPassing {
            throw error
        } catch {
            // Something cannot be applied. Nothing is lost by that but the time to find out what it is.
            return try await applyNext(in: lane, updateLimit, isolating: true, read)
        }
    }

    /// With `isolating` each update has a savepoint of its own; without, the first that cannot be applied fails them all.
    private func applyNext(
        in lane: InboxLane, _ updateLimit: Int, isolating: Bool, _ read: @escaping @Sendable (Delivery) -> ReadDelivery
    ) async throws -> AppliedDeliveries {
        try await engine.write(as: .system) { transaction in
            let answers = try transaction.rows(ofEach: [
                "SELECT lane FROM delivery_lanes WHERE lane = \(lane.number)\(transaction.dialect.skipLocked)",
                """
                SELECT id, body, encoding FROM deliveries WHERE lane = \(lane.number) AND state = 'new'
                ORDER BY received_at, id LIMIT 50
                """,
            ])
            let (locked, waiting) = (answers[0], answers[1])
            // What was read without the lock may be applied already.
            guard !locked.isEmpty else { return AppliedDeliveries(wasHeld: true) }
            let batch = InboundBatch(
                events: InboundEvents(rules: rules, transaction: transaction), lane: lane, isolating: isolating)
            return try batch.apply(waiting.map(Delivery.init(row:)), upTo: updateLimit, read)
        }
    }

    /// The clinic that a number belongs to.
    package func clinic(receivingOn number: PhoneNumberID) async throws -> ClinicID? {
        let rules = rules
        return try await engine.read(as: .system) {
            try InboundEvents(rules: rules, transaction: $0).clinic(receivingOn: number)?.id
        }
    }

    /// How many deliveries wait, and how many could not be applied.
    package func counts() async throws -> (new: Int64, quarantined: Int64) {
        try await engine.read(as: .system) { transaction in
            let rows = try transaction.rows(
                "SELECT state, COUNT(*) AS n FROM deliveries WHERE state IN ('new', 'quarantined') GROUP BY state")
            let counts = try Dictionary(
                uniqueKeysWithValues: rows.map { (try $0["state"] as String, try $0["n"] as Int64) })
            return (counts["new"] ?? 0, counts["quarantined"] ?? 0)
        }
    }

    /// Puts the deliveries that could not be applied back into the inbox, for example after a missing clinic was added.
    /// What was applied of them the first time is not applied again. Returns how many.
    package func replayQuarantined() async throws -> Int {
        try await engine.write(as: .system) { transaction in
            transaction.signal(.work(.inbox))
            return try transaction.execute(
                "UPDATE deliveries SET state = 'new', problem = NULL WHERE state = 'quarantined'")
        }
    }
}
