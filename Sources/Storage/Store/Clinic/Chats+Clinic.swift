package import Conversations

extension Chats {
    /// What this clinic has decided about itself.
    package func clinicSettings() async throws -> ClinicSettings {
        try await read { try ClinicSettings(of: clinicID, in: $0) }
    }

    /// Changes settings, one change after the other. Returns them as they are then. Throws `Refusal.doctorOnly`.
    package func changeClinic(
        _ change: @escaping @Sendable (inout ClinicSettings) -> Void
    ) async throws -> ClinicSettings {
        let (old, new) = try await engine.write(as: principal) { transaction in
            let old = try ClinicSettings(of: clinicID, in: transaction, isLocked: true)
            try transaction.mustBeDoctor(person.id, of: clinicID)
            var new = old
            change(&new)
            guard new != old else { return (old, old) }
            let emergencyTexts = try StoredFlagSettings.text(new.emergencyTexts)
            try transaction.execute(
                """
                UPDATE doctors SET clinic_name = \(new.name), clinic_address = \(new.address),
                    time_zone = \(new.timeZone), alarm_minutes = \(new.alarmMinutes), read_receipts = \(new.readReceipts),
                    emergency_text = \(emergencyTexts), assistant = \(new.assistant.rawValue),
                    opening_hours = \(HoursText.text(of: new.openingHours)),
                    holidays = \(HoursText.text(of: new.holidays)), languages = \(HoursText.text(of: new.languages)),
                    models = \(new.models.rawValue), budget_calls = \(new.budget?.calls),
                    budget_tokens = \(new.budget?.tokens), transcribe = \(new.transcribes),
                    describe_pictures = \(new.describesPictures), quiet_ms = \(new.quietMilliseconds),
                    resume_after_minutes = \(new.resumeAfterMinutes)
                WHERE id = \(clinicID)
                """)
            if new.alarmTiming != old.alarmTiming { try rescheduleAlarms(in: transaction) }
            transaction.signal(.clinic(clinicID))
            return (old, new)
        }
        if new.assistant != old.assistant { try await voidWhatIsUnderWay() }
        return new
    }

    /// What this clinic has added to the red-flag gate.
    package func redFlagWords() async throws -> [RedFlagWord] {
        try await read { transaction in
            let row = try transaction.row("SELECT red_flag_words FROM doctors WHERE id = \(clinicID)")
            guard let row else { throw Refusal.noSuchClinic }
            return try StoredFlagSettings.words(row["red_flag_words"])
        }
    }

    /// Replaces them all. What was written before is not read again. Throws `Refusal.doctorOnly`.
    package func setRedFlagWords(_ words: [RedFlagWord]) async throws {
        try await engine.write(as: principal) { transaction in
            _ = try ClinicSettings(of: clinicID, in: transaction, isLocked: true)
            try transaction.mustBeDoctor(person.id, of: clinicID)
            try transaction.execute(
                "UPDATE doctors SET red_flag_words = \(try StoredJSON.text(words)) WHERE id = \(clinicID)")
            transaction.signal(.clinic(clinicID))
        }
    }

    /// For those who wait already the new time counts, too. No alarm is due earlier than this; when it comes, the
    /// worker looks whether the clinic has been open for long enough.
    private func rescheduleAlarms(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            UPDATE due_alarms SET due_at = \(transaction.dialect.alarmTime(arrivedAt: "due_alarms.arrived_at"))
            FROM doctors d WHERE d.id = due_alarms.doctor_id AND due_alarms.doctor_id = \(clinicID)
            """)
        transaction.signal(.work(.alarms))
    }
}

extension ClinicSettings {
    /// Throws `Refusal.noSuchClinic` where it is gone.
    fileprivate init(of clinic: ClinicID, in transaction: any Transaction, isLocked: Bool = false) throws {
        let row = try transaction.row(
            """
            SELECT clinic_name, clinic_address, time_zone, alarm_minutes, read_receipts, emergency_text, assistant,
                opening_hours, holidays, languages, models, budget_calls, budget_tokens, transcribe, describe_pictures,
                quiet_ms, resume_after_minutes
            FROM doctors
            WHERE id = \(clinic)\(isLocked ? transaction.dialect.rowLock : "")
            """)
        guard let row else { throw Refusal.noSuchClinic }
        self.init(
            name: try row["clinic_name"], address: try row["clinic_address"], timeZone: try row["time_zone"],
            alarmMinutes: try row["alarm_minutes"], readReceipts: try row["read_receipts"],
            assistant: AssistantMode(rawValue: try row["assistant"]) ?? .off,
            emergencyTexts: try StoredFlagSettings.texts(row["emergency_text"]),
            openingHours: try HoursText.hours(row), holidays: try HoursText.holidays(row),
            languages: try HoursText.languages(row))
        models = ModelPolicy(rawValue: try row["models"]) ?? .house
        budget = ModelBudget(calls: try row["budget_calls"], tokens: try row["budget_tokens"])
        quietMilliseconds = try row["quiet_ms"]
        resumeAfterMinutes = try row["resume_after_minutes"]
        transcribes = try row["transcribe"]
        describesPictures = try row["describe_pictures"]
    }

    /// What decides when somebody who waits is called out.
    fileprivate var alarmTiming: [AnyHashable] { [alarmMinutes, timeZone, openingHours, holidays] }
}
