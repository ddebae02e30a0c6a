import Conversations

/// What a database knows about itself, by name.
enum Installation: String {
    /// A value that was sealed with the right key.
    case keyCheck = "key_check"
    /// Where it was when it was last served.
    case home

    func value(in transaction: any Transaction) throws -> String? {
        try transaction.row("SELECT value FROM installation WHERE name = \(rawValue)")?["value"]
    }

    func set(_ value: String, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO installation (name, value) VALUES (\(rawValue), \(value))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """)
    }
}
