import Conversations

/// Removes a clinic and everything of it, in steps that are short, so that others are served meanwhile. Where it is killed
/// in between it goes on when it is started again.
package struct ClinicRemoval: Sendable {
    private static let batchSize: Int64 = 500
    /// How many webhook bodies are looked at in one transaction; each may have three megabytes.
    private static let deliveryBatch: Int64 = 20
    private static let look = Duration.milliseconds(100)

    private let clinic: ClinicID
    private let engine: any Engine
    private let fallbackNumber: PhoneNumberID?

    /// `fallbackNumber` is PHONE_NUMBER_ID, the number of a clinic that has none of its own.
    init(of clinic: ClinicID, in engine: any Engine, fallbackNumber: PhoneNumberID?) {
        self.clinic = clinic
        self.engine = engine
        self.fallbackNumber = fallbackNumber
    }

    /// `report` is called with how many rows are gone.
    package func run(report: (Int64) -> Void = { _ in }) async throws {
        try await disconnect()
        try await drain()
        var removed: Int64 = 0
        // What was being applied while the number still was the clinic's may come behind the first pass.
        var before: Int64 = -1
        while before < removed {
            before = removed
            for table in Self.tables {
                while case let count = try await eraseNext(of: table), count > 0 {
                    removed += count
                    report(removed)
                }
            }
        }
        for number in try await numbers() { try await eraseDeliveries(for: number) }
        try await engine.write(as: .system) { try $0.execute("DELETE FROM doctors WHERE id = \(clinic)") }
    }

    /// From here on nothing leaves the clinic and nothing comes to it, and everybody is signed out.
    private func disconnect() async throws {
        try await engine.write(as: .system) { transaction in
            let row = try transaction.row("SELECT whatsapp_phone_number_id FROM doctors WHERE id = \(clinic)")
            let own: PhoneNumberID? = try row?["whatsapp_phone_number_id"]
            try Holding.hold(clinic, in: transaction)
            if let number = own ?? fallbackNumber, number != gone {
                try transaction.execute(
                    """
                    INSERT INTO removed_numbers (phone_number_id, doctor_id, removed_at)
                    VALUES (\(number), \(clinic), \(transaction.now))
                    ON CONFLICT (phone_number_id) DO UPDATE SET doctor_id = excluded.doctor_id,
                        removed_at = excluded.removed_at
                    """)
            }
            // Not nil: that is the clinic that receives on the number in the settings.
            try transaction.execute(
                """
                UPDATE doctors SET whatsapp_phone_number_id = \(gone), whatsapp_access_token = NULL WHERE id = \(clinic)
                """)
            try transaction.execute("DELETE FROM sessions WHERE doctor_id = \(clinic)")
        }
    }

    /// A number that nobody has.
    private var gone: PhoneNumberID { PhoneNumberID(known: "removed-\(clinic)") }

    /// Waits for what is with Meta at this moment.
    private func drain() async throws {
        while try await isSending() { try await Task.sleep(for: Self.look) }
    }

    private func isSending() async throws -> Bool {
        try await engine.read(as: .system) { transaction in
            try transaction.row(
                """
                SELECT 1 AS one FROM outbox WHERE doctor_id = \(clinic) AND state = \(OutboxState.sending.sql)
                    AND send_deadline > \(transaction.now) LIMIT 1
                """) != nil
        }
    }

    /// Everything of a clinic but the clinic, what depends on others first.
    private static let tables = Table.all.reversed().filter { table in
        if case .clinic(key: "doctor_id", _) = table.tenancy { true } else { false }
    }

    private func eraseNext(of table: Table) async throws -> Int64 {
        try await engine.write(as: .system) { transaction in
            let isNext: SQL = """
                (\(table.keyList)) IN (SELECT \(table.keyList) FROM \(table.sql)
                    WHERE doctor_id = \(clinic) ORDER BY \(table.keyList) LIMIT \(Self.batchSize))
                """
            if table.name == Table.media.name { try UnwantedFiles.note(ofMediaWhere: isNext, in: transaction) }
            return Int64(try transaction.execute("DELETE FROM \(table.sql) WHERE \(isNext)"))
        }
    }

    // MARK: Webhook bodies

    private func numbers() async throws -> [PhoneNumberID] {
        try await engine.read(as: .system) { transaction in
            try transaction.rows("SELECT phone_number_id FROM removed_numbers WHERE doctor_id = \(clinic)").map {
                try $0["phone_number_id"]
            }
        }
    }

    /// Bodies that were applied, or could not be, and name the number. Those that wait are dropped when their turn comes.
    private func eraseDeliveries(for number: PhoneNumberID) async throws {
        let lane = InboxLane(of: number).number
        var last: DeliveryID?
        while let next = try await eraseDeliveries(for: number, in: lane, after: last) { last = next }
    }

    private func eraseDeliveries(
        for number: PhoneNumberID, in lane: Int64, after last: DeliveryID?
    ) async throws -> DeliveryID? {
        try await engine.write(as: .system) { transaction in
            let isLater: SQL = last.map { "AND id > \($0)" } ?? ""
            let batch = try transaction.rows(
                """
                SELECT id, body, encoding FROM deliveries WHERE lane = \(lane) AND state <> 'new' \(isLater)
                ORDER BY id LIMIT \(Self.deliveryBatch)
                """
            ).map(Delivery.init(row:))
            for delivery in batch where delivery.body.contains(number.text.utf8) {
                try transaction.execute("DELETE FROM deliveries WHERE id = \(delivery.id)")
            }
            return batch.last?.id
        }
    }
}
