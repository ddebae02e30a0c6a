import Conversations

/// What is not ours and stays, but was built around the old tables: somebody has to look at it.
struct AdoptedSurroundings {
    let transaction: any Transaction

    /// To be called when the old tables are set aside and ours are not there yet.
    func describe(in report: inout AdoptionReport) throws {
        let keys = try transaction.ids(
            """
            SELECT conrelid::regclass::text || ': ' || conname AS id FROM pg_constraint c
            JOIN pg_class old ON old.oid = c.confrelid AND old.relnamespace = 'adopted'::regnamespace
            JOIN pg_class other ON other.oid = c.conrelid AND other.relnamespace <> 'adopted'::regnamespace
            WHERE contype = 'f' ORDER BY 1
            """)
        report.note(
            Int64(keys.count),
            "foreign keys of other tables lead to the old rows and refuse patients and doctors that come later; drop "
                + "them, or let them lead to the new tables:", ids: keys)
        let functions = try transaction.ids(
            """
            SELECT oid::regprocedure::text AS id FROM pg_proc
            WHERE pronamespace = current_schema()::regnamespace
                AND prosrc ~ '\\m(doctors|patients|messages|clinic_config|doctor_knowledge_base)\\M' ORDER BY 1
            """)
        report.note(
            Int64(functions.count),
            "functions name the tables; they now mean the new ones, which have other columns. Look at them:",
            ids: functions)
        let off = try transaction.ids(
            "SELECT id::text AS id FROM adopted.doctors d WHERE to_jsonb(d) ->> 'is_active' = 'false' ORDER BY id")
        report.note(
            Int64(off.count), "doctors were switched off; the assistant answers for them if their number is connected:",
            ids: off)
    }
}
