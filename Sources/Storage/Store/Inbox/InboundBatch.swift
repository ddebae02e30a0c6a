import Conversations

/// Some deliveries of one lane, applied one after the other in one transaction.
struct InboundBatch {
    let events: InboundEvents
    let lane: InboxLane
    /// Whether an update that cannot be applied is undone alone.
    let isolating: Bool

    private var transaction: any Transaction { events.transaction }

    func apply(
        _ waiting: [Delivery], upTo updateLimit: Int, _ read: (Delivery) -> ReadDelivery
    ) throws -> AppliedDeliveries {
        var applied = AppliedDeliveries()
        var done: [SQL] = []
        let deliveries = fitting(waiting, updateLimit, read)
        // Before any patient's row is locked: whoever changes a clinic locks it first, and then rows of its patients.
        let troubled = try applyAccountUpdates(of: deliveries)
        if !isolating { events.expect(deliveries.flatMap(\.updates)) }
        for delivery in deliveries {
            let outcome = try apply(delivery, troubled.contains(delivery.id) ? "not_applied" : nil)
            if outcome.isDone { done.append("\(delivery.id)") }
            applied.problems[delivery.id] = outcome.problem
            applied.dropped += outcome.dropped
            applied.count += 1
        }
        // Nothing else takes a delivery of this lane.
        for ids in done.inPowersOfTwo {
            try transaction.post("UPDATE deliveries SET state = 'done' WHERE id IN (\(SQL.list(ids)))")
        }
        applied.mayBeMore = applied.count < waiting.count || waiting.count == 50
        return applied
    }

    /// Those with no more updates than that together; at least the first.
    private func fitting(
        _ waiting: [Delivery], _ updateLimit: Int, _ read: (Delivery) -> ReadDelivery
    ) -> [ReadDelivery] {
        var fitting: [ReadDelivery] = []
        var updates = 0
        for waiting in waiting {
            let delivery = read(waiting).part(of: lane)
            updates += delivery.updates.count
            if updates > updateLimit && !fitting.isEmpty { break }
            fitting.append(delivery)
        }
        return fitting
    }

    /// Returns the deliveries of which something could not be applied.
    private func applyAccountUpdates(of deliveries: [ReadDelivery]) throws -> Set<DeliveryID> {
        let accounts = AccountUpdates(transaction: transaction)
        var troubled: Set<DeliveryID> = []
        for delivery in deliveries {
            for update in delivery.accountUpdates
            where try attempt({
                try accounts.apply(update); return nil
            }) != nil {
                troubled.insert(delivery.id)
            }
        }
        return troubled
    }

    private func apply(
        _ delivery: ReadDelivery, _ trouble: String?
    ) throws -> (problem: String?, dropped: Int, isDone: Bool) {
        var problem = delivery.problem ?? trouble
        var dropped = 0
        for update in delivery.updates {
            let trouble = try apply(update)
            if trouble == InboundEvents.removedNumber { dropped += 1 } else { problem = problem ?? trouble }
        }
        if let problem {
            try transaction.post(
                "UPDATE deliveries SET state = 'quarantined', problem = \(problem) WHERE id = \(delivery.id)")
            return (problem, dropped, false)
        }
        if dropped > 0 && dropped == delivery.updates.count {
            // Nothing of what was removed comes back, not even as a body.
            try transaction.post("DELETE FROM deliveries WHERE id = \(delivery.id)")
            return (nil, dropped, false)
        }
        return (nil, dropped, true)
    }

    /// Returns a reason code for what could not be applied.
    private func apply(_ update: InboundUpdate) throws -> String? { try attempt { try events.apply(update) } }

    private func attempt(_ body: () throws -> String?) throws -> String? {
        guard isolating else { return try body() }
        do {
            return try transaction.savepoint(body)
        } catch let error where !transaction.isBroken(by: error) {
            return "not_applied"
        }
    }
}
