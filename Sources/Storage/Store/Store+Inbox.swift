package import Conversations
import Foundation

/// A webhook body as it was received.
package struct Delivery: Sendable {
    package let id: DeliveryID
    package let body: [UInt8]
}

package typealias DeliveryID = Identifier<Delivery>

extension Store {
    /// Keeps a webhook body before it is answered 200. `body` may be anything.
    package func receive(_ body: [UInt8]) async throws {
        let text = String(validating: body, as: UTF8.self).flatMap { $0.contains("\0") ? nil : $0 }
        try await engine.write(as: .system) { transaction in
            try transaction.execute(
                """
                INSERT INTO inbox (id, received_at, body, encoding, state, not_before)
                VALUES (\(DeliveryID.make()), \(transaction.now), \(text ?? Data(body).base64EncodedString()),
                    \(text == nil ? "base64" : "utf8"), 'new', \(transaction.now))
                """)
            transaction.signal(.work(.inbox))
        }
    }

    /// The oldest deliveries that are not applied yet.
    package func newDeliveries(limit: Int) async throws -> [Delivery] {
        try await engine.read(as: .system) { transaction in
            let rows = try transaction.rows(
                """
                SELECT id, body, encoding FROM inbox WHERE state = 'new' AND not_before <= \(transaction.now)
                ORDER BY received_at, id LIMIT \(limit)
                """)
            return try rows.map { row in
                let text: String = try row["body"]
                let isText: Bool = try row["encoding"] == "utf8"
                return Delivery(
                    id: try row["id"], body: isText ? Array(text.utf8) : Array(Data(base64Encoded: text) ?? Data()))
            }
        }
    }

    /// Applies a delivery: every update once, and one that cannot be applied does not stop the others. A delivery
    /// with a problem is kept for the operator. Returns the problem, a constant word.
    @discardableResult
    package func apply(
        _ updates: [InboundUpdate], of delivery: DeliveryID, problem: String?
    ) async throws -> String? {
        try await engine.write(as: .system) { transaction in
            let isNew = try transaction.execute(
                "UPDATE inbox SET state = 'done', attempts = attempts + 1 WHERE id = \(delivery) AND state = 'new'")
            guard isNew == 1 else { return nil }
            var found = problem
            for update in updates {
                do {
                    let trouble = try transaction.savepoint { try apply(update, in: transaction) }
                    found = found ?? trouble
                } catch {
                    found = found ?? "not_applied"
                }
            }
            if let found {
                try transaction.execute(
                    "UPDATE inbox SET state = 'quarantined', problem = \(found) WHERE id = \(delivery)")
            }
            return found
        }
    }

    /// How many deliveries wait, and how many could not be applied.
    package func inboxCounts() async throws -> (new: Int64, quarantined: Int64) {
        try await engine.read(as: .system) { transaction in
            let rows = try transaction.rows(
                "SELECT state, COUNT(*) AS n FROM inbox WHERE state <> 'done' GROUP BY state")
            let counts = try Dictionary(
                uniqueKeysWithValues: rows.map { (try $0["state"] as String, try $0["n"] as Int64) })
            return (counts["new"] ?? 0, counts["quarantined"] ?? 0)
        }
    }

    /// Deletes what has served its purpose: applied deliveries and unmatched statuses after a week, sessions and
    /// sign-in failures that are over. Deletes a bounded number of rows; returns whether there may be more.
    package func sweep() async throws -> Bool {
        let week = Duration.seconds(7 * 24 * 3600)
        return try await engine.write(as: .system) { transaction in
            let before = Timestamp(milliseconds: transaction.now.milliseconds - week.components.seconds * 1000)
            let gone = try transaction.execute(
                """
                DELETE FROM inbox WHERE id IN (SELECT id FROM inbox
                    WHERE state = 'done' AND received_at < \(before) ORDER BY received_at LIMIT 500)
                """)
            try transaction.execute("DELETE FROM parked_statuses WHERE created_at < \(before)")
            try transaction.execute("DELETE FROM sessions WHERE expires_at < \(transaction.now)")
            try transaction.execute("DELETE FROM sign_in_failures WHERE window_ends_at < \(transaction.now)")
            return gone == 500
        }
    }
}
