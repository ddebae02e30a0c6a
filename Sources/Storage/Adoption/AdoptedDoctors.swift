import Conversations

/// Doctors, an account for each, and their sealed tokens. A column that some copies lack is read as NULL.
struct AdoptedDoctors {
    let transaction: any Transaction
    let sealer: TokenSealer

    func adopt(_ report: inout AdoptionReport) throws {
        let doctors = try transaction.execute(
            """
            INSERT INTO doctors (id, name, email, phone_number, clinic_name, clinic_address,
                whatsapp_phone_number_id, created_at)
            SELECT id, COALESCE(j ->> 'name', ''),
                CASE WHEN mail <> '' AND mail_rank = 1 THEN mail ELSE 'doctor-' || id || '@invalid' END,
                COALESCE(j ->> 'phone_number', ''), j ->> 'clinic_name', j ->> 'clinic_address',
                CASE WHEN number_rank = 1 THEN NULLIF(number, '') END,
                date_trunc('milliseconds', COALESCE((j ->> 'created_at')::timestamptz, now()))
            FROM (SELECT *,
                    row_number() OVER (PARTITION BY mail ORDER BY j ->> 'created_at', id) AS mail_rank,
                    row_number() OVER (PARTITION BY number ORDER BY j ->> 'created_at', id) AS number_rank
                FROM (SELECT id, to_jsonb(d) AS j, lower(trim(COALESCE(to_jsonb(d) ->> 'email', ''))) AS mail,
                    trim(COALESCE(to_jsonb(d) ->> 'whatsapp_phone_number_id', '')) AS number FROM adopted.doctors d) a
            ) b
            """)
        try transaction.execute(
            """
            INSERT INTO accounts (id, doctor_id, name, email, password_hash, created_at, role)
            SELECT gen_random_uuid(), id, name, email, 'none', created_at, 'doctor' FROM doctors
            """)
        try sealTokens()
        report.note(Int64(doctors), "doctors adopted, each with an account that has no password yet")
        let unnamed = try transaction.ids("SELECT id::text AS id FROM doctors WHERE email LIKE '%@invalid' ORDER BY id")
        report.note(
            Int64(unnamed.count), "doctors without an e-mail address of their own: give them one, they cannot sign in",
            ids: unnamed)
        let shared = try transaction.ids(
            """
            SELECT o.id::text AS id FROM adopted.doctors o JOIN doctors d ON d.id = o.id
            WHERE trim(COALESCE(to_jsonb(o) ->> 'whatsapp_phone_number_id', '')) <> ''
                AND d.whatsapp_phone_number_id IS NULL ORDER BY o.id
            """)
        report.note(
            Int64(shared.count), "doctors shared a phone number id with an older one, who keeps it", ids: shared)
    }

    private func sealTokens() throws {
        let rows = try transaction.rows(
            """
            SELECT id, to_jsonb(d) ->> 'whatsapp_access_token' AS token FROM adopted.doctors d
            WHERE COALESCE(to_jsonb(d) ->> 'whatsapp_access_token', '') <> ''
            """)
        for row in rows {
            let id: ClinicID = try row["id"]
            let sealed = try sealer.seal(Secret(try row["token"]), for: id)
            try transaction.execute("UPDATE doctors SET whatsapp_access_token = \(sealed) WHERE id = \(id)")
        }
        guard !rows.isEmpty else { return }
        // The token was there in the clear; now only the sealed one is kept. Nothing else of the old rows changes.
        try transaction.execute("ALTER TABLE adopted.doctors DISABLE TRIGGER USER")
        try transaction.execute(
            "UPDATE adopted.doctors SET whatsapp_access_token = NULL WHERE whatsapp_access_token <> ''")
        try transaction.execute("ALTER TABLE adopted.doctors ENABLE TRIGGER USER")
    }
}
