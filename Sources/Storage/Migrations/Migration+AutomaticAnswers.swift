extension Migration {
    /// What bounds the talk of an assistant with a machine: which messages belong to one reply, when a person last
    /// looked, and what was said without anything having been asked.
    static let automaticAnswers = Migration(
        name: "0010-automatic-answers", oldestProgram: 9,
        statements: [
            "ALTER TABLE messages ADD COLUMN continues BOOLEAN NOT NULL DEFAULT FALSE",
            "ALTER TABLE patients ADD COLUMN is_bot_silenced BOOLEAN NOT NULL DEFAULT FALSE",
            "ALTER TABLE patients ADD COLUMN looked_at TIMESTAMPTZ",
            "ALTER TABLE patients ADD COLUMN small_talk_at TIMESTAMPTZ",
            """
            CREATE INDEX messages_of_assistant ON messages (doctor_id, patient_id, created_at)
            WHERE author = 'assistant'
            """,
            """
            CREATE INDEX messages_changed_later ON messages (doctor_id, context_message_id)
            WHERE relation IN ('edit', 'deletion')
            """,
        ])
}
