package import Conversations
import Foundation

/// A webhook body as it was received.
package struct Delivery: Sendable {
    package let id: DeliveryID
    package let body: [UInt8]
}

package typealias DeliveryID = Identifier<Delivery>

/// A delivery with what could be read of it.
package struct ReadDelivery: Sendable {
    package let id: DeliveryID
    package let updates: [InboundUpdate]
    /// A constant word for what could not be read; nil when everything was.
    package let problem: String?
    /// What it was received under.
    package let keys: [String]

    package init(id: DeliveryID, updates: [InboundUpdate], problem: String?, keys: [String] = []) {
        self.id = id
        self.updates = updates
        self.problem = problem
        self.keys = keys
    }

    /// What is to be applied in one lane, when the body was kept once for each. The first also takes what belongs to
    /// none of them.
    fileprivate func part(of lane: InboxLane) -> ReadDelivery {
        let lanes = InboxLane.all(of: keys)
        let isFirst = lanes.first == lane.number
        let own = updates.filter { update in
            let its = InboxLane.of(update.number)
            return its == lane.number || isFirst && !lanes.contains(its)
        }
        return ReadDelivery(id: id, updates: own, problem: isFirst ? problem : nil, keys: keys)
    }
}

/// What one look at a lane has done.
package struct AppliedDeliveries: Sendable {
    package var count = 0
    /// Constant words for what could not be applied.
    package var problems: [DeliveryID: String] = [:]
    package var mayBeMore = false
    /// Another node was at it, which may have looked before the newest delivery came.
    package var wasHeld = false
}

/// Deliveries of one lane are applied one after the other, whichever node does it.
package struct InboxLane: Sendable, Hashable {
    private static let count: UInt64 = 16
    let number: Int64

    /// The lane of a key: the same on every node, so not Swift's own hash (this is FNV-1a).
    static func of(_ key: String) -> Int64 {
        let hash = key.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return Int64((hash ^ hash >> 32) % count)
    }

    /// The lanes of a delivery, each once and never none.
    static func all(of keys: [String]) -> [Int64] {
        let lanes = keys.map(of)
        return lanes.isEmpty
            ? [of("")] : lanes.enumerated().filter { !lanes[..<$0.offset].contains($0.element) }.map(\.element)
    }
}

extension Delivery {
    fileprivate init(row: ResultRow) throws {
        let text: String = try row["body"]
        let isText: Bool = try row["encoding"] == "utf8"
        id = try row["id"]
        body = isText ? Array(text.utf8) : Array(Data(base64Encoded: text) ?? Data())
    }
}

extension Store {
    /// Keeps a webhook body before it is answered 200. `body` may be anything. What belongs to one of the `keys` (the
    /// phone number ids, where they can be found) is applied in the order in which it came: a body with several is kept
    /// once for each of their lanes.
    package func receive(_ body: [UInt8], keys: [String] = []) async throws {
        let text = String(validating: body, as: UTF8.self).flatMap { $0.contains("\0") ? nil : $0 }
        try await engine.write(as: .system) { transaction in
            for lane in InboxLane.all(of: keys) {
                try transaction.post(
                    """
                    INSERT INTO inbox (id, received_at, body, encoding, state, lane)
                    VALUES (\(DeliveryID.make()), \(transaction.now), \(text ?? Data(body).base64EncodedString()),
                        \(text == nil ? "base64" : "utf8"), 'new', \(lane))
                    """)
            }
            transaction.signal(.work(.inbox))
        }
    }

    /// The oldest deliveries that are not applied yet.
    package func newDeliveries(limit: Int) async throws -> [Delivery] {
        try await engine.read(as: .system) { transaction in
            try transaction.rows(
                """
                SELECT id, body, encoding FROM inbox WHERE state = 'new'
                ORDER BY received_at, id LIMIT \(limit)
                """
            ).map(Delivery.init(row:))
        }
    }

    /// The lanes in which deliveries wait.
    package func lanesWithDeliveries() async throws -> [InboxLane] {
        try await engine.read(as: .system) { transaction in
            let rows = try transaction.rows(
                """
                SELECT lane FROM inbox_lanes l
                WHERE EXISTS (SELECT 1 FROM inbox i WHERE i.lane = l.lane AND i.state = 'new')
                """)
            return try rows.map { InboxLane(number: try $0["lane"]) }
        }
    }

    /// Applies the oldest deliveries of a lane, as `read` understands them, unless another node is at it: at most fifty,
    /// and no more than `updateLimit` updates, since whoever takes over waits for the transaction to end. A single
    /// larger delivery (Meta's limit is 1,000) is applied alone.
    package func applyNext(
        in lane: InboxLane, updateLimit: Int = 200, read: @escaping @Sendable (Delivery) -> ReadDelivery
    ) async throws -> AppliedDeliveries {
        try await engine.write(as: .system) { transaction in
            let held = try transaction.row(
                "SELECT lane FROM inbox_lanes WHERE lane = \(lane.number)\(transaction.dialect.skipLocked)")
            guard held != nil else { return AppliedDeliveries(wasHeld: true) }
            let waiting = try transaction.rows(
                """
                SELECT id, body, encoding FROM inbox WHERE lane = \(lane.number) AND state = 'new'
                ORDER BY received_at, id LIMIT 50
                """
            ).map(Delivery.init(row:))
            var applied = AppliedDeliveries()
            var updates = 0
            for delivery in waiting.lazy.map({ read($0).part(of: lane) }) {
                updates += delivery.updates.count
                if updates > updateLimit && applied.count > 0 { break }
                // Nobody else takes one of this lane.
                try transaction.post("UPDATE inbox SET state = 'done' WHERE id = \(delivery.id)")
                applied.problems[delivery.id] = try transaction.savepoint { try apply(delivery, in: transaction) }
                applied.count += 1
            }
            applied.mayBeMore = applied.count < waiting.count || waiting.count == 50
            return applied
        }
    }

    /// Applies deliveries in their order, in one transaction: every update once, and one that cannot be applied stops
    /// neither the others nor the other deliveries. A delivery with a problem is kept for the operator. Returns the
    /// problems, constant words.
    @discardableResult
    package func apply(_ deliveries: [ReadDelivery]) async throws -> [DeliveryID: String] {
        try await engine.write(as: .system) { transaction in
            var problems: [DeliveryID: String] = [:]
            for delivery in deliveries {
                let isNew = try transaction.execute(
                    "UPDATE inbox SET state = 'done' WHERE id = \(delivery.id) AND state = 'new'")
                guard isNew == 1 else { continue }
                problems[delivery.id] = try transaction.savepoint { try apply(delivery, in: transaction) }
            }
            return problems
        }
    }

    private func apply(_ delivery: ReadDelivery, in transaction: any Transaction) throws -> String? {
        var problem = delivery.problem
        for update in delivery.updates {
            do {
                let trouble = try transaction.savepoint { try apply(update, in: transaction) }
                problem = problem ?? trouble
            } catch let error where transaction.isBroken(by: error) {
                throw error
            } catch {
                problem = problem ?? "not_applied"
            }
        }
        if let problem {
            try transaction.post(
                "UPDATE inbox SET state = 'quarantined', problem = \(problem) WHERE id = \(delivery.id)")
        }
        return problem
    }

    /// How many deliveries wait, and how many could not be applied.
    package func inboxCounts() async throws -> (new: Int64, quarantined: Int64) {
        try await engine.read(as: .system) { transaction in
            let rows = try transaction.rows(
                "SELECT state, COUNT(*) AS n FROM inbox WHERE state IN ('new', 'quarantined') GROUP BY state")
            let counts = try Dictionary(
                uniqueKeysWithValues: rows.map { (try $0["state"] as String, try $0["n"] as Int64) })
            return (counts["new"] ?? 0, counts["quarantined"] ?? 0)
        }
    }

    /// Puts the deliveries that could not be applied back into the inbox, for example after a missing doctor was added.
    /// What was applied of them the first time is not applied again. Returns how many.
    package func replayQuarantined() async throws -> Int {
        try await engine.write(as: .system) { transaction in
            transaction.signal(.work(.inbox))
            return try transaction.execute(
                """
                UPDATE inbox SET state = 'new', problem = NULL WHERE state = 'quarantined'
                """)
        }
    }

    /// Deletes what has served its purpose: applied deliveries and unmatched statuses after a week, deliveries that the
    /// operator could have looked at after thirty days, sessions and sign-in failures that are over. Deletes a bounded number of rows; returns whether there may be more.
    package func sweep() async throws -> Bool {
        let day: Int64 = 24 * 3600
        return try await engine.write(as: .system) { transaction in
            let before = transaction.now.adding(.seconds(-7 * day))
            let monthAgo = transaction.now.adding(.seconds(-30 * day))
            try transaction.execute(
                """
                DELETE FROM inbox WHERE id IN (SELECT id FROM inbox
                    WHERE state = 'quarantined' AND received_at < \(monthAgo) ORDER BY received_at LIMIT 500)
                """)
            let gone = try transaction.execute(
                """
                DELETE FROM inbox WHERE id IN (SELECT id FROM inbox
                    WHERE state = 'done' AND received_at < \(before) ORDER BY received_at LIMIT 500)
                """)
            try transaction.execute("DELETE FROM parked_statuses WHERE created_at < \(before)")
            try transaction.execute("DELETE FROM retired_wamids WHERE created_at < \(before)")
            try transaction.execute("DELETE FROM sessions WHERE expires_at < \(transaction.now)")
            try transaction.execute("DELETE FROM sign_in_failures WHERE window_ends_at < \(transaction.now)")
            return gone == 500
        }
    }
}
