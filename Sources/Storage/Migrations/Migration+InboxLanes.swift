extension Migration {
    /// Lanes let several nodes apply deliveries at once, while those of one clinic's number keep their order.
    static let inboxLanes = Migration(
        name: "0002-inbox-lanes", oldestProgram: 0,
        statements: [
            "CREATE TABLE inbox_lanes (lane BIGINT PRIMARY KEY)",
            """
            INSERT INTO inbox_lanes (lane) VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12),
                (13), (14), (15)
            """,
            "ALTER TABLE inbox ADD COLUMN lane BIGINT NOT NULL DEFAULT 0",
            "CREATE INDEX inbox_by_lane ON inbox (lane, received_at, id) WHERE state = 'new'",
        ])
}
